// A recount of the cast vote records against what was reported, unit by unit, with the mechanism
// that would turn one into the other where there is a simple one. A mechanism is a likely cause to
// look for, never a finding about what happened; a difference without one is unexplained.
#pragma once

#include "base/result.h"
#include "election/card_store.h"
#include "election/returns.h"
#include "tabulate/groups.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::tabulate {

/// Votes of one contest by group of cards: a unit's ballots are cards that carry the contest. Of a
/// ranked contest first preferences. A card with more than `votes_max` votes counts for nobody; 0:
/// no limit.
[[nodiscard]] election::UnitVotes unit_votes_of(const election::CardStore& store,
                                                std::uint32_t contest, GroupBy by,
                                                std::int64_t votes_max);

/// A batch that belongs to a unit, with its votes in the order of the recount's choices.
struct UnitBatch {
  std::string unit;
  std::string batch;
  std::vector<std::int64_t> votes;
};

/// Every batch of every unit, by unit, then by batch: what a batch twice or missing is looked for
/// among. As unit_votes_of otherwise.
[[nodiscard]] std::vector<UnitBatch> unit_batches_of(const election::CardStore& store,
                                                     std::uint32_t contest, GroupBy by,
                                                     std::int64_t votes_max);

/// What the records withhold of a contest, so that no unit of the recount has it.
struct Withheld {
  struct Totals {
    std::string label;
    std::vector<std::int64_t> votes;  ///< in the order of the contest's choices
  };
  std::vector<Totals> totals;  ///< that stand for withheld cards, which are in no unit
  std::map<std::string, std::int64_t> cards;  ///< by unit: those that withhold the contest
  std::int64_t votes_max = 0;                 ///< on one of them; 0: no limit is known
};

/// Totals without a vote in the contest are left out. As unit_votes_of otherwise.
[[nodiscard]] Withheld withheld_of(const election::CardStore& store, std::uint32_t contest,
                                   GroupBy by, std::int64_t votes_max);

/// The figures of all cards as one unit, with the totals of withheld cards.
/// @pre recounted has one unit at most
[[nodiscard]] election::UnitVotes with_totals(const election::UnitVotes& recounted,
                                              const Withheld& withheld);

enum class Mechanism : std::uint8_t {
  WithheldTotals,     ///< the difference is in totals of withheld cards, which no unit has
  WithheldCards,      ///< the difference may be on the unit's withheld cards
  NothingReported,    ///< no votes at all were reported
  NothingRecounted,   ///< no votes at all are in the records
  ExactDoubling,      ///< every figure is twice the recount's
  RecordsDoubled,     ///< every figure of the records is twice the reported one
  BatchTwice,         ///< the difference is the votes of one batch, once more
  BatchMissing,       ///< the difference is the votes of one batch, left out
  BatchFromElsewhere,  ///< the difference is the votes of a batch of another unit
  UnitAdded,          ///< the unit has another unit's votes as well
  ColumnsExchanged,   ///< two choices have each other's votes
  ColumnsShifted,     ///< from some choice on, each has its neighbour's votes
  UnitsExchanged,     ///< the unit has another unit's figures, and that one this one's
  OneChoiceMissing,   ///< one choice's votes are reported as none, the rest agrees
  DigitsExchanged,    ///< one figure has two neighbouring digits exchanged, the rest agrees
};
[[nodiscard]] std::string name_of(Mechanism mechanism);  ///< "columns-exchanged"

struct LikelyCause {
  Mechanism mechanism = Mechanism::NothingReported;
  std::string words;  ///< "the votes of stein and johnson are exchanged"
};

struct UnitDifference {
  std::string county;
  std::string unit;
  std::vector<std::int64_t> recounted;  ///< in the order of the recount's choices
  std::vector<std::int64_t> reported;
  std::vector<LikelyCause> causes;  ///< every mechanism that fits; none: unexplained
};

/// A unit of which what cannot be was reported, whatever the records say.
struct ImpossibleFigures {
  std::string unit;
  std::string words;  ///< "12 votes, blanks and overvotes on 9 ballots; ..."
};

struct AgainstReturns {
  std::int64_t units_equal = 0;
  std::vector<UnitDifference> different;    ///< in the order of the recount
  std::vector<std::string> only_recounted;  ///< units that were not reported
  std::vector<std::string> only_reported;
  std::vector<std::int64_t> recounted;  ///< totals, in the order of the recount's choices
  std::vector<std::int64_t> reported;
  std::vector<std::int64_t> withheld;  ///< in totals of withheld cards; empty: none
  std::vector<ImpossibleFigures> impossible;  ///< of whoever read the returns; not found here
};

/// Compares unit by unit. Units are the same by county and name, choices by id.
/// Causes: against.choice (the two do not have the same choices), against.unit (a unit stands
/// twice).
/// @param groups  names of all units of the records: one of them that is reported and of which no
///                card carries the contest has no votes in the records, and may have none reported
[[nodiscard]] base::Result<AgainstReturns> compare_with_returns(
    const election::UnitVotes& recounted, const election::UnitVotes& reported,
    std::span<const UnitBatch> batches = {}, std::span<const std::string> groups = {},
    const Withheld& withheld = {});

}  // namespace recanvass::tabulate
