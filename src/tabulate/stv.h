// The single transferable vote for several seats, with every choice of a statute explicit and exact
// arithmetic with the statute's own rounding. Rules as statutes write them: tabulate/stv_rules.h.
// Whole ballots by their order: tabulate/ordered_stv.h. Not here: ballots drawn at random.
#pragma once

#include "base/rational.h"
#include "tabulate/ranking.h"
#include "tabulate/tie_break.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::tabulate {

/// What a paper is worth when it leaves with a surplus. v: its value before.
enum class SurplusValue : std::uint8_t {
  Weighted,  ///< surplus * v / votes, cut after the decimals of the rules
  WeightedFraction,  ///< (surplus / votes, cut) * v, cut again
  PerPaper,  ///< surplus / all papers held, an exact fraction; v is forgotten
  PerLastPaper,  ///< surplus / papers of the last parcel that go on; never above v
  WeightedGoingOn,  ///< surplus / (votes - v of papers that name nobody else), at most 1, times v
};

/// Whose surplus goes first. Equal ones: the tie break.
enum class SurplusOrder : std::uint8_t { Largest, EarliestElected };

/// How the papers of an excluded choice go.
enum class ExclusionSteps : std::uint8_t {
  AtOnce,
  ByValue,  ///< a stage for each value, highest first
  AtOnceByTransfer,  ///< in one stage, fractions cut apart for each transfer that brought papers
};

/// When a choice that has the quota stops receiving papers.
enum class ElectedWhen : std::uint8_t { AtQuota, AtSurplusTransfer };

/// When the last seats need no quota. Always: as many stand as there are seats left.
enum class LastSeats : std::uint8_t {
  AsManyAsStand,
  TwoLeftDecide,  ///< two left for the last seat: who has more votes has it
  NobodyCanCatchUp,  ///< also where those ahead have more than all others and surpluses together
};

/// Who goes out when nobody has a surplus.
enum class StvExclusion : std::uint8_t {
  Lowest,  ///< who has the fewest votes
  CertainLosersFirst  ///< before surpluses: all who cannot catch the next one even with them
};

struct StvRules {
  RankReading reading;
  int decimals = 0;  ///< to which votes are kept; what is cut off is lost
  SurplusValue surplus_value = SurplusValue::Weighted;
  SurplusOrder surplus_order = SurplusOrder::Largest;
  ExclusionSteps exclusion_steps = ExclusionSteps::AtOnce;
  ElectedWhen elected_when = ElectedWhen::AtQuota;
  StvExclusion exclusion = StvExclusion::Lowest;
  TieBreak tie_break = TieBreak::EarlierRound;
  LastSeats last_seats = LastSeats::AsManyAsStand;
  friend bool operator==(const StvRules&, const StvRules&) = default;
};

struct StvTransfer {
  std::optional<ChoiceIndex> to;  ///< no value: the papers name nobody who stands
  election::CardCount papers;
  election::VoteCount votes;
};

struct StvStage {
  enum class What : std::uint8_t { FirstPreferences, Surplus, Exclusion, LastSeats };
  What what = What::FirstPreferences;
  Choices of;  ///< whose papers go; LastSeats: empty
  std::optional<base::Rational> value;  ///< of the papers, where they have one and the same
  std::vector<StvTransfer> transfers;  ///< in the order of the list, nobody last
  ChoiceVotes votes;  ///< after the stage, in units of 1 / unit
  election::VoteCount exhausted;  ///< so far
  election::VoteCount lost;  ///< so far, by cutting off fractions
  Choices elected;  ///< at its end; most votes first
  Choices tied;  ///< broken by an earlier stage or a lot before this stage
  int decided_by_stage = 0;
  bool by_lot = false;
};

enum class StvEnding : std::uint8_t {
  Filled,  ///< every seat
  NeedsLot,  ///< `tied` are equal and the rule's act needs one of them
  TooFew,  ///< fewer choices than seats
  NobodyHasVotes,
};

struct StvCount {
  std::int64_t unit = 1;  ///< votes are in units of 1 / unit
  election::VoteCount quota;
  std::vector<StvStage> stages;
  StvEnding ending = StvEnding::NobodyHasVotes;
  Choices elected;  ///< in the order of election
  Choices tied;
  std::size_t lots_used = 0;
};

/// Counts a contest for `seats`. Lots are used in the order in which ties ask for them: whose
/// surplus goes first, who is excluded, who has the last seat.
/// @pre seats >= 1
[[nodiscard]] StvCount count_stv(const Profile& profile, std::int64_t seats, const StvRules& rules,
                                 std::span<const Lot> lots = {});

/// Who holds a paper after a stage, and what it is worth there.
struct StvPathStep {
  std::optional<ChoiceIndex> held_by;
  std::string value;  ///< as a fraction: "1", "2/9"
  Inactive inactive = Inactive::Exhausted;  ///< why nobody holds it
};

/// What became of the papers of one line of the profile, stage by stage of the same count.
/// @pre line < profile.size()
[[nodiscard]] std::vector<StvPathStep> stv_path_of(const Profile& profile, std::int64_t seats,
                                                   const StvRules& rules, std::span<const Lot> lots,
                                                   std::size_t line);

}  // namespace recanvass::tabulate
