#include "stats/joint_draws.h"

#include "stats/distributions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::stats {
namespace {

const std::vector<EventGroup> kGroups = {
    {{0.30, 10}}, {{0.05, 16}}, {{0.20, 20}}, {{0.10, 2}, {0.40, 1}}, {{0.25, 6}}};

// Runs the blocks backwards: the result must not notice.
class BackwardExecutor : public base::Executor {
 public:
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    for (std::size_t i = blocks; i-- > 0;) block(i);
  }
};

TEST(JointDraws, AgreeWithTheExactIntegralWithinFourStandardErrors) {
  base::SerialExecutor executor;
  constexpr std::int64_t kDraws = 200000;
  for (const Copula copula : {Copula::Gaussian, Copula::StudentT4}) {
    for (const double correlation : {0.0, 0.3, 0.8}) {
      const JointTally tally =
          draw_jointly(kGroups, correlation, copula, {2016, 1}, kDraws, executor);
      for (const std::int64_t needed : {1, 2, 20, 40}) {
        const double exact = joint_probability(kGroups, needed, correlation, copula);
        const double error = std::sqrt(exact * (1.0 - exact) / static_cast<double>(kDraws));
        EXPECT_NEAR(tally.share_at_least(needed), exact, 4.0 * error);
      }
    }
  }
}

TEST(JointDraws, EveryDrawIsCountedOnceAndEventsKeepTheirProbability) {
  base::SerialExecutor executor;
  const JointTally tally = draw_jointly(kGroups, 0.5, Copula::Gaussian, {1, 2}, 100000, executor);
  std::int64_t draws = 0;
  for (const std::int64_t drawn : tally.by_weight) draws += drawn;
  EXPECT_EQ(draws, 100000);
  EXPECT_EQ(tally.draws, 100000);
  EXPECT_NEAR(static_cast<double>(tally.by_event[4]) / 1e5, 0.40, 0.007);
  // In one group the less likely event never happens without the likelier.
  EXPECT_LE(tally.by_event[3], tally.by_event[4]);
}

TEST(JointDraws, DoNotDependOnTheOrderOfWork) {
  base::SerialExecutor forward;
  BackwardExecutor backward;
  const JointTally a = draw_jointly(kGroups, 0.3, Copula::StudentT4, {9, 9}, 100001, forward);
  const JointTally b = draw_jointly(kGroups, 0.3, Copula::StudentT4, {9, 9}, 100001, backward);
  EXPECT_EQ(a.by_weight, b.by_weight);
  EXPECT_EQ(a.by_event, b.by_event);
}

TEST(JointDraws, TheTableOfQuantilesChangesNoResult) {
  // The plain way, without the table: u < Φ(c) for each event of each draw.
  constexpr std::int64_t kDraws = 20000;
  const RandomKey key{5, 6};
  std::int64_t happened = 0;
  const double loading = std::sqrt(0.3);
  const double own = std::sqrt(0.7);
  for (std::int64_t r = 0; r < kDraws; ++r) {
    const auto replicate = static_cast<std::uint64_t>(r);
    const auto common = random_block(key, replicate, std::uint64_t{1} << 32);
    const double factor = std::sqrt(-2.0 * std::log(unit_interval(common[0]))) *
                          std::cos(6.28318530717958647693 * unit_interval(common[1]));
    const double u = unit_interval(random_block(key, replicate, 0)[0]);
    if (u < normal_below((normal_quantile(0.3) - loading * factor) / own)) ++happened;
  }
  base::SerialExecutor executor;
  const JointTally tally = draw_jointly(kGroups, 0.3, Copula::Gaussian, key, kDraws, executor);
  EXPECT_EQ(tally.by_event[0], happened);
}

}  // namespace
}  // namespace recanvass::stats
