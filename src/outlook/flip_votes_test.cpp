#include "outlook/flip_votes.h"

#include <gtest/gtest.h>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::VoteCount;

ElectoralUnit unit_with(std::vector<std::pair<const char*, std::int64_t>> votes) {
  ElectoralUnit unit;
  unit.id = {"us-xx"};
  unit.leader = {votes[0].first};
  unit.runner_up = {votes[1].first};
  unit.reported_margin = VoteCount(votes[0].second - votes[1].second);
  for (const auto& [choice, number] : votes) {
    unit.votes.push_back({ChoiceId{choice}, VoteCount(number)});
  }
  return unit;
}

// The plain way: move votes one by one from whoever is highest, until the challenger is ahead
// alone.
std::int64_t switched_one_by_one(std::vector<std::pair<const char*, std::int64_t>> votes,
                                 const std::string& challenger) {
  for (std::int64_t moved = 0;; ++moved) {
    std::pair<const char*, std::int64_t>* mine = nullptr;
    std::pair<const char*, std::int64_t>* highest = nullptr;
    for (auto& one : votes) {
      if (one.first == challenger)
        mine = &one;
      else if (highest == nullptr || one.second > highest->second)
        highest = &one;
    }
    if (mine->second > highest->second) return moved;
    ++mine->second;
    --highest->second;
  }
}

TEST(FlipVotes, HalfTheMarginAndOneMustSwitchAndTheMarginAndOneBeAdded) {
  struct Row {
    std::int64_t leader;
    std::int64_t other;
    std::int64_t switched;
    std::int64_t one_sided;
  };
  const Row rows[] = {{100, 100, 1, 1}, {101, 100, 1, 2}, {102, 100, 2, 3}, {103, 100, 2, 4}};
  for (const Row& row : rows) {
    const auto needed = votes_to_flip(unit_with({{"a", row.leader}, {"b", row.other}}), {"b"});
    EXPECT_EQ(needed->switched, VoteCount(row.switched)) << row.leader;
    EXPECT_EQ(needed->one_sided, VoteCount(row.one_sided)) << row.leader;
  }
}

TEST(FlipVotes, AThirdChoiceThatStandsInTheWayIsCounted) {
  const auto needed = votes_to_flip(unit_with({{"a", 100}, {"b", 99}, {"c", 0}}), {"c"});
  EXPECT_EQ(needed->margin_votes, VoteCount(100));
  EXPECT_EQ(needed->switched, VoteCount(67));  // 67 against 66 and 66
}

TEST(FlipVotes, FewestSwitchedIsWhatMovingVotesOneByOneGives) {
  for (std::int64_t b = 0; b <= 12; ++b) {
    for (std::int64_t c = 0; c <= b; ++c) {
      const std::vector<std::pair<const char*, std::int64_t>> votes = {
          {"a", 12}, {"b", b}, {"c", c}};
      for (const char* challenger : {"b", "c"}) {
        EXPECT_EQ(votes_to_flip(unit_with(votes), {challenger})->switched.value(),
                  switched_one_by_one(votes, challenger));
      }
    }
  }
}

TEST(FlipVotes, AMarginAloneIsEnoughForTheRunnerUpAndForNobodyElse) {
  ElectoralUnit unit;
  unit.leader = {"a"};
  unit.runner_up = {"b"};
  EXPECT_FALSE(votes_to_flip(unit, {"b"}).has_value());  // the margin is unknown, never zero
  unit.reported_margin = VoteCount(22177);
  EXPECT_EQ(votes_to_flip(unit, {"b"})->switched, VoteCount(11089));
  EXPECT_FALSE(votes_to_flip(unit, {"c"}).has_value());
  EXPECT_FALSE(votes_to_flip(unit, {"a"}).has_value());
}

}  // namespace
}  // namespace recanvass::outlook
