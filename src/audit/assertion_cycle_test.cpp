#include "audit/small_world_test.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using small_world::Numbers;
using small_world::Tabled;
using small_world::World;
using tabulate::DefeatStrength;
using tabulate::Pairwise;
using tabulate::Profile;

std::optional<ChoiceIndex> winner_by(const Pairwise& pairwise, CycleRule rule) {
  tabulate::Outcome outcome;
  switch (rule) {
    case CycleRule::RankedPairs:
      outcome = tabulate::ranked_pairs(pairwise, DefeatStrength::Margin).value();
      break;
    case CycleRule::Schulze: outcome = tabulate::schulze(pairwise, DefeatStrength::Margin); break;
    case CycleRule::Minimax: outcome = tabulate::minimax(pairwise, DefeatStrength::Margin); break;
  }
  if (outcome.decision != tabulate::Decision::Elected) return std::nullopt;
  return outcome.winners.front();
}

// Reported cycles: A beats B beats C beats A, each by another lead.
std::vector<Profile> reported_cycles() {
  using tabulate::fixture::ranked_profile;
  return {ranked_profile("ABC", {{"A>B>C", 4}, {"B>C>A", 3}, {"C>A>B", 2}}),
          ranked_profile("ABC", {{"A>B", 2}, {"B>C", 3}, {"C>A", 4}, {"A", 1}}),
          ranked_profile("ABCD", {{"A>B>C>D", 5}, {"B>C>A>D", 4}, {"C>A>B>D", 3}, {"D", 1}})};
}

TEST(SmallWorlds, AWinnerOfACycleWhoseAssertionsAreTrueIsRight) {
  for (const Profile& reported : reported_cycles()) {
    const bool three = reported.choices() == 3;
    const World world = small_world::ranked_world(three ? "ABC" : "ABCD");
    const Pairwise pairwise = tabulate::pairwise_of(reported);
    EXPECT_FALSE(tabulate::condorcet_winner(pairwise));
    for (const CycleRule rule : {CycleRule::RankedPairs, CycleRule::Schulze, CycleRule::Minimax}) {
      const auto winner = winner_by(pairwise, rule);
      ASSERT_TRUE(winner);
      const auto assertions = wins_cycle(world.contest(), pairwise, *winner, rule);
      if (!three && rule == CycleRule::RankedPairs) {
        EXPECT_TRUE(assertions) << "every pair is decided";
      }
      ASSERT_TRUE(assertions);
      for (const Assertion& one : *assertions) {
        const auto lead =
            assorter_margin(one.assorter, numerator_sum(one.assorter, reported), reported.cards(),
                            election::CardCount(0), election::CardCount(0));
        if (rule != CycleRule::RankedPairs) {
          EXPECT_GT(lead, base::Rational(0)) << one.words;
        }
      }
      const Tabled tabled(world, *assertions);
      std::int64_t wrong = 0;
      std::int64_t proved = 0;
      world.for_each(three ? 6 : 3, [&](const Numbers& numbers) {
        if (!tabled.all_true(numbers)) return;
        ++proved;
        if (winner_by(tabulate::pairwise_of(world.profile(numbers)), rule) != winner) ++wrong;
      });
      EXPECT_EQ(wrong, 0);
      if (three && rule != CycleRule::RankedPairs) {
        EXPECT_GT(proved, 0);
      }
    }
  }
}

TEST(Cycles, ACondorcetWinnerNeedsNoMoreThanItsOwnAssertions) {
  const auto profile = tabulate::fixture::ranked_profile("ABC", {{"A>B>C", 4}, {"B>A>C", 3}});
  const Pairwise pairwise = tabulate::pairwise_of(profile);
  for (const CycleRule rule : {CycleRule::RankedPairs, CycleRule::Schulze, CycleRule::Minimax}) {
    EXPECT_EQ(wins_cycle(profile.contest(), pairwise, 0, rule)->size(), 2u);
    EXPECT_FALSE(wins_cycle(profile.contest(), pairwise, 1, rule)) << "not the winner";
  }
}

TEST(Cycles, LevelChoicesAreNotProvedByTheOrderOfLeads) {
  // A and B are level and both beat C.
  Pairwise pairwise(3);
  using election::VoteCount;
  pairwise.add(0, 1, VoteCount(5));
  pairwise.add(1, 0, VoteCount(5));
  pairwise.add(0, 2, VoteCount(6));
  pairwise.add(1, 2, VoteCount(7));
  const auto winner = winner_by(pairwise, CycleRule::Minimax);
  EXPECT_FALSE(winner) << "two are level and beat the third";
  EXPECT_FALSE(
      wins_cycle(tabulate::fixture::contest_of("ABC", 3), pairwise, 0, CycleRule::RankedPairs));
}

}  // namespace
}  // namespace recanvass::audit
