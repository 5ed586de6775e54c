// Instant-runoff voting with every choice of a statute explicit, the record of its rounds, and the
// path of any ballot through them. Rules as statutes write them: tabulate/irv_rules.h.
#pragma once

#include "tabulate/ranking.h"
#include "tabulate/tie_break.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::tabulate {

/// Who goes out at the end of a round without a winner.
enum class Elimination : std::uint8_t {
  OneAtATime,       ///< who has the fewest votes
  BatchIfBelow,     ///< all whose votes together are below those of the next one; else one
  BatchIfNotAbove,  ///< the same where together they are below or equal to the next one's
};

/// When the count ends.
enum class Finish : std::uint8_t {
  Majority,              ///< somebody has more than half of the votes that still count
  MajorityAtFirstOrTwo,  ///< in round one a majority ends it; after that only two being left
  TwoLeft,               ///< two are left
};

/// Whether written names that are not told apart go out before all others.
enum class WriteIns : std::uint8_t { LikeAnyChoice, OutFirst };

/// Whether all who have no vote go out together, in the first round that has such.
enum class NoVotes : std::uint8_t { LikeAnyChoice, OutTogether };

struct IrvRules {
  RankReading reading;
  Elimination elimination = Elimination::OneAtATime;
  Finish finish = Finish::Majority;
  TieBreak tie_break = TieBreak::Lot;  ///< of equal fewest votes
  WriteIns write_ins = WriteIns::LikeAnyChoice;
  NoVotes no_votes = NoVotes::LikeAnyChoice;
  friend bool operator==(const IrvRules&, const IrvRules&) = default;
};

/// Ballots that moved when a round ended.
struct IrvTransfer {
  std::optional<ChoiceIndex> from;  ///< no value: they were waiting
  std::optional<ChoiceIndex> to;  ///< no value: see `inactive`
  Inactive inactive = Inactive::Exhausted;
  election::VoteCount votes;
};

struct IrvRound {
  Choices standing;  ///< in the order of the list
  ChoiceVotes votes;  ///< by choice of the list; 0 for those who are out
  election::VoteCount active;
  std::array<election::CardCount, kInactiveCauses> inactive{};  ///< by Inactive
  election::VoteCount needed;  ///< the smallest majority of the active votes
  Choices eliminated;  ///< at the end of this round, in the order of the list
  std::vector<IrvTransfer> transfers;  ///< by from, then to, then cause
  Choices tied;  ///< equal for elimination; empty: nobody was
  int decided_by_round = 0;  ///< the earlier round that broke the tie; 0: none did
  bool by_lot = false;
};

enum class IrvEnding {
  Won,
  TiedForWin,  ///< two are left and equal; only a lot elects one
  TiedForElimination,  ///< a lot must say who goes out, and none was put in
  NobodyHasVotes,
};

struct IrvCount {
  std::vector<IrvRound> rounds;
  IrvEnding ending = IrvEnding::NobodyHasVotes;
  std::optional<ChoiceIndex> winner;
  Choices tied;  ///< of the ties above, in the order of the list
  std::size_t lots_used = 0;
};

/// Counts a contest. Lots are used in the order in which ties ask for them: the one drawn goes out,
/// or, where two are left, is elected.
[[nodiscard]] IrvCount count_irv(const Profile& profile, const IrvRules& rules,
                                 std::span<const Lot> lots = {});

/// Who could win by some lot, in the order of the list; empty: nobody has votes. Gives no value
/// where more than `counts_max` counts would be needed to know. Lots that change nothing, among
/// choices without a vote, are drawn in one way only; ways that leave the same choices standing are
/// followed once, where a rule looks at nothing else.
/// @param drawn  lots that fell already
[[nodiscard]] std::optional<Choices> irv_winners_by_lot(const Profile& profile,
                                                        const IrvRules& rules, int counts_max,
                                                        Lots drawn = {});

/// For whom a ballot counts in one round.
struct PathStep {
  std::optional<ChoiceIndex> counts_for;
  Inactive inactive = Inactive::Exhausted;  ///< why for nobody
  friend bool operator==(const PathStep&, const PathStep&) = default;
};

/// What became of one ballot in each round of a count. @pre the count is by `rules`
[[nodiscard]] std::vector<PathStep> path_of(election::MarkingState state,
                                            std::span<const election::Mark> marks,
                                            const IrvRules& rules, const IrvCount& counted);

}  // namespace recanvass::tabulate
