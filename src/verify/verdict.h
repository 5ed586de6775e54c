// What an examination of a published folder found: numbered checks, each passed, failed or not
// done, in words that can be printed. Made by verify/verify_bundle.h; told by
// verify/verdict_text.h.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::verify {

/// The checks, by number. What each asks is title_of.
enum class CheckId {
  V1,
  V2,
  V3,
  V4,
  V5,
  V6,
  V7,
  V8,
  V9,
  V10,
  V11,
  V12,
  V13,
  V14,
  V15,
  V16,
  V17,
  V18,
  V19,
  V20,
  V21,
  V22,
  V23,
  V24,
  V25,
  V26
};
inline constexpr std::size_t kChecks = 26;

enum class Outcome { Passed, Failed, NotChecked };

/// One thing that is not as it should be. For an entry: its position and what it says it is.
struct Fault {
  std::string words;  ///< what is wrong and where: a sentence without its full stop
  std::string file{};  ///< of the folder; empty: none in particular
  std::optional<std::uint64_t> position = std::nullopt;  ///< of the entry, from 0
  std::string kind{};
  std::string author{};
  std::string subject{};  ///< unit, batch, county or container that the entry is about
};

struct Check {
  CheckId id = CheckId::V1;
  Outcome outcome = Outcome::NotChecked;
  bool unvouched = false;  ///< published figures rest on what was not checked
  /// What was done, or why not; failed: at most what was compared. Without its last full stop.
  std::string words;
  std::vector<Fault> faults;  ///< at most kFaultsKept, in the order found
  std::int64_t faults_all = 0;
};
inline constexpr std::size_t kFaultsKept = 100;

struct Verdict {
  std::string folder;
  std::string program;  ///< that examined
  std::string made_by;  ///< as bundle.json says
  std::string origin;
  std::uint64_t size = 0;
  std::string root;  ///< base64
  bool is_rehearsal = false;  ///< operation.open says that it is for practice
  std::vector<Check> checks;  ///< one of each, in order
  std::map<std::string, std::int64_t> unknown_kinds;  ///< entries by kind that nobody here reads

  [[nodiscard]] bool failed() const;
  /// Checks that left figures of the folder which nothing that was checked vouches for.
  [[nodiscard]] std::vector<CheckId> unvouched() const;
  /// The last sentence: what all of it comes to.
  [[nodiscard]] std::string sentence() const;
  [[nodiscard]] const Check& of(CheckId id) const {
    return checks.at(static_cast<std::size_t>(id));
  }
};

/// "V7"
[[nodiscard]] std::string id_of(CheckId id);
/// What the check asks, as a statement that holds when it passes.
[[nodiscard]] std::string_view title_of(CheckId id);
/// "passed", "failed", "not checked"
[[nodiscard]] std::string_view id_of(Outcome outcome);

/// Gathers faults and words while checks are made; then gives the checks. A check with a fault has
/// failed, whatever else is said of it: of its words only `compared` stays, as "compared: 3 files",
/// since what holds when a check passes is untrue of one that failed. `compared` is a number of
/// things that were looked at and says nothing of how they were found. Words are made printable:
/// they may quote a hostile folder. Used by one thread.
class CheckBook {
 public:
  CheckBook();

  void fault(CheckId id, Fault fault);
  /// The check was done; `words` say on what. Without a fault it has passed.
  void done(CheckId id, const std::string& words, const std::string& compared = "");
  /// The check was not done, or not wholly: why.
  void not_checked(CheckId id, const std::string& why, const std::string& compared = "");
  /// The same, and the folder gives figures that nothing else vouches for.
  void not_vouched(CheckId id, const std::string& why, const std::string& compared = "");
  [[nodiscard]] bool has_fault(CheckId id) const;
  [[nodiscard]] std::vector<Check> take();

 private:
  [[nodiscard]] Check& of(CheckId id) { return checks_.at(static_cast<std::size_t>(id)); }

  std::vector<Check> checks_;
  std::array<std::string, kChecks> compared_;
};

}  // namespace recanvass::verify
