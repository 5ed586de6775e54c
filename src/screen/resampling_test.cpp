#include "screen/resampling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace recanvass::screen {
namespace {

const std::vector<double> kChange{3.1, 2.7, 4.4, 5.0, 6.2, 5.1, 7.7, 8.9};

// Blocks from the last to the first, as another number of threads might do them.
class BackwardExecutor : public base::Executor {
 public:
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    for (std::size_t i = blocks; i-- > 0;) block(i);
  }
};

Regressors eight_units() {
  Regressors x;
  x.add("constant", std::vector<double>(8, 1.0));
  x.add("paper", {0, 1, 0, 1, 0, 1, 1, 0});
  x.add("size", {1, 2, 3, 4, 5, 6, 7, 9});
  return x;
}

// t of column 1 by a whole new fit.
double t_of(const std::vector<double>& outcome, const Regressors& x, ErrorKind kind,
            const std::vector<std::size_t>& clusters) {
  const auto fit = fit_least_squares(outcome, x).value();
  return fit.coefficients[1] / fit.standard_errors(kind, clusters)[1];
}

TEST(WildBootstrap, AllSignsGiveThePOfRefittingEverySignVector) {
  const Regressors x = eight_units();
  const std::vector<std::size_t> clusters{0, 0, 1, 1, 2, 2, 3, 3};
  Regressors without;
  without.add("constant", x.columns[0]);
  without.add("size", x.columns[2]);
  const auto restricted = fit_least_squares(kChange, without).value();
  const double observed = t_of(kChange, x, ErrorKind::CR1, clusters);
  int as_large = 0;
  for (unsigned signs = 0; signs < 16; ++signs) {
    std::vector<double> outcome;
    for (std::size_t i = 0; i < 8; ++i) {
      const double sign = (signs >> clusters[i]) & 1U ? -1.0 : 1.0;
      outcome.push_back(kChange[i] - restricted.residuals[i] + sign * restricted.residuals[i]);
    }
    const double t = t_of(outcome, x, ErrorKind::CR1, clusters);
    as_large += std::abs(t) >= std::abs(observed) * (1.0 - 1e-9) ? 1 : 0;
  }
  base::SerialExecutor executor;
  const auto answer = wild_cluster_p(kChange, x, 1, {}, clusters, {999, {1, 2}}, executor);
  EXPECT_TRUE(answer.exhaustive);
  EXPECT_EQ(answer.resamples, 16);
  EXPECT_NEAR(answer.statistic, observed, 1e-10);
  EXPECT_EQ(answer.p, as_large / 16.0);
  EXPECT_GE(answer.p, 2.0 / 16.0);  // all signs equal and all reversed are always as large
}

TEST(Randomisation, ManyDealsComeNearThePOfEveryDeal) {
  const Regressors x = eight_units();
  const double observed = t_of(kChange, x, ErrorKind::HC1, {});
  std::vector<double> column = x.columns[1];
  std::sort(column.begin(), column.end());
  int deals = 0;
  int as_large = 0;
  do {
    Regressors dealt = x;
    dealt.columns[1] = column;
    ++deals;
    const double t = t_of(kChange, dealt, ErrorKind::HC1, {});
    as_large += std::abs(t) >= std::abs(observed) * (1.0 - 1e-9) ? 1 : 0;
  } while (std::next_permutation(column.begin(), column.end()));
  ASSERT_EQ(deals, 70);
  base::SerialExecutor executor;
  const auto answer = randomisation_p(kChange, x, 1, {}, {}, {20'000, {1, 2}}, executor);
  const double p = as_large / 70.0;
  EXPECT_NEAR(answer.statistic, observed, 1e-10);
  EXPECT_NEAR(answer.p, p, 4.0 * std::sqrt(p * (1.0 - p) / 20'000.0) + 1e-4);
}

TEST(Randomisation, APropertyIsDealtInsideItsStratumOnly) {
  // In each stratum every unit has the same value, so that every deal is the one observed.
  const Regressors x = eight_units();
  const std::vector<std::size_t> strata{0, 1, 0, 1, 0, 1, 1, 0};
  base::SerialExecutor executor;
  EXPECT_EQ(randomisation_p(kChange, x, 1, {}, strata, {500, {1, 2}}, executor).p, 1.0);
}

TEST(Resampling, TheOrderOfBlocksChangesNothing) {
  const Regressors x = eight_units();
  std::vector<double> weights{1, 2, 3, 4, 5, 6, 7, 8};
  base::SerialExecutor forward;
  BackwardExecutor backward;
  const Resampling asked{5'000, {7, 8}};
  EXPECT_EQ(randomisation_p(kChange, x, 1, weights, {}, asked, forward).p,
            randomisation_p(kChange, x, 1, weights, {}, asked, backward).p);
  const Resampling signs{200, {7, 8}};
  const auto one = wild_cluster_p(kChange, x, 1, weights, {}, signs, forward);
  EXPECT_FALSE(one.exhaustive);  // 2^8 sign vectors are more than 200
  EXPECT_EQ(one.p, wild_cluster_p(kChange, x, 1, weights, {}, signs, backward).p);
}

// Size under the null: a property dealt by lot is called significant at 5 % about 5 % of the time.
TEST(Resampling, APropertyThatMeansNothingIsRejectedAsOftenAsItsLevelSays) {
  base::SerialExecutor executor;
  constexpr int kWorlds = 400;
  int by_signs = 0;
  int by_deals = 0;
  for (std::uint64_t world = 0; world < kWorlds; ++world) {
    stats::RandomStream random({2016, 1}, world);
    Regressors x;
    x.add("constant", std::vector<double>(24, 1.0));
    x.add("paper", {});
    x.add("size", {});
    std::vector<double> outcome;
    std::vector<std::size_t> clusters;
    for (std::size_t i = 0; i < 24; ++i) {
      x.columns[1].push_back(random.next_unit() < 0.4 ? 1.0 : 0.0);
      x.columns[2].push_back(stats::draw_normal(random));
      outcome.push_back(x.columns[2][i] + stats::draw_normal(random) * (1.0 + 0.1 * double(i)));
      clusters.push_back(i / 2);
    }
    const Resampling asked{199, {world, 3}};
    by_signs += wild_cluster_p(outcome, x, 1, {}, clusters, asked, executor).p <= 0.05 ? 1 : 0;
    by_deals += randomisation_p(outcome, x, 1, {}, {}, asked, executor).p <= 0.05 ? 1 : 0;
  }
  // 400 worlds at 5 %: 20, standard deviation 4.4.
  EXPECT_GE(by_signs, 5);
  EXPECT_LE(by_signs, 36);
  EXPECT_GE(by_deals, 5);
  EXPECT_LE(by_deals, 36);
}

TEST(Resampling, IndicesStayInsideAndEachComes) {
  stats::RandomStream random({1, 1}, 1);
  std::vector<int> seen(7, 0);
  for (int i = 0; i < 7'000; ++i) ++seen.at(draw_index(random, 7));
  for (const int times : seen) EXPECT_NEAR(times, 1'000, 150);
}

}  // namespace
}  // namespace recanvass::screen
