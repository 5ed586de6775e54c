#include "screen/digits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace recanvass::screen {
namespace {

DigitShares even() {
  DigitShares shares{};
  shares.fill(0.1);
  return shares;
}

TEST(Digits, SmallCountsHaveNoSayInLastDigitsAndOneFigureNoneInSecondOnes) {
  const std::vector<std::int64_t> counts{99, 100, 105, 9, 10, 0, 199};
  EXPECT_EQ(last_digits(counts).counts, 3);
  EXPECT_EQ(last_digits(counts).histogram[9], 1);
  const DigitTest second = second_digits(counts);
  EXPECT_EQ(second.counts, 5);
  EXPECT_EQ(second.histogram[9], 2);  // 99 and 199
  EXPECT_EQ(second.histogram[0], 3);  // 100, 105 and 10
}

TEST(Digits, BenfordSecondDigitsAddUpAndHaveThePublishedMean) {
  const DigitShares shares = benford_second_digits();
  EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0, 1e-14);
  EXPECT_NEAR(benford_second_digit_mean(), 4.187, 0.0005);
}

// Two numbers over ten digits: 100 ordered pairs, ten of them equal. χ² of equal digits is 18, of
// different ones 8.
TEST(Digits, TheExactLawOfTwoNumbersIsCountedByHand) {
  DigitHistogram equal{};
  equal[3] = 2;
  DigitHistogram apart{};
  apart[3] = 1;
  apart[7] = 1;
  EXPECT_NEAR(multinomial_p_exact(equal, even()), 0.1, 1e-13);
  EXPECT_NEAR(multinomial_p_exact(apart, even()), 1.0, 1e-12);
  EXPECT_DOUBLE_EQ(chi_squared(equal, even()), 18.0);
}

TEST(Digits, ResamplesComeNearTheExactLaw) {
  DigitHistogram histogram{};
  histogram[0] = 4;
  histogram[1] = 2;
  const double exact = multinomial_p_exact(histogram, even());
  base::SerialExecutor executor;
  const double drawn = multinomial_p(histogram, even(), 40'000, {1, 1}, executor);
  EXPECT_NEAR(drawn, exact, 5.0 * std::sqrt(exact * (1.0 - exact) / 40'000.0) + 1e-4);
  EXPECT_EQ(multinomial_p(DigitHistogram{}, even(), 10, {1, 1}, executor), 1.0);
}

TEST(Digits, PairsAreEqualOrNeighboursWithNineBesideNought) {
  const DigitPairs pairs =
      last_digit_pairs(std::vector<std::int64_t>{100, 111, 112, 190, 109, 135, 55});
  EXPECT_EQ(pairs.counts, 6);
  EXPECT_EQ(pairs.equal, 2);     // 100, 111
  EXPECT_EQ(pairs.adjacent, 3);  // 112, 190, 109
  EXPECT_GT(pairs.equal_p, 0.05);
}

// Units of one size and one share have second digits of their own. Benford's law calls them
// impossible; the null made from the units does not.
TEST(Digits, ADeviationFromBenfordVanishesBesideItsOwnNull) {
  std::vector<UnitShare> units(400, UnitShare{600, 0.5});
  std::vector<std::int64_t> counts;
  stats::RandomStream random({9, 9}, 0);
  for (const UnitShare& unit : units) counts.push_back(draw_unit_votes(random, unit, 0.002));
  base::SerialExecutor executor;
  const auto answer = second_digits_against_null(counts, units, 0.002, 400, {3, 3}, executor);
  EXPECT_LT(answer.observed.p, 1e-6);
  EXPECT_GT(answer.p, 0.01);
  EXPECT_LE(answer.mean_low, answer.observed.mean);
  EXPECT_GE(answer.mean_high, answer.observed.mean);
}

TEST(Digits, CountsMadeUpOfOneSecondDigitAreFoundBesideTheirOwnNull) {
  std::vector<UnitShare> units;
  std::vector<std::int64_t> counts;
  for (int i = 0; i < 200; ++i) {
    units.push_back({400 + 7 * i, 0.4});
    counts.push_back(177);
  }
  base::SerialExecutor executor;
  EXPECT_LT(second_digits_against_null(counts, units, 0.01, 200, {3, 3}, executor).p, 0.01);
}

TEST(Digits, DrawnVotesKeepTheUnitsMeanAndItsDispersion) {
  constexpr int kDraws = 20'000;
  for (const double dispersion : {0.0, 0.05}) {
    double sum = 0.0;
    double squares = 0.0;
    for (std::uint64_t r = 0; r < kDraws; ++r) {
      stats::RandomStream random({4, 4}, r);
      const double votes = static_cast<double>(draw_unit_votes(random, {50, 0.3}, dispersion));
      sum += votes;
      squares += votes * votes;
    }
    const double mean = sum / kDraws;
    // n p (1-p) (1 + (n-1) ρ)
    const double expected = 50 * 0.3 * 0.7 * (1.0 + 49 * dispersion);
    EXPECT_NEAR(mean, 15.0, 5.0 * std::sqrt(expected / kDraws));
    EXPECT_NEAR(squares / kDraws - mean * mean, expected, 0.05 * expected);
  }
}

TEST(Digits, FirstDigitsAreRefusedWithTheReason) {
  EXPECT_NE(refuse_first_digits().find("does not give it"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::screen
