#include "workflow/winners.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(WinnersTest, AllThatTieForTheLastSeatAreNamedAndNobodyWinsWithoutVotes) {
  const Operation operation = fixture::operation_ready();
  using Names = std::vector<std::string>;
  EXPECT_EQ(winners_of(operation, {{"a", 2}, {"b", 1}}), Names{"a"});
  EXPECT_EQ(winners_of(operation, {{"a", 1}, {"b", 2}}), Names{"b"});
  EXPECT_EQ(winners_of(operation, {{"a", 2}, {"b", 2}}), (Names{"a", "b"}));
  EXPECT_EQ(winners_of(operation, {{"a", 0}, {"b", 0}}), Names{});
  EXPECT_EQ(winners_of(operation, {}), Names{});
}

TEST(WinnersTest, EveryUnitIsInTheBoundWithItsBallots) {
  Operation operation = fixture::operation_ready();
  recount::BoundCase contest = bound_case(operation);
  ASSERT_EQ(contest.units.size(), 2U);
  EXPECT_EQ(contest.units[0].fate, recount::UnitFate::Open);
  EXPECT_EQ(contest.units[0].ballots, election::BallotCount(150));
  operation = fixture::operation_counted();
  contest = bound_case(operation);
  EXPECT_EQ(contest.units[0].fate, recount::UnitFate::Counted);
  EXPECT_EQ(contest.units[0].votes[0], election::VoteCount(91));
}

}  // namespace
}  // namespace recanvass::workflow
