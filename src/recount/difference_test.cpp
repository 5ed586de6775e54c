#include "recount/difference.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using election::UnitVotes;
using election::VoteCount;

UnitVotes count_of(std::vector<election::ChoiceId> choices,
                   const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& units) {
  UnitVotes votes(std::move(choices));
  for (const auto& [name, figures] : units) {
    UnitVotes::Unit unit;
    unit.name = name;
    unit.county = "county";
    votes.add(unit, figures);
  }
  return votes;
}

TEST(Difference, NetAndGrossAreDifferentThings) {
  const UnitVotes before = count_of({{"a"}, {"b"}}, {{"1", {100, 90}}, {"2", {50, 40}}});
  const UnitVotes after = count_of({{"a"}, {"b"}}, {{"1", {97, 92}}, {"2", {53, 38}}});
  const auto difference = compare_counts(before, after);
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->total_after - difference->total_before, VoteCount(0));
  EXPECT_EQ(difference->gross, VoteCount(3 + 2 + 3 + 2));
  EXPECT_EQ(difference->margin_before, VoteCount(20));
  EXPECT_EQ(difference->margin_after, VoteCount(20));
  EXPECT_EQ(difference->units_changed(), 2);
}

TEST(Difference, TheLargestChangeOfOneChoiceComesFirst) {
  const UnitVotes before =
      count_of({{"a"}, {"b"}, {"c"}}, {{"1", {10, 10, 10}}, {"2", {10, 10, 10}}, {"3", {1, 1, 1}}});
  const UnitVotes after =
      count_of({{"a"}, {"b"}, {"c"}}, {{"1", {12, 12, 12}}, {"2", {10, 13, 10}}, {"3", {1, 1, 1}}});
  const auto difference = compare_counts(before, after);
  ASSERT_EQ(difference->changed.size(), 2U);
  EXPECT_EQ(difference->changed[0].key.unit, "2");
  EXPECT_EQ(difference->changed[0].largest, VoteCount(3));
  EXPECT_EQ(difference->changed[1].gross, VoteCount(6));
  EXPECT_EQ(difference->units_unchanged(), 1);
}

TEST(Difference, OnlyTheLeaderAndTheRunnerUpAreTheTopTwo) {
  const UnitVotes before =
      count_of({{"c"}, {"a"}, {"b"}}, {{"1", {5, 90, 100}}, {"2", {5, 90, 100}}});
  const UnitVotes after =
      count_of({{"c"}, {"a"}, {"b"}}, {{"1", {6, 90, 100}}, {"2", {5, 91, 100}}});
  const auto difference = compare_counts(before, after);
  EXPECT_EQ(difference->leader.text, "b");
  EXPECT_EQ(difference->runner_up.text, "a");
  EXPECT_EQ(difference->units_changed_top_two, 1);
  EXPECT_EQ(difference->margin_after - difference->margin_before, VoteCount(-1));
}

TEST(Difference, WithSeveralSeatsTheTwoAtTheLastSeatAreCompared) {
  const UnitVotes before = count_of({{"a"}, {"b"}, {"c"}, {"d"}}, {{"1", {100, 90, 80, 70}}});
  const UnitVotes after = count_of({{"a"}, {"b"}, {"c"}, {"d"}}, {{"1", {101, 90, 79, 70}}});
  struct Case {
    std::size_t seats;
    const char* leader;
    const char* runner_up;
    std::int64_t margin_after;
  };
  for (const Case& row : {Case{1, "a", "b", 11},
                          {2, "b", "c", 11},
                          {3, "c", "d", 9},
                          {4, "c", "d", 9},
                          {9, "c", "d", 9}}) {
    const auto difference = compare_counts(before, after, row.seats);
    EXPECT_EQ(difference->leader.text, row.leader) << row.seats;
    EXPECT_EQ(difference->runner_up.text, row.runner_up) << row.seats;
    EXPECT_EQ(difference->margin_after, VoteCount(row.margin_after)) << row.seats;
  }
}

TEST(Difference, ChoicesMayStandInAnotherOrderInTheSecondCount) {
  const UnitVotes before = count_of({{"a"}, {"b"}}, {{"1", {100, 90}}});
  const UnitVotes after = count_of({{"b"}, {"a"}}, {{"1", {90, 101}}});
  const auto difference = compare_counts(before, after);
  ASSERT_EQ(difference->changed.size(), 1U);
  ASSERT_EQ(difference->changed[0].changes.size(), 1U);
  EXPECT_EQ(difference->changed[0].changes[0].choice.text, "a");
  EXPECT_EQ(difference->changed[0].changes[0].net(), VoteCount(1));
}

TEST(Difference, AUnitOfOneCountOnlyIsListedAndInNoTotal) {
  const UnitVotes before = count_of({{"a"}, {"b"}}, {{"1", {100, 90}}, {"2", {7, 7}}});
  const UnitVotes after = count_of({{"a"}, {"b"}}, {{"1", {100, 90}}, {"3", {8, 8}}});
  const auto difference = compare_counts(before, after);
  EXPECT_EQ(difference->only_before, (std::vector<UnitKey>{{"county", "2"}}));
  EXPECT_EQ(difference->only_after, (std::vector<UnitKey>{{"county", "3"}}));
  EXPECT_EQ(difference->total_before, VoteCount(190));
  EXPECT_EQ(difference->units_compared, 1);
}

// Antrim County 2020: the hand count of 17 December against the canvass (Michigan Secretary of
// State): 9,748 to 9,759 and 5,960 to 5,959, a net change of 12.
TEST(Difference, AntrimsHandCountMovedTheMarginBy12) {
  const auto difference =
      compare_counts(count_of({{"trump"}, {"biden"}}, {{"county", {9748, 5960}}}),
                     count_of({{"trump"}, {"biden"}}, {{"county", {9759, 5959}}}));
  EXPECT_EQ(difference->margin_after - difference->margin_before, VoteCount(12));
  EXPECT_EQ(difference->gross, VoteCount(12));
}

TEST(Difference, EverythingWrongIsSaidAtOnce) {
  const UnitVotes before = count_of({{"a"}, {"b"}}, {{"1", {1, 2}}, {"1", {3, 4}}});
  const UnitVotes after = count_of({{"a"}, {"c"}}, {{"1", {1, 2}}});
  const auto difference = compare_counts(before, after);
  ASSERT_FALSE(difference);
  ASSERT_EQ(difference.problems().size(), 3U);
  EXPECT_EQ(difference.problems()[0].cause, "difference.duplicate-unit");
  EXPECT_EQ(difference.problems()[1].cause, "difference.choices");
  const auto alone = compare_counts(count_of({{"a"}}, {}), count_of({{"a"}}, {}));
  EXPECT_EQ(alone.problems().at(0).cause, "difference.too-few");
}

}  // namespace
}  // namespace recanvass::recount
