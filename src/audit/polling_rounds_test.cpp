#include "audit/polling_rounds.h"

#include "stats/tails.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace recanvass::audit {
namespace {

TEST(PollingRounds, TheLeastRoundIsTheFirstOfAllSizesThatPasses) {
  const RoundPlan plan{0.6, 0.1};
  for (const RoundRule rule : {RoundRule::Providence, RoundRule::EndOfRoundBravo}) {
    for (const double chance : {0.5, 0.7, 0.9}) {
      std::int64_t first = 1;
      while (round_of(rule, plan, {}, first).chance < chance) ++first;
      const RoundSize size = next_round(rule, plan, {}, chance);
      EXPECT_EQ(size.votes, first);
      EXPECT_GE(size.chance, chance);
      EXPECT_LE(size.votes, r2b2_next_round(rule, plan, {}, chance).votes);
    }
  }
}

// r2b2's published least tallies at fixed sizes, 60 to 40 at 10 %.
TEST(PollingRounds, LeastTalliesAsPublished) {
  const RoundPlan plan{0.6, 0.1};
  struct Row {
    std::int64_t votes, minerva, bravo;
  };
  for (const Row& row : {Row{100, 58, 61}, {200, 113, 116}, {400, 221, 226}}) {
    EXPECT_EQ(round_of(RoundRule::EndOfRoundBravo, plan, {}, row.votes).winner_least, row.bravo);
  }
  EXPECT_EQ(round_of(RoundRule::Minerva, plan, {}, 100).winner_least, 58);
}

TEST(PollingRounds, MinervaAndProvidenceAgreeInTheFirstRoundOnly) {
  const RoundPlan plan{0.6, 0.1};
  const std::array<RoundTally, 2> rounds{RoundTally{106, 59}, RoundTally{212, 127}};
  const auto providence = round_p_values(RoundRule::Providence, plan, rounds);
  const auto minerva = round_p_values(RoundRule::Minerva, plan, rounds);
  EXPECT_NEAR(providence[0], minerva[0], 1e-12);
  EXPECT_NEAR(providence[1], 0.007998789643214517, 1e-12);
  EXPECT_NEAR(minerva[1], 0.008106827190346354, 1e-12);
}

// Trap 19: Minerva's p is no chance and may exceed 1.
TEST(PollingRounds, Trap19MinervasPValueMayExceedOne) {
  const RoundPlan plan{0.6, 0.05};
  const std::array<RoundTally, 2> rounds{RoundTally{200, 105}, RoundTally{204, 107}};
  const auto minerva = round_p_values(RoundRule::Minerva, plan, rounds);
  EXPECT_GT(minerva[1], 1.0);  // most of what was reported has ended in the first round
}

// The plain second form of the stopping chance under a tie: every pair of tallies of two rounds.
TEST(PollingRounds, ATieEndsTheAuditNoOftenerThanTheRiskLimit) {
  const RoundPlan plan{0.6, 0.1};
  for (const RoundRule rule :
       {RoundRule::Providence, RoundRule::Minerva, RoundRule::EndOfRoundBravo}) {
    const auto first = round_of(rule, plan, {}, 60);
    double stopped = stats::binomial_at_least(60, 0.5, first.winner_least);
    for (std::int64_t k = 0; k < first.winner_least; ++k) {
      const std::array<RoundTally, 1> so_far{RoundTally{60, k}};
      const auto second = round_of(rule, plan, so_far, 130);
      if (second.winner_least == 0) continue;
      stopped += std::exp(stats::binomial_log_mass(60, 0.5, k)) *
                 stats::binomial_at_least(70, 0.5, second.winner_least - k);
    }
    EXPECT_LE(stopped, 0.1 + 1e-12);
  }
}

// What a first round needs for nine chances in ten, against BRAVO read at its end. The published
// rows (P12) are cells of tests/vectors/published.json.
TEST(PollingRounds, AFirstRoundIsAboutHalfOfBravos) {
  struct Row {
    double share;
    std::int64_t votes;
  };
  for (const Row& row : {Row{0.6, 353}, {0.55, 1423}, {0.52, 0}}) {
    const RoundPlan plan{row.share, 0.1};
    const auto providence = next_round(RoundRule::Providence, plan, {}, 0.9);
    const auto bravo = next_round(RoundRule::EndOfRoundBravo, plan, {}, 0.9);
    EXPECT_LT(static_cast<double>(providence.votes), 0.55 * static_cast<double>(bravo.votes));
    if (row.votes > 0) {
      EXPECT_EQ(r2b2_next_round(RoundRule::EndOfRoundBravo, plan, {}, 0.9).votes, row.votes);
    }
  }
}

// By hand: every size for a long way on has the chance, and the one before has not.
TEST(PollingRounds, FromASteadyFirstRoundOnTheChanceHolds) {
  for (const double share : {0.75, 0.6, 0.55}) {
    for (const double chance : {0.5, 0.7, 0.9}) {
      for (const RoundRule rule : {RoundRule::Minerva, RoundRule::EndOfRoundBravo}) {
        const RoundPlan plan{share, 0.1};
        const RoundSize steady = steady_first_round(rule, plan, chance);
        EXPECT_LT(round_of(rule, plan, {}, steady.votes - 1).chance, chance);
        for (std::int64_t votes = steady.votes; votes < 3 * steady.votes; ++votes) {
          ASSERT_GE(round_of(rule, plan, {}, votes).chance, chance) << votes;
        }
        EXPECT_GE(steady.votes, next_round(rule, plan, {}, chance).votes);
      }
    }
  }
}

}  // namespace
}  // namespace recanvass::audit
