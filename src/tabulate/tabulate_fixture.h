// For tests only: profiles written as people write ballots, "A>B>_>C" with blank ranks as _ and
// equal ranks as A=B, and every small profile there is.
#pragma once

#include "tabulate/profile.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recanvass::tabulate::fixture {

using election::CardContest;
using election::CardCount;
using election::ChoiceIndex;
using election::Mark;
using election::MarkingState;
using election::VoteCount;

inline CardContest contest_of(std::string_view letters, int ranks = 0) {
  CardContest contest{{"c"}, "Contest", 1, ranks, 1, {}};
  for (const char letter : letters) {
    contest.choices.push_back({{std::string(1, letter)}, std::string(1, letter), {}});
  }
  return contest;
}

// Letters are choices in the order A, B, C; ? is an invalid write-in, # a rank with unknown marks.
inline ChoiceIndex choice_of(char letter) {
  if (letter == '?') return election::kInvalidWriteIn;
  if (letter == '#') return election::kOvervotedRank;
  return static_cast<ChoiceIndex>(letter - 'A');
}

inline std::vector<Mark> ranked_marks(std::string_view ballot) {
  std::vector<Mark> marks;
  std::uint16_t rank = 1;
  for (const char letter : ballot) {
    if (letter == '>') ++rank;
    if (letter == '>' || letter == '=' || letter == '_') continue;
    marks.push_back({choice_of(letter), rank, 1});
  }
  return marks;
}

using Ballots = std::vector<std::pair<std::string, int>>;

inline Profile ranked_profile(std::string_view letters, const Ballots& ballots) {
  Profile profile(contest_of(letters, static_cast<int>(letters.size())));
  for (const auto& [ballot, cards] : ballots) {
    const std::vector<Mark> marks = ranked_marks(ballot);
    profile.add(marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks,
                CardCount(cards));
  }
  return profile;
}

// Unranked: "AB" marks both.
inline Profile marked_profile(std::string_view letters, const Ballots& ballots) {
  Profile profile(contest_of(letters));
  for (const auto& [ballot, cards] : ballots) {
    std::vector<Mark> marks;
    for (const char letter : ballot) marks.push_back({choice_of(letter), 0, 1});
    profile.add(marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks,
                CardCount(cards));
  }
  return profile;
}

inline ChoiceVotes votes_of(const std::vector<std::int64_t>& numbers) {
  ChoiceVotes votes;
  for (const std::int64_t number : numbers) votes.emplace_back(number);
  return votes;
}

// Calls `visit` with every way of giving at most `ballots_max` ballots to the kinds.
inline void for_each_profile(const std::vector<std::string>& kinds, int ballots_max,
                             const std::function<void(const Ballots&)>& visit) {
  Ballots ballots;
  for (const std::string& kind : kinds) ballots.emplace_back(kind, 0);
  const std::function<void(std::size_t, int)> fill = [&](std::size_t at, int left) {
    if (at == ballots.size()) {
      visit(ballots);
      return;
    }
    for (int cards = 0; cards <= left; ++cards) {
      ballots[at].second = cards;
      fill(at + 1, left - cards);
    }
    ballots[at].second = 0;
  };
  fill(0, ballots_max);
}

}  // namespace recanvass::tabulate::fixture
