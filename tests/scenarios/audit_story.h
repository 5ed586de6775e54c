// An audit on a ledger, told to the built program: its plan, commitment, seed, draws, two blind
// readings of every card, sign-off, records with their proofs, rounds, and the published folder.
// Records and paper are what a story says of them; a tree over the records is made only as far as
// cards are drawn, so that a list may have millions. Used by the stories of real audits.
#pragma once

#include "ledger/merkle.h"
#include "tests/scenarios/story.h"
#include "workflow/card_reading.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::story {

/// The records of a list, of which those that are never drawn are never opened: their part of the
/// tree is any hash.
class SparseRecords {
 public:
  using RecordOf = std::function<workflow::CardReading(std::int64_t card)>;
  SparseRecords(std::string list, std::int64_t cards, std::set<std::int64_t> opened,
                RecordOf record);

  [[nodiscard]] std::string root();
  /// As card.reveal takes it. @pre it is one of `opened`
  [[nodiscard]] base::Json record(std::int64_t card);

 private:
  ledger::Hash node(int level, std::uint64_t index);
  [[nodiscard]] std::string salt(std::int64_t card) const;

  std::string list_;
  std::int64_t cards_;
  std::set<std::int64_t> opened_;
  RecordOf record_;
  std::map<std::pair<int, std::uint64_t>, ledger::Hash> known_;
};

/// A contest of two choices, "yes" and "no", of which "yes" leads.
struct YesNo {
  std::string id;
  std::string name;
  std::int64_t lead = 0;  ///< votes between them
  std::int64_t cards = 0;  ///< of its lists
  std::string risk_limit;
  std::vector<std::string> lists;
  bool targeted = true;

  [[nodiscard]] base::Json votes() const;
  [[nodiscard]] base::Json body() const;  ///< of audit.contest
};

struct ToldList {
  std::string id;  ///< of the county, too: "us-co-" and this
  std::int64_t cards = 0;
  std::set<std::int64_t> drawn;  ///< every card that will be drawn, by its number
};

/// One audit by super-simple, drawn from each list by the counter.
class AuditStory {
 public:
  /// What a contest's record or paper says of a card: "yes", "no" or "", a blank.
  using Said = std::map<std::tuple<std::string, std::int64_t, std::string>, std::string>;

  /// The first contest is the operation's own where it is on every list.
  AuditStory(std::string name, std::vector<YesNo> contests, std::vector<ToldList> lists);

  Said records;  ///< where it is not what every card says
  Said papers;   ///< where it is not what its record says

  void open(const std::string& seed);
  void draw(const std::string& list, std::int64_t cards);
  void read_all();
  void close(const std::string& list);
  /// Measures a round and gives it.
  base::Json measure();
  void say_cause(const std::string& list, std::int64_t card, const std::string& cause);
  [[nodiscard]] Story& story() { return story_; }

  /// Publishes, and expects that a stranger finds everything right.
  void publish_and_verify();
  /// A choice in a reading of the folder is changed: it is found.
  void expect_changes_are_found();

 private:
  std::string cause_of(const std::string& kind, const base::Json& body);
  [[nodiscard]] YesNo own_contest() const;
  void add_inputs();
  void add_plan();
  [[nodiscard]] std::string recorded(const std::string& list, std::int64_t card,
                                     const std::string& contest) const;
  [[nodiscard]] workflow::CardReading record_of(const std::string& list, std::int64_t card) const;
  [[nodiscard]] workflow::CardReading paper_of(const std::string& list, std::int64_t card) const;
  [[nodiscard]] std::filesystem::path folder() const { return story_.folder() / "published"; }

  Story story_{"state"};
  std::string name_;
  std::vector<YesNo> contests_;
  std::vector<ToldList> lists_;
  std::map<std::string, SparseRecords> trees_;
  std::set<std::pair<std::string, std::int64_t>> read_;
  std::set<std::pair<std::string, std::int64_t>> shown_;
};

/// A risk as an entry has it; -1: it is none.
[[nodiscard]] double risk_value(const base::Json& text);

/// A contest of a measured round.
[[nodiscard]] base::Json contest_of(const base::Json& round, const std::string& id);

/// Cards of a list of so many, in the order in which the counter draws them.
[[nodiscard]] std::vector<std::int64_t> counter_draws(const std::string& seed, std::int64_t cards,
                                                      std::int64_t draws);

}  // namespace recanvass::story
