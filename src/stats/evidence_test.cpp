#include "stats/evidence.h"

#include "stats/bet_mixture.h"
#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace recanvass::stats {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

// The plain second form: products in long double, the null mean by its definition, no state.
long double plain_evidence(const MeanClaim& claim, const std::vector<double>& values,
                           const std::function<double(std::size_t, double)>& bet) {
  long double product = 1.0L;
  long double sum = 0.0L;
  for (std::size_t i = 0; i < values.size(); ++i) {
    long double mu = claim.null_mean;
    if (claim.population != kEndless) {
      const auto n = static_cast<long double>(claim.population);
      mu =
          (n * static_cast<long double>(claim.null_mean) - sum) / (n - static_cast<long double>(i));
    }
    const double lambda =
        std::min(bet(i, static_cast<double>(mu)), kBetCap / static_cast<double>(mu));
    product *= 1.0L + static_cast<long double>(lambda) * (static_cast<long double>(values[i]) - mu);
    sum += static_cast<long double>(values[i]);
  }
  return product;
}

std::vector<double> coin_values(std::uint64_t seed, std::size_t draws, double high) {
  RandomStream random({seed, 1}, 0);
  std::vector<double> values;
  for (std::size_t i = 0; i < draws; ++i) {
    const double u = random.next_unit();
    values.push_back(u < high ? 1.0 : u < high + 0.1 ? 0.5 : 0.0);
  }
  return values;
}

TEST(Evidence, AFixedBetIsTheProductOfWhatItWins) {
  for (const std::int64_t population : {kEndless, std::int64_t{400}, std::int64_t{100000}}) {
    const MeanClaim claim{1.0, 0.5, population};
    const std::vector<double> values = coin_values(7, 200, 0.5);
    const auto test = betting_test(claim, fixed_bet(0.6));
    test->observe_all(values);
    const long double plain =
        plain_evidence(claim, values, [](std::size_t, double) { return 0.6; });
    EXPECT_NEAR(test->log_evidence(), static_cast<double>(std::log(plain)), 1e-12);
  }
}

TEST(Evidence, BeforeAnyDrawItIsOneAndThePValueOne) {
  const auto test = betting_test({1.0, 0.5, 10}, fixed_bet(0.5));
  EXPECT_EQ(test->log_evidence(), 0.0);
  EXPECT_EQ(test->p_value(), 1.0);
  EXPECT_EQ(test->draws(), 0);
}

TEST(Evidence, ThePValueIsTheLeastSoFarAndIsRoundedUp) {
  const auto test = betting_test({1.0, 0.5, kEndless}, fixed_bet(1.0));
  test->observe(1.0);
  test->observe(1.0);
  const double best = test->p_value();
  test->observe(0.0);
  EXPECT_EQ(test->p_value(), best);
  EXPECT_GT(best, 1.0 / (1.5 * 1.5));
  EXPECT_NEAR(best, 1.0 / 2.25, 1e-12);
}

TEST(Evidence, AChanceTooSmallForANumberIsNotZero) {
  EXPECT_GT(p_value_of(1e6), 0.0);
  EXPECT_EQ(p_value_of(kInfinite), 0.0);
  EXPECT_EQ(p_value_of(-kInfinite), 1.0);
}

// Trap 2: 300 zeros, then 2,000 ones at λ = 1.9; a product of doubles has died by then.
TEST(Evidence, Trap2NothingUnderflows) {
  std::vector<double> values(300, 0.0);
  values.insert(values.end(), 2000, 1.0);
  const double expected = 300.0 * std::log1p(-0.95) + 2000.0 * std::log1p(0.95);
  const MeanClaim claim{1.0, 0.5, kEndless};
  const auto single = betting_test(claim, fixed_bet(1.9));
  single->observe_all(values);
  EXPECT_NEAR(single->log_evidence(), expected, 1e-9);
  EXPECT_NEAR(single->log_evidence(), 437.0, 0.5);
  const auto mixed = mixture_test(claim, {{1.9, 1.0}}, BetScale::Absolute);
  mixed->observe_all(values);
  EXPECT_NEAR(mixed->log_evidence(), expected, 1e-9);
  double product = 1.0;
  for (const double value : values) product *= 1.0 + 1.9 * (value - 0.5);
  EXPECT_EQ(product, 0.0);
}

// Trap 3: a bet of all is cut, so that one zero does not end a test for ever.
TEST(Evidence, Trap3ABetOfEverythingIsCut) {
  const auto test = betting_test({1.0, 0.5, kEndless}, fixed_bet(2.0));
  test->observe(0.0);
  EXPECT_NEAR(test->log_evidence(), std::log(1.0 - kBetCap), 1e-12);
  const auto whole = betting_test({1.0, 0.5, kEndless}, fixed_bet(2.0), 1.0);
  whole->observe(0.0);
  EXPECT_EQ(whole->log_evidence(), -kInfinite);
  whole->observe(1.0);
  EXPECT_EQ(whole->log_evidence(), -kInfinite);
}

// Traps 4, 5, 6: the end of a population, at a tie, one step above it and one below.
TEST(Evidence, Traps4To6TheEndOfAPopulationIsExact) {
  struct Row {
    std::vector<double> values;
    ClaimStanding standing;
    double p;
  };
  const std::vector<Row> rows{
      {{1.0, 0.0, 1.0, 0.0}, ClaimStanding::Certain, 1.0},
      {{1.0, 0.5, 0.5, 0.0}, ClaimStanding::Certain, 1.0},
      {{1.0, 0.5, 1.0, 0.0}, ClaimStanding::Impossible, 0.0},
      {{0.0, 0.5, 0.5, 0.5}, ClaimStanding::Certain, 1.0},
      {{1.0, 1.0, 0.5}, ClaimStanding::Impossible, 0.0},  // more than N t before the end
      {{0.0, 0.0}, ClaimStanding::Certain, 1.0},          // cannot exceed N t any more
  };
  for (const Row& row : rows) {
    const auto test = betting_test({1.0, 0.5, 4}, fixed_bet(0.0));
    test->observe_all(row.values);
    EXPECT_EQ(test->standing(), row.standing);
    EXPECT_EQ(test->p_value(), row.p);
  }
}

// A tie of a comparison audit: 1e6 values a = 1/(2 - v), understatements and overstatements that
// cancel the lead to the last half vote. Its sum in doubles is off N/2 by rounding only.
TEST(Evidence, Trap5ATieOfManyRoundedValuesIsNoRejection) {
  const std::int64_t cards = 100000;
  const std::int64_t lead = 1002;
  const double a = 1.0 / (2.0 - static_cast<double>(lead) / static_cast<double>(cards));
  for (const std::int64_t two_votes : {lead / 2, lead / 2 - 1}) {
    const auto test = betting_test({2.0 * a, 0.5, cards}, fixed_bet(0.0));
    for (std::int64_t i = 0; i < cards; ++i) test->observe(i < two_votes ? 0.0 : a);
    EXPECT_EQ(test->standing(),
              two_votes == lead / 2 ? ClaimStanding::Certain : ClaimStanding::Impossible);
  }
}

TEST(Evidence, AfterASumAtTheNullOnlyZerosAreLeftAndSayNothing) {
  const auto test = betting_test({1.0, 0.5, 6}, fixed_bet(0.5));
  test->observe_all(std::vector<double>{1.0, 1.0, 1.0});
  const double at_null = test->log_evidence();
  EXPECT_EQ(test->standing(), ClaimStanding::Open);
  test->observe(0.0);
  EXPECT_EQ(test->log_evidence(), at_null);
  const auto one_more = test->clone();
  one_more->observe(0.5);
  EXPECT_EQ(one_more->log_evidence(), kInfinite);
  EXPECT_EQ(test->log_evidence(), at_null);  // the clone went its own way
}

TEST(Evidence, FirstCrossingNamesTheDrawOrNone) {
  const auto fresh = betting_test({1.0, 0.5, kEndless}, fixed_bet(1.0));
  const std::vector<double> ones(20, 1.0);
  EXPECT_EQ(first_crossing(*fresh, ones, 0.05), 8);  // 1.5^7 = 17.1, 1.5^8 = 25.6
  EXPECT_EQ(first_crossing(*fresh, std::vector<double>(20, 0.5), 0.05), 0);
  EXPECT_EQ(fresh->draws(), 0);
}

}  // namespace
}  // namespace recanvass::stats
