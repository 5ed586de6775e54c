// An account of every ballot and vote that is certified: counted in the regular way, or by an
// exception of a named kind; and of every ballot listed: counted, set aside, or not counted. The
// sums are closed unit by unit, and what does not add up is named. Made by workflow from its state;
// verify makes its own from the entries. Next: workflow/account_of_ballots.h.
#pragma once

#include "election/nouns.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::recount {

/// How ballots came to be counted, or why they were not. A part that is of several kinds is of the
/// last of them.
enum class CountedHow {
  Regular,  ///< on the published manifest, two equal blind entries, and nothing besides
  OtherSeal,  ///< out of a container whose seal was not as recorded
  Corrected,  ///< in a batch whose listing was corrected after it was published
  Between,  ///< a third person chose one of two entries that differ
  Readers,  ///< names or keys given after publication lead from both readers to one account
  NotListed,  ///< in a batch or unit that is not on the published manifest
  Neither,  ///< settled on figures of neither entry
  Tape,  ///< a machine's
  TapeOverHand,  ///< a machine's, and entries by hand say something else
  HandOverTape,  ///< by hand, as two persons chose, and a machine's tape says something else
  Ruled,  ///< challenged ballots as ruled or agreed upon
  DrawnOut,  ///< taken off: more ballots than voters
  FirstCount,  ///< of a unit that was not counted again
  NotRecountable,  ///< of a unit that could not be counted again under the policy
  CorrectedFirst,  ///< the same of a unit whose reported figures were corrected after publication
  LeftOut,  ///< of a unit that was not counted again though somebody asked for it
  Dropped,  ///< the first count of a unit of which something was counted again
  Open,  ///< the first count of a unit whose second is not done
  SetAside,  ///< listed, entered by somebody, and set aside
  SetAsideUnread,  ///< listed, and set aside before anybody had entered it
};
inline constexpr std::size_t kWaysCounted = 20;

/// "regular", "third-person", "machine", ... for documents that programs read.
[[nodiscard]] std::string_view id_of(CountedHow how);
/// What stands behind "12 ballots" or, of a kind that counts none, before its batches.
[[nodiscard]] std::string_view words_of(CountedHow how);

/// A part of one unit.
struct AccountPart {
  CountedHow how = CountedHow::Regular;
  std::string id;  ///< of the batch or the unit
  election::BallotCount listed;  ///< on the published manifest
  std::optional<election::BallotCount> ballots{election::BallotCount(0)};  ///< none: not recorded
  std::map<std::string, election::VoteCount> votes{};  ///< by choice; drawn out: below zero
  std::set<std::string> people{};  ///< names of who made and approved it
};

/// A batch, or a unit that was counted by machine, of which not as many ballots were counted as the
/// manifest lists.
struct OffListed {
  std::int64_t difference = 0;  ///< counted less listed
  bool is_exception = false;  ///< by its kind already
  std::set<std::string> people;  ///< names of who counted it
};

/// What of a unit is certified, and what the manifest lists of it.
struct UnitAccount {
  std::string unit;
  std::vector<AccountPart> parts;
  election::BallotCount listed;
  std::optional<election::BallotCount> ballots;
  std::map<std::string, election::VoteCount> votes;
  std::map<std::string, OffListed> off_listed{};  ///< as of an account
};

/// All parts of one kind.
struct AccountLine {
  election::BallotCount listed;
  election::BallotCount ballots;
  std::int64_t without_ballots = 0;  ///< parts whose number of ballots is not recorded
  election::VoteCount votes_all;
  std::map<std::string, election::VoteCount> votes;
  std::set<std::string> ids;  ///< of exceptions
  std::set<std::string> people;
};

/// Units that were counted again, and ballots.
struct UnitBallots {
  election::BallotCount ballots;
  std::set<std::string> units;
};

struct BallotAccount {
  std::map<CountedHow, AccountLine> lines;
  std::map<std::string, OffListed> off_listed;  ///< by id: "B1", "unit W1"
  UnitBallots in_no_batch;  ///< first counted: no batch of the unit has them
  UnitBallots not_first_counted;  ///< in batches of the unit, and more than it first had
  std::vector<std::string> unaccounted;  ///< sentences; empty: the sums are closed

  [[nodiscard]] AccountLine line(CountedHow how) const;
  [[nodiscard]] election::BallotCount certified_ballots() const;
  [[nodiscard]] election::BallotCount listed_ballots() const;
  /// Ballots of second counts by exception, drawn out, set aside, more or fewer than listed, in no
  /// batch, or more than there were first: what they could move. By machine is no exception.
  [[nodiscard]] election::BallotCount exceptional_ballots() const;
  /// Besides units that are open.
  [[nodiscard]] bool has_exceptions() const;
};

/// Adds the unit's parts and compares their sums with what is certified and listed of it.
void add_unit(BallotAccount& account, const UnitAccount& unit);

/// What a unit's first count says of how many ballots it had.
struct FirstCounted {
  std::optional<election::BallotCount> ballots;  ///< none: not stated, and then at least
  election::VoteCount votes;  ///< as many as these
  std::int64_t vote_for = 1;  ///< take
};

/// Compares a unit that was counted again with its first count: ballots that are left off every
/// list of batches are counted by nobody, and nothing else misses them.
/// @param in_batches   as the manifest lists them
/// @param found_later  in batches that are not on it: they may be what was first counted, and are
///                     no surplus of the lists
void compare_with_first(BallotAccount& account, const std::string& unit, const FirstCounted& first,
                        election::BallotCount in_batches, election::BallotCount found_later);

/// "Account of every ballot: 1,420 of 1,422 were counted in the regular way; 2 by exception: ..."
[[nodiscard]] std::string summary_of(const BallotAccount& account);

/// A sentence for each kind of exception that no other sentence of a certificate tells: ballots,
/// votes, batches or units, and persons.
[[nodiscard]] std::vector<std::string> exception_sentences(const BallotAccount& account);

/// Findings of the rules (reconcile/finding.h) that people closed with the cause "unexplained".
struct UnexplainedFindings {
  struct Finding {
    std::string unit;
    std::string rule;  ///< "R3"
    std::string about;  ///< what in the unit it is about; empty: the unit itself
    std::int64_t size = 0;  ///< of the difference, without its sign
  };
  std::vector<Finding> found;  ///< by unit
  std::set<std::string> people;  ///< names of who closed them
  std::optional<election::VoteCount> lead;  ///< of the last one elected; none: not known
};

/// "Closed as unexplained: W2 I3 118, W2 R3 118; by Roe. ...": of each unit the largest difference,
/// against the lead. Empty: there are none.
[[nodiscard]] std::string unexplained_sentence(const UnexplainedFindings& findings);
inline constexpr std::string_view kUnexplainedStart = "Closed as unexplained: ";

/// Whether a sentence is one of the account's, whatever its figures.
[[nodiscard]] bool is_account_sentence(std::string_view sentence);

}  // namespace recanvass::recount
