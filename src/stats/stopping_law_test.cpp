#include "stats/stopping_law.h"

#include "stats/bet_mixture.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace recanvass::stats {
namespace {

// The plain second form: every sequence of a few draws, one by one.
double stopped_by(const DrawKinds& kinds, const TallyEvidence& evidence, double goal, int draws,
                  int first, int second, int left, double chance) {
  if (draws > 0 && evidence(draws, first, second) >= goal) return chance;
  if (left == 0) return 0.0;
  const double usual = 1.0 - kinds.first_setback - kinds.second_setback;
  return stopped_by(kinds, evidence, goal, draws + 1, first, second, left - 1, chance * usual) +
         stopped_by(kinds, evidence, goal, draws + 1, first + 1, second, left - 1,
                    chance * kinds.first_setback) +
         stopped_by(kinds, evidence, goal, draws + 1, first, second + 1, left - 1,
                    chance * kinds.second_setback);
}

TEST(StoppingLaw, AgreesWithEverySequenceOfAFewDraws) {
  const DrawKinds kinds{0.2, 0.15};
  const TallyEvidence evidence = [](std::int64_t n, std::int64_t one, std::int64_t two) {
    return 0.6 * static_cast<double>(n - one - two) - 0.3 * static_cast<double>(one) -
           0.9 * static_cast<double>(two);
  };
  for (const int draws : {1, 2, 5, 9}) {
    const auto law = stopping_law(kinds, evidence, 1.7, draws);
    double stopped = 0.0;
    for (const double share : law.share) stopped += share;
    EXPECT_NEAR(stopped, stopped_by(kinds, evidence, 1.7, 0, 0, 0, draws, 1.0), 1e-14);
    EXPECT_NEAR(stopped + law.not_stopped, 1.0, 1e-14);
  }
}

// P2: BRAVO's published table, in the exact values that its simulated tails stand for.
TEST(StoppingLaw, P2BravoExactly) {
  struct Row {
    double share;
    std::array<std::int64_t, 5> percentiles;
    double mean;
  };
  const std::vector<Row> rows{{.70, {12, 22, 38, 60, 131}, 29.5708},
                              {.65, {23, 38, 66, 108, 236}, 53.0315},
                              {.60, {49, 84, 149, 244, 538}, 118.4918},
                              {.58, {77, 131, 231, 381, 842}, 184.3766},
                              {.55, {193, 332, 587, 974, 2155}, 468.5254}};
  constexpr std::array kAt{.25, .5, .75, .9, .99};
  for (const Row& row : rows) {
    const auto law = bravo_law(row.share, 0.1, 100000);
    for (std::size_t i = 0; i < kAt.size(); ++i) {
      EXPECT_EQ(law.quantile(kAt[i]), row.percentiles[i]) << row.share;
    }
    EXPECT_NEAR(law.mean(), row.mean, 6e-5);
  }
}

// P2's closest races; a minute of work. Run by name.
TEST(StoppingLaw, DISABLED_P2BravoExactlyCloseRaces) {
  struct Row {
    double share;
    std::array<std::int64_t, 5> percentiles;
  };
  const std::vector<Row> rows{{.54, {301, 518, 916, 1520, 3366}},
                              {.53, {531, 914, 1621, 2698, 5976}},
                              {.52, {1190, 2051, 3637, 6055, 13433}},
                              {.51, {4727, 8161, 14493, 24155, 53646}},
                              {.505, {18845, 32566, 57856, 96469, 214385}}};
  constexpr std::array kAt{.25, .5, .75, .9, .99};
  for (const Row& row : rows) {
    const auto law = bravo_law(row.share, 0.1, 250000, 0.005);
    for (std::size_t i = 0; i < kAt.size(); ++i) {
      EXPECT_EQ(law.quantile(kAt[i]), row.percentiles[i]) << row.share;
    }
  }
}

// P3: COBRA's table 1, the exact law of the oracle's column and the cells without error.
TEST(StoppingLaw, P3ComparisonExactly) {
  struct Row {
    double diluted, two_votes, mean;
    std::int64_t ninety;
  };
  const std::vector<Row> rows{
      {.05, .015, 1256.0, 2388}, {.05, .01, 505.1, 929}, {.05, .005, 247.2, 389},
      {.05, .001, 143.0, 257},   {.05, 0, 119, 119},     {.10, .015, 171.5, 323},
      {.10, .01, 121.7, 193},    {.10, .005, 87.2, 116}, {.10, .001, 65.1, 60},
      {.10, 0, 59, 59},          {.20, .015, 50.7, 78},  {.20, .01, 42.7, 57},
      {.20, .005, 35.5, 61},     {.20, .001, 30.4, 29},  {.20, 0, 29, 29}};
  for (const Row& row : rows) {
    const double a = 1.0 / (2.0 - row.diluted);
    const double bet = (2.0 - 4.0 * a * (1.0 - row.two_votes)) / (1.0 - 2.0 * a);
    const auto law =
        comparison_law(row.diluted, {0.0, row.two_votes}, std::min(2.0, bet), 0.05, 10000);
    EXPECT_NEAR(law.mean(), row.mean, 0.0501) << row.diluted << " " << row.two_votes;
    EXPECT_EQ(law.quantile(0.9), row.ninety) << row.diluted << " " << row.two_votes;
  }
  // The column of the bet for the reported mean, λ = 4 x̄ - 2 with x̄ = a: without error.
  for (const auto& [diluted, cards] : {std::pair{.05, 4559}, {.10, 1083}, {.20, 245}}) {
    const double bet = 4.0 / (2.0 - diluted) - 2.0;
    EXPECT_EQ(comparison_law(diluted, {}, bet, 0.05, 10000).quantile(0.9), cards);
  }
}

// P4: the default against the best bet for each of the eight rows of COBRA's table 2.
TEST(StoppingLaw, P4TheDefaultIsWithinFifteenPercentOfTheBestBets) {
  struct Row {
    double two_votes, one_vote;
    int times;
  };
  const std::vector<Row> rows{{1e-4, 1e-3, 1}, {1e-4, 1e-2, 1}, {1e-3, 1e-3, 1},
                              {1e-3, 1e-2, 1}, {1e-2, 1e-3, 2}, {1e-2, 1e-2, 2}};
  const double diluted = 0.05;
  const double u = 2.0 / (2.0 - diluted);
  // Nothing of a row reaches the default: it knows the margin, and a report without error.
  const double reported = kelly_bet(std::vector<ValueShare>{{0.5 * u, 1.0}}, 0.5, kBetCap) * 0.5;
  std::vector<LawBet> bets;
  for (const WeightedBet& one : default_shares(reported)) {
    bets.push_back({one.bet / 0.5, one.weight});
  }
  double log_ratio = 0.0;
  for (const Row& row : rows) {
    const DrawKinds errors{row.one_vote, row.two_votes};
    const double best =
        kelly_bet(overstatement_values(u, {row.one_vote, row.two_votes}), 0.5, 1.0 - 1e-9);
    // Slow rows are followed until one run in a thousand is open, and their rest is left out of
    // both means alike.
    const auto oracle = comparison_law(diluted, errors, best, 0.05, 20000, 1e-3);
    const auto ours = comparison_mixture_law(diluted, errors, bets, 0.05, 20000, 1e-3);
    const double ratio = ours.mean() / oracle.mean();
    EXPECT_LT(ratio, 1.25);
    log_ratio += row.times * std::log(ratio);
  }
  EXPECT_LE(std::exp(log_ratio / 8.0), 1.15);
  RecordProperty("ratio", std::to_string(std::exp(log_ratio / 8.0)));
}

}  // namespace
}  // namespace recanvass::stats
