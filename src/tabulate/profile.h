// What was said in one contest, each different marking once with how many cards say it: all that
// any rule of counting needs. Made from a card store; read by every rule in this folder.
// Next: tabulate/votes.h for rules without ranks, tabulate/irv.h for those with.
#pragma once

#include "election/card_store.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::tabulate {

/// Votes by choice, in the order of a contest's list of choices.
using ChoiceVotes = std::vector<election::VoteCount>;

/// The markings of one contest with the cards that bear them.
class Profile {
 public:
  struct Line {
    election::MarkingState state = election::MarkingState::Blank;
    std::span<const election::Mark> marks;  ///< by rank, then by choice
    election::CardCount cards;
  };

  explicit Profile(election::CardContest contest) : contest_(std::move(contest)) {}

  /// Adds cards that bear one marking; nothing when there are none. @pre cards >= 0
  void add(election::MarkingState state, std::span<const election::Mark> marks,
           election::CardCount cards);

  [[nodiscard]] const election::CardContest& contest() const { return contest_; }
  [[nodiscard]] std::size_t choices() const { return contest_.choices.size(); }
  [[nodiscard]] std::size_t size() const { return cards_.size(); }
  /// @pre index < size()
  [[nodiscard]] Line at(std::size_t index) const;
  /// Cards that carry the contest.
  [[nodiscard]] election::CardCount cards() const;

 private:
  election::CardContest contest_;
  std::vector<election::MarkingState> states_;
  std::vector<std::size_t> ends_;  // of each line's marks in marks_
  std::vector<election::Mark> marks_;
  std::vector<std::int64_t> cards_;
};

/// Everything said in one contest of a store. @pre contest < store.contests().size()
[[nodiscard]] Profile profile_of(const election::CardStore& store, std::uint32_t contest);

/// The profile of some cards, of one batch for example (codes_of_group in tabulate/groups.h):
/// `cards[i]` cards bear the marking of code i. @pre cards.size() <= markings of the contest
[[nodiscard]] Profile profile_from(const election::CardStore& store, std::uint32_t contest,
                                   std::span<const std::uint64_t> cards);

}  // namespace recanvass::tabulate
