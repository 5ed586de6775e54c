// Counts a contest by any rule of the book and keeps what each kind of rule has to say of it.
// Next: tabulate/compare_rules.h; the words for it: report/count_report.h.
#pragma once

#include "tabulate/irv_margin.h"
#include "tabulate/margins.h"
#include "tabulate/rule_book.h"
#include "tabulate/scoring.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace recanvass::tabulate {

/// Whose candidates the choices of a contest are.
struct CandidateLists {
  std::vector<std::string> names;
  std::vector<std::uint32_t> list_of;  ///< by choice, an index of `names`
};

/// What is counted. References outlive the call.
struct CountInput {
  const Profile& profile;
  const OrderedBallots* ballots = nullptr;  ///< needed by rules that move whole ballots
  const CandidateLists* lists = nullptr;    ///< null: each choice is a list
};

struct VotesCount {
  Outcome outcome;
};

/// Points by rank, or sums of scores.
struct PointsCount {
  ChoiceVotes points;
  Outcome outcome;
};

struct PairwiseCount {
  Pairwise pairwise{0};
  std::optional<ChoiceIndex> condorcet;
  Choices smith;
  std::optional<Outcome> outcome;  ///< no value: too many orders of equal defeats to look at
};

struct ListsCount {
  std::vector<std::string> lists;
  ChoiceVotes votes;  ///< by list, also of those below the threshold
  SeatAllotment seats;
  std::vector<Outcome> elected;  ///< by list, where candidates stand on lists; else empty
};

struct ContestCount {
  election::CardContest contest;
  Rule rule;
  std::int64_t places = 1;
  VoteTally tally;  ///< votes or first preferences, and the cards that count for nobody
  std::variant<VotesCount, PointsCount, StarCount, PairwiseCount, ListsCount, IrvCount, StvCount>
      counted;
  Lots lots;  ///< those that were drawn and used
  /// Of an instant runoff that stops until a lot says who goes out: who wins by some way in which
  /// lots may fall, in the order of the list. No value: it does not stop there, or more counts
  /// would be needed than are made (lots_followed_max()).
  std::optional<Choices> may_win;
};

/// Of an instant runoff the winner, also where it stops until a lot says who goes out and the same
/// one wins however that falls. No value: another rule, nobody, or it depends on the lot.
[[nodiscard]] std::optional<ChoiceIndex> irv_winner_whatever_the_lot(const ContestCount& result);

/// How many counts with different lots are made to know who may win: 1,000 at most, fewer where
/// each of them is long.
[[nodiscard]] int lots_followed_max(const Profile& profile);

/// Why a rule cannot count a contest: it has no ranks and the rule needs them, or the rule moves
/// whole ballots and there are none. Empty: it can.
[[nodiscard]] std::string why_not(const CountInput& input, const Rule& rule);

/// @param drawn  on whom lots fell, in the order in which the count asks; one that is not among
///               those who are tied is not used, nor is any after it
/// @pre why_not(input, rule).empty()
[[nodiscard]] ContestCount count_contest(const CountInput& input, const Rule& rule,
                                         std::span<const ChoiceIndex> drawn = {});

/// Who is elected so far, in the order of election; of lists without candidates nobody.
[[nodiscard]] Choices winners_of(const ContestCount& result);
/// Who is equal where only a lot goes on, in the order of the list; empty: no lot is asked for.
[[nodiscard]] Choices tied_of(const ContestCount& result);

/// How far a result is from another one, as the kind of rule allows.
struct CountMargins {
  /// Votes or points between the last one elected and the first one not.
  std::optional<VotesMargin> between;
  struct ToShare {
    ChoiceIndex choice = 0;
    election::VoteCount votes;  ///< switched from or to it, they change whether it has the share
  };
  std::vector<ToShare> to_share;
  std::optional<IrvMargin> runoff;
  struct Closest {
    ChoiceIndex winner = 0;
    ChoiceIndex other = 0;
    election::VoteCount ballots;  ///< that prefer the winner, less those that prefer the other
  };
  std::optional<Closest> closest;  ///< of a Condorcet winner
  std::string none;  ///< why nothing is given; empty where something is
};

[[nodiscard]] CountMargins margins_of(const CountInput& input, const ContestCount& result);

/// What one card did in a count.
struct CardPath {
  election::MarkingState state = election::MarkingState::Blank;
  std::vector<election::Mark> marks;
  std::vector<PathStep> rounds;  ///< of an instant runoff
  std::vector<StvPathStep> stages;  ///< of single transferable votes
  ChoiceVotes gives;  ///< of all other rules: votes or points by choice
};

/// @param ballot  where ballots move one by one, its number in input.ballots
[[nodiscard]] CardPath path_of_card(const CountInput& input, const ContestCount& result,
                                    const election::MarkingView& marking,
                                    std::optional<std::size_t> ballot = std::nullopt);

}  // namespace recanvass::tabulate
