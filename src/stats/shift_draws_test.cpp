#include "stats/shift_draws.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

const std::vector<UnitSize> kUnits = {
    {400, 300, 750}, {90, 120, 220}, {5000, 2500, 7600}, {0, 0, 10}, {12, 8, 20}};

struct Sample {
  double mean = 0.0;
  double variance = 0.0;
};

Sample describe(const std::vector<std::int64_t>& shifts) {
  Sample sample;
  for (const std::int64_t shift : shifts) sample.mean += static_cast<double>(shift);
  sample.mean /= static_cast<double>(shifts.size());
  for (const std::int64_t shift : shifts) {
    const double off = static_cast<double>(shift) - sample.mean;
    sample.variance += off * off / static_cast<double>(shifts.size());
  }
  return sample;
}

ErrorRates only_small(double per_vote, double dispersion) {
  ErrorRates rates;
  rates.small_per_vote = per_vote;
  rates.small_dispersion = dispersion;
  return rates;
}

ErrorRates everything() {
  ErrorRates rates = only_small(0.002, 2.5);
  rates.recovered_per_vote = 0.01;
  rates.large_per_vote = 3e-5;
  rates.large_shape = 3.5;
  return rates;
}

TEST(ShiftDraws, MeanAndVarianceAreThoseOfTheFormulas) {
  base::SerialExecutor executor;
  constexpr std::int64_t kReplicates = 60000;
  for (const ErrorRates& rates : {only_small(0.01, 1.0), only_small(0.01, 3.0), everything()}) {
    const Sample sample = describe(draw_shifts(kUnits, rates, {3, 4}, kReplicates, executor));
    const ShiftMoments moments = shift_moments(kUnits, rates);
    const double error = std::sqrt(moments.variance / static_cast<double>(kReplicates));
    EXPECT_NEAR(sample.mean, moments.mean, 4.0 * error);
    EXPECT_NEAR(sample.variance / moments.variance, 1.0, 0.05);
  }
}

// Another way to the same law: every unit by itself, its errors' size in proportion to its votes.
TEST(ShiftDraws, UnitByUnitSimulationHasTheSameMeanAndVariance) {
  const ErrorRates rates = only_small(0.01, 3.0);
  std::vector<std::int64_t> shifts;
  for (std::uint64_t r = 0; r < 30000; ++r) {
    RandomStream random({11, 12}, r);
    std::int64_t shift = 0;
    for (const UnitSize& unit : kUnits) {
      const double size = 0.005 * static_cast<double>(unit.all) / 2.0;  // dispersion 3: scale 2
      shift += draw_poisson(random, 2.0 * draw_gamma(random, size));
      shift -= draw_poisson(random, 2.0 * draw_gamma(random, size));
    }
    shifts.push_back(shift);
  }
  const Sample plain = describe(shifts);
  const ShiftMoments moments = shift_moments(kUnits, rates);
  EXPECT_NEAR(plain.mean, moments.mean, 4.0 * std::sqrt(moments.variance / 30000.0));
  EXPECT_NEAR(plain.variance / moments.variance, 1.0, 0.05);
}

TEST(ShiftDraws, ALargeErrorIsNeverLargerThanItsUnit) {
  ErrorRates rates;
  rates.large_per_vote = 1e-4;
  rates.large_shape = 0.05;  // nearly all errors at the limit
  base::SerialExecutor executor;
  const std::vector<UnitSize> one = {{30, 20, 60}};
  for (const std::int64_t shift : draw_shifts(one, rates, {1, 1}, 20000, executor)) {
    EXPECT_LE(std::abs(shift), 100);  // two errors of at most 50 in one replicate are rare already
  }
  rates.large_most = 25.0;
  std::int64_t largest = 0;
  for (const std::int64_t shift : draw_shifts(one, rates, {1, 1}, 20000, executor)) {
    largest = std::max(largest, std::abs(shift));
  }
  EXPECT_GE(largest, 20);
  EXPECT_LE(largest, 50);
  const std::vector<UnitSize> small = {{5, 4, 10}};
  rates.large_per_vote = 0.1;
  for (const std::int64_t shift : draw_shifts(small, rates, {1, 1}, 100, executor)) {
    EXPECT_EQ(shift, 0);  // a unit below the least large error has none
  }
}

TEST(ShiftDraws, AReplicateDependsOnItsNumberOnly) {
  base::SerialExecutor executor;
  const auto few = draw_shifts(kUnits, everything(), {7, 7}, 10, executor);
  const auto many = draw_shifts(kUnits, everything(), {7, 7}, 3000, executor);
  for (std::size_t i = 0; i < few.size(); ++i) EXPECT_EQ(few[i], many[i]);
  EXPECT_NE(many, draw_shifts(kUnits, everything(), {8, 7}, 3000, executor));
}

TEST(ShiftTable, ChanceAndQuantileAreEachOthersInverse) {
  const ShiftTable table({5, -3, 0, 5, 9, -3, 1, 2, 2, 2});
  EXPECT_EQ(table.at_least(10), 0);
  EXPECT_EQ(table.at_least(9), 1);
  EXPECT_EQ(table.at_least(5), 3);
  EXPECT_EQ(table.at_least(2), 6);
  EXPECT_EQ(table.at_least(-3), 10);
  for (std::int64_t votes = -4; votes <= 10; ++votes) {
    for (double upper = 0.05; upper < 1.0; upper += 0.1) {
      EXPECT_EQ(table.shift_at(upper) >= votes, upper < table.chance(votes)) << votes;
    }
  }
}

}  // namespace
}  // namespace recanvass::stats
