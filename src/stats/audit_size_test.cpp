#include "stats/audit_size.h"

#include <gtest/gtest.h>

namespace recanvass::stats {
namespace {

TEST(AuditSize, Wisconsin2016NeedsEightHundredFifteenCardsBySuperSimple) {
  EXPECT_EQ(super_simple_cards(22748, 2976150, 0.05), 815);
}

TEST(AuditSize, Colorado2024AtThreePercentNeedsNinetyNine) {
  // Presidential electors: margin 350,348 of 4,746,866 cards, risk limit 3 %.
  EXPECT_EQ(super_simple_cards(350348, 4746866, 0.03), 99);
}

TEST(AuditSize, SuperSimpleRoundsUpToWholeCards) {
  struct Row {
    std::int64_t lead;
    std::int64_t cards;
    std::int64_t wanted;
  };
  // -2 · 1.03905 · ln .05 = 6.22543...: margins of 10 %, 1 %, one half of 1 %.
  const Row rows[] = {{100, 1000, 63}, {100, 10000, 623}, {50, 10000, 1246}, {1, 100, 100}};
  for (const Row& row : rows) {
    EXPECT_EQ(super_simple_cards(row.lead, row.cards, 0.05), row.wanted) << row.lead;
  }
}

TEST(AuditSize, AnAuditNeverNeedsMoreCardsThanThereAre) {
  EXPECT_EQ(super_simple_cards(1, 1000, 0.05), 1000);
  EXPECT_EQ(error_free_comparison_cards(1, 1000, 0.05), 1000);
}

TEST(AuditSize, ErrorFreeComparisonFollowsCobraEquationOne) {
  // COBRA: margin 5 % at 5 %: ln 20 / (ln 2 - ln 1.95) = 118.3.
  EXPECT_EQ(error_free_comparison_cards(500, 10000, 0.05), 119);
  EXPECT_LT(error_free_comparison_cards(22748, 2976150, 0.05),
            super_simple_cards(22748, 2976150, 0.05));
}

TEST(AuditSize, BravoExpectsTheSizesThatArloGives) {
  struct Row {
    std::int64_t winner;
    std::int64_t loser;
    std::int64_t cards;
    double risk_limit;
    std::int64_t wanted;
  };
  // Computed by Arlo's bravo.py for these contests.
  const Row rows[] = {{600, 400, 1000, 0.05, 154},        {600, 400, 1000, 0.1, 119},
                      {52000, 48000, 104000, 0.05, 3919}, {52000, 48000, 104000, 0.1, 3019},
                      {5100, 4900, 10300, 0.05, 15478},   {5100, 4900, 10300, 0.1, 11909}};
  for (const Row& row : rows) {
    EXPECT_EQ(bravo_expected_cards(row.winner, row.loser, row.cards, row.risk_limit), row.wanted);
  }
}

TEST(AuditSize, CardsWithoutAVoteForEitherMakeBravoLonger) {
  EXPECT_GT(bravo_expected_cards(5500, 4500, 20000, 0.1),
            2 * bravo_expected_cards(5500, 4500, 10000, 0.1) - 2);
  EXPECT_GT(bravo_expected_cards(10, 0, 10, 0.05), 0);
}

TEST(AuditSize, ATighterMarginNeedsMoreCards) {
  for (std::int64_t lead = 2; lead < 1000; ++lead) {
    EXPECT_LE(super_simple_cards(lead, 100000, 0.05), super_simple_cards(lead - 1, 100000, 0.05));
    EXPECT_LE(error_free_comparison_cards(lead, 100000, 0.05),
              error_free_comparison_cards(lead - 1, 100000, 0.05));
  }
}

}  // namespace
}  // namespace recanvass::stats
