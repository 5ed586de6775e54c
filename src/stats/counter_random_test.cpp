#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

TEST(CounterRandom, ReproducesThePublishedVectorOfPhilox) {
  // Random123's known-answer test, philox4x64 with 10 rounds, counter and key 0.
  const auto block = random_block({0, 0}, 0, 0);
  EXPECT_EQ(block[0], 0x16554d9eca36314cULL);
  EXPECT_EQ(block[1], 0xdb20fe9d672d0fdcULL);
  EXPECT_EQ(block[2], 0xd7e772cee186176bULL);
  EXPECT_EQ(block[3], 0x7e68b68aec7ba23bULL);
}

TEST(CounterRandom, AUnitNumberIsNeverZeroOrOne) {
  EXPECT_GT(unit_interval(0), 0.0);
  EXPECT_LT(unit_interval(~std::uint64_t{0}), 1.0);
}

// Share of draws at most x against the exact law, at several x (4 standard errors).
template <class Draw, class Law>
void expect_law(Draw draw, Law law, std::initializer_list<double> points) {
  constexpr int kDraws = 40000;
  std::vector<double> values;
  for (int r = 0; r < kDraws; ++r) {
    RandomStream random({12, 34}, static_cast<std::uint64_t>(r));
    values.push_back(draw(random));
  }
  for (const double x : points) {
    double below = 0.0;
    for (const double value : values) below += value <= x ? 1.0 : 0.0;
    const double exact = law(x);
    EXPECT_NEAR(below / kDraws, exact, 4.0 * std::sqrt(exact * (1.0 - exact) / kDraws) + 1e-12)
        << x;
  }
}

double poisson_below(double mean, double most) {
  double sum = 0.0;
  for (double k = 0.0; k <= most; k += 1.0) {
    sum += std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
  }
  return sum;
}

TEST(CounterRandom, PoissonNumbersFollowTheirLawOnBothSidesOfTheSwitch) {
  for (const double mean : {0.3, 9.5, 10.5, 300.0}) {
    const double sd = std::sqrt(mean);
    expect_law([&](RandomStream& r) { return static_cast<double>(draw_poisson(r, mean)); },
               [&](double x) { return poisson_below(mean, std::floor(x)); },
               {mean - 2.0 * sd, mean - 0.5 * sd, mean, mean + sd, mean + 2.5 * sd});
  }
}

TEST(CounterRandom, GammaNumbersOfShapeOneAndOneHalfFollowTheirLaw) {
  expect_law([](RandomStream& r) { return draw_gamma(r, 1.0); },
             [](double x) { return -std::expm1(-x); }, {0.05, 0.5, 1.0, 3.0});
  expect_law([](RandomStream& r) { return draw_gamma(r, 0.5); },
             [](double x) { return std::erf(std::sqrt(x)); }, {0.01, 0.3, 1.0, 3.0});
}

TEST(CounterRandom, NegativeBinomialNumbersFollowTheirLaw) {
  // Mean 2, dispersion 2: size 2, P(0) = 1/4, P(1) = 2/8, P(2) = 3/16.
  expect_law(
      [](RandomStream& r) { return static_cast<double>(draw_negative_binomial(r, 2.0, 2.0)); },
      [](double x) { return x < 1.0   ? 0.25
                            : x < 2.0 ? 0.5
                                      : 0.6875; }, {0.0, 1.0, 2.0});
}

}  // namespace
}  // namespace recanvass::stats
