// A story told to the built program: people with keys, lines of commands, what the program answered
// and what it shows. Each acceptance test is a story with an election's real figures.
#pragma once

#include "base/json.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace recanvass::story {

/// What `submit` answered to one line.
struct Answered {
  std::string status;  ///< "accepted", "repeated", "refused", ...
  std::string receipt;  ///< accepted, repeated
  std::int64_t position = -1;  ///< accepted, repeated
  std::vector<std::string> causes;  ///< refused
  std::string problems;  ///< the refusals in words
};

/// One election in a folder of its own, deleted at the end. Used by one test.
class Story {
 public:
  /// @param officer  the account that opens the operation
  explicit Story(const std::string& officer);
  ~Story();
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  /// Makes a key for a name and gives its public half in base64.
  std::string make_key(const std::string& name);

  /// Claimed time of the lines that follow, "2016-12-01T09:00:00Z".
  void now(const std::string& moment) { moment_ = moment; }

  /// Queues a command of `by`; the key is made up, a new one each time, unless the body has "key".
  void say(const std::string& by, const std::string& kind, base::Json body);
  /// Queues account.add by the officer, with a new key.
  void add_person(const std::string& id, const std::string& role, const std::string& county = "");

  /// Submits what is queued and gives an answer a line.
  std::vector<Answered> submit();
  /// The same; every line must be accepted, or the test fails with the reason.
  std::vector<Answered> submit_all_accepted();
  /// Says one line by itself.
  Answered ask(const std::string& by, const std::string& kind, base::Json body);

  /// `show VIEW --json`, as `viewer` or as the public.
  base::Json show(const std::string& view, const std::string& viewer = "",
                  const std::vector<std::string>& more = {});

  /// Publishes the inputs' hash, and has a witness countersign the ledger.
  void commit_inputs(const std::string& witness);
  /// That witness countersigns the ledger as it is, by a clock that shows this moment, in seconds
  /// since 1970, and the officer records it.
  void countersign(const std::string& witness, std::uint64_t unix_seconds);

  [[nodiscard]] std::string election() const { return (folder_ / "election").string(); }
  [[nodiscard]] std::string keys() const { return (folder_ / "keys").string(); }
  [[nodiscard]] std::filesystem::path folder() const { return folder_; }
  [[nodiscard]] const std::string& officer() const { return officer_; }

 private:
  std::filesystem::path folder_;
  std::string officer_;
  std::string moment_ = "2016-11-25T15:00:00Z";
  std::vector<std::string> queue_;
  std::int64_t next_key_ = 0;
  int files_ = 0;
};

/// "A-b c" as an id: lower case, anything else a hyphen.
[[nodiscard]] std::string id_of(const std::string& name);

}  // namespace recanvass::story
