#include "audit/assertion_stv.h"

#include "audit/small_world_test.h"
#include "tabulate/stv.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using election::CardCount;
using election::VoteCount;
using small_world::Numbers;
using tabulate::fixture::votes_of;

TEST(Stv, WhoHasTheQuotaWithFirstPreferencesIsProvedAndOthersAreNot) {
  const auto contest = tabulate::fixture::contest_of("ABCD", 4);
  const auto votes = votes_of({40, 35, 15, 9});  // quota of two seats: 34
  const StvAssertions both = stv_first_round(contest, votes, Choices{0, 1}, 2);
  EXPECT_EQ(both.reach, StvReach::EveryWinner);
  EXPECT_EQ(both.assertions.size(), 2u);
  EXPECT_EQ(words_of(contest, both), "a risk-limiting audit of every winner");
  const StvAssertions one = stv_first_round(contest, votes, Choices{0, 2}, 2);
  EXPECT_EQ(one.reach, StvReach::SomeWinners);
  EXPECT_EQ(one.open, Choices{2});
  EXPECT_EQ(words_of(contest, one), "a risk-limiting audit of A only; this is not an RLA of C");
  const StvAssertions none = stv_first_round(contest, votes, Choices{2, 3}, 2);
  EXPECT_EQ(none.reach, StvReach::NoWinner);
  EXPECT_NE(words_of(contest, none).find("this is not an RLA"), std::string::npos);
}

TEST(Stv, ExactlyTheShareIsNotTheQuotaAndOneMoreIs) {
  const auto contest = tabulate::fixture::contest_of("ABC", 3);
  EXPECT_TRUE(stv_first_round(contest, votes_of({30, 30, 30}), Choices{0}, 2).proved.empty());
  EXPECT_EQ(stv_first_round(contest, votes_of({31, 30, 29}), Choices{0}, 2).proved, Choices{0});
}

// Every small profile: an assertion is true exactly when the Droop quota is reached at once.
TEST(SmallWorlds, AnStvWinnersAssertionIsTrueExactlyWhenFirstPreferencesReachTheQuota) {
  const auto world = small_world::ranked_world("ABC");
  const small_world::Tabled tabled(
      world, stv_first_round(world.contest(), votes_of({9, 0, 0}), Choices{0}, 2).assertions);
  std::int64_t wrong = 0;
  world.for_each(6, [&](const Numbers& numbers) {
    const auto tally = tabulate::tally_votes(world.profile(numbers), 1);
    const std::int64_t quota = tally.total.value() / 3 + 1;
    const bool reached = tally.votes[0] >= VoteCount(quota);
    if (tabled.all_true(numbers) != reached) ++wrong;
  });
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace recanvass::audit
