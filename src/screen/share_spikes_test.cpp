#include "screen/share_spikes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace recanvass::screen {
namespace {

// Units of about 300 votes with shares of a beta law, as voters make them.
std::vector<SharedVotes> honest_units(std::uint64_t seed, std::size_t number, double a, double b,
                                      std::int64_t smallest = 150, std::int64_t range = 400) {
  std::vector<SharedVotes> units;
  for (std::size_t i = 0; i < number; ++i) {
    stats::RandomStream random({seed, 11}, i);
    const double x = stats::draw_gamma(random, a);
    const double share = x / (x + stats::draw_gamma(random, b));
    SharedVotes unit;
    unit.all =
        smallest + static_cast<std::int64_t>(random.next_unit() * static_cast<double>(range));
    for (std::int64_t vote = 0; vote < unit.all; ++vote) {
      if (random.next_unit() < share) ++unit.votes;
    }
    units.push_back(unit);
  }
  return units;
}

ShareSpikes spikes_of(const std::vector<SharedVotes>& units, std::int64_t resamples = 199) {
  base::SerialExecutor executor;
  return find_spikes(units, {resamples, {3, 4}}, executor);
}

TEST(ShareSpikes, TheLawOfAUnitDrawnAgainIsBetaBinomial) {
  const SharedVotes unit{30, 50};
  const std::vector<BetaPart> one{{4.0, 6.0, 1.0}};
  const RedrawnLaw law = redrawn_law(unit, one);
  double mean = 0.0;
  double squares = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < law.mass.size(); ++i) {
    const auto votes = static_cast<double>(law.first) + static_cast<double>(i);
    sum += law.mass[i];
    mean += law.mass[i] * votes;
    squares += law.mass[i] * votes * votes;
  }
  // Beta(34, 26): mean 50 · 34/60, variance n p q (1 + (n - 1)/(a + b + 1)).
  const double p = 34.0 / 60.0;
  EXPECT_NEAR(sum, 1.0, 1e-12);
  EXPECT_NEAR(mean, 50.0 * p, 1e-6);
  EXPECT_NEAR(squares - mean * mean, 50.0 * p * (1.0 - p) * (1.0 + 49.0 / 61.0), 1e-4);
}

TEST(ShareSpikes, TheLawIsThatOfAllSharesOnAGrid) {
  // By numerical integration over the share, two parts.
  const SharedVotes unit{3, 12};
  const std::vector<BetaPart> parts{{3.0, 5.0, 0.3}, {9.0, 2.0, 0.7}};
  const RedrawnLaw law = redrawn_law(unit, parts);
  std::vector<double> direct(13, 0.0);
  double all = 0.0;
  for (int step = 0; step < 20000; ++step) {
    const double x = (step + 0.5) / 20000.0;
    double prior = 0.0;
    for (const BetaPart& part : parts) {
      prior += part.weight *
               std::exp(std::lgamma(part.a + part.b) - std::lgamma(part.a) - std::lgamma(part.b) +
                        (part.a - 1.0) * std::log(x) + (part.b - 1.0) * std::log1p(-x));
    }
    const double weight = prior * std::pow(x, 3) * std::pow(1.0 - x, 9);
    all += weight;
    for (int k = 0; k <= 12; ++k) {
      direct[static_cast<std::size_t>(k)] +=
          weight * std::exp(std::lgamma(13.0) - std::lgamma(k + 1.0) - std::lgamma(13.0 - k) +
                            k * std::log(x) + (12 - k) * std::log1p(-x));
    }
  }
  for (std::size_t i = 0; i < law.mass.size(); ++i) {
    const auto votes = static_cast<std::size_t>(law.first) + i;
    EXPECT_NEAR(law.mass[i], direct[votes] / all, 1e-6) << votes;
  }
}

TEST(ShareSpikes, TheSpreadOfSharesIsFoundAgain) {
  const auto parts = fit_beta_mixture(honest_units(1, 1500, 12.0, 8.0));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_NEAR(parts[0].a / (parts[0].a + parts[0].b), 0.6, 0.01);
  EXPECT_NEAR(parts[0].a + parts[0].b, 20.0, 2.5);
  auto two = honest_units(2, 800, 30.0, 10.0);
  const auto others = honest_units(3, 800, 10.0, 30.0);
  two.insert(two.end(), others.begin(), others.end());
  EXPECT_GE(fit_beta_mixture(two).size(), 2U);
}

TEST(ShareSpikes, UnitsMadeUpToSeventyPercentAreAPeak) {
  auto units = honest_units(4, 1200, 12.0, 8.0);
  for (std::size_t i = 0; i < units.size(); i += 20) {
    units[i].all = 10 * (20 + static_cast<std::int64_t>(i % 17));
    units[i].votes = units[i].all * 7 / 10;
  }
  const ShareSpikes found = spikes_of(units);
  ASSERT_FALSE(found.peaks.empty());
  const auto peak = std::ranges::max_element(found.peaks, {}, &SharePeak::seen);
  EXPECT_DOUBLE_EQ(peak->share, 0.7);
  EXPECT_GT(peak->seen, 55.0);
  EXPECT_GT(found.excess, 2.0);
  EXPECT_DOUBLE_EQ(found.excess_p, 1.0 / 200.0);
  EXPECT_DOUBLE_EQ(found.whole_p, 1.0 / 200.0);
  EXPECT_GT(static_cast<double>(found.whole), found.whole_expected + 40.0);
}

TEST(ShareSpikes, VotersMakeNoPeakBeyondChance) {
  int excess = 0;
  int whole = 0;
  for (std::uint64_t seed = 20; seed < 60; ++seed) {
    const ShareSpikes found = spikes_of(honest_units(seed, 250, 9.0, 9.0), 99);
    if (found.excess_p <= 0.05) ++excess;
    if (found.whole_p <= 0.05) ++whole;
  }
  EXPECT_LE(excess, 6);  // of 40 at 5 %: more in 1.4 % of such tests
  EXPECT_LE(whole, 6);
}

// What is a peak comes from the units' laws, so that another seed moves p as a count of redrawings
// moves, and F not at all.
TEST(ShareSpikes, TheSeedDoesNotDecide) {
  auto units = honest_units(8, 1200, 12.0, 8.0);
  for (std::size_t i = 0; i < units.size(); i += 80) units[i].votes = units[i].all * 7 / 10;
  base::SerialExecutor executor;
  const ShareSpikes first = find_spikes(units, {999, {1, 4}}, executor);
  for (std::uint64_t seed = 2; seed < 5; ++seed) {
    const ShareSpikes other = find_spikes(units, {999, {seed, 4}}, executor);
    EXPECT_DOUBLE_EQ(other.excess, first.excess);
    EXPECT_EQ(other.peaks.size(), first.peaks.size());
    const double error = std::sqrt((first.excess_p + 0.001) * (1.001 - first.excess_p) / 999.0);
    EXPECT_NEAR(other.excess_p, first.excess_p, 5.0 * std::sqrt(2.0) * error);
  }
}

TEST(ShareSpikes, ThePeaksBoundIsThreeDeviationsOfTheUnitsLaws) {
  // Four units of two votes each: a half comes with a chance that the law itself says.
  const std::vector<SharedVotes> units(40, {1, 2});
  const ShareSpikes found = spikes_of(units);
  const RedrawnLaw law = redrawn_law(units[0], found.parts);
  double half = 0.0;
  for (std::size_t i = 0; i < law.mass.size(); ++i) {
    if (law.first + static_cast<std::int64_t>(i) == 1) half = law.mass[i];
  }
  ASSERT_EQ(found.peaks.size(), 1U);
  EXPECT_DOUBLE_EQ(found.peaks[0].share, 0.5);
  EXPECT_NEAR(found.peaks[0].expected, 40.0 * half, 1e-9);
  EXPECT_NEAR(found.peaks[0].bound, 40.0 * half + 3.0 * std::sqrt(40.0 * half * (1.0 - half)),
              1e-9);
}

TEST(ShareSpikes, SmallUnitsMakeTheirOwnPeaks) {
  // Units of 10 to 40 votes have halves and thirds: no news.
  const auto units = honest_units(5, 1500, 6.0, 6.0, 10, 30);
  const ShareSpikes found = spikes_of(units);
  EXPECT_GT(found.excess_p, 0.02);
  double halves = 0.0;
  for (const SharedVotes& unit : units) halves += 2 * unit.votes == unit.all ? 1.0 : 0.0;
  EXPECT_GT(halves, 60.0);
  EXPECT_EQ(found.whole_units, 0);
}

TEST(ShareSpikes, WithinATwentiethOfAPointIsWholeAndBeyondIsNot) {
  // 2000 votes: a vote is .05 points.
  EXPECT_EQ(spikes_of({{1000, 2000}}, 1).whole, 1);
  EXPECT_EQ(spikes_of({{1001, 2000}}, 1).whole, 1);
  EXPECT_EQ(spikes_of({{1002, 2000}}, 1).whole, 0);
  EXPECT_EQ(spikes_of({{999, 2000}}, 1).whole, 1);
  EXPECT_EQ(spikes_of({{998, 2000}}, 1).whole, 0);
  EXPECT_EQ(spikes_of({{50, 100}}, 1).whole, 1);
  EXPECT_EQ(spikes_of({{50, 99}}, 1).whole_units, 0);
}

TEST(ShareSpikes, NothingDependsOnTheOrderOfTheWork) {
  class Backwards : public base::Executor {
   public:
    void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
      for (std::size_t i = blocks; i > 0; --i) block(i - 1);
    }
  };
  const auto units = honest_units(6, 200, 5.0, 7.0);
  Backwards backwards;
  const ShareSpikes one = spikes_of(units);
  const ShareSpikes other = find_spikes(units, {199, {3, 4}}, backwards);
  EXPECT_EQ(one.excess, other.excess);
  EXPECT_EQ(one.excess_p, other.excess_p);
  EXPECT_EQ(one.whole_expected, other.whole_expected);
}

TEST(ShareSpikes, NoVotesAreNoPeak) {
  const ShareSpikes found = spikes_of({{0, 0}});
  EXPECT_EQ(found.units, 0);
  EXPECT_TRUE(found.peaks.empty());
  EXPECT_EQ(found.excess_p, 1.0);
}

}  // namespace
}  // namespace recanvass::screen
