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

// The plain way, without a table: u < Φ(c) for each event of each draw.
JointTally draw_plainly(const std::vector<EventGroup>& groups, Copula copula, RandomKey key,
                        std::int64_t draws) {
  const bool is_t4 = copula == Copula::StudentT4;
  struct PlainEvent {
    std::size_t group = 0;
    double quantile = 0.0;
    std::int32_t weight = 0;
  };
  std::vector<PlainEvent> events;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (const auto& [probability, weight] : groups[group]) {
      const double quantile =
          is_t4 ? student_t_quantile(probability, 4.0) : normal_quantile(probability);
      events.push_back({group, quantile / std::sqrt(0.7), weight});
    }
  }
  JointTally tally;
  tally.by_weight.resize(200);
  tally.by_event.resize(events.size());
  for (std::int64_t r = 0; r < draws; ++r) {
    const auto replicate = static_cast<std::uint64_t>(r);
    const auto common = random_block(key, replicate, std::uint64_t{1} << 32);
    const double factor = std::sqrt(-2.0 * std::log(unit_interval(common[0]))) *
                          std::cos(6.28318530717958647693 * unit_interval(common[1]));
    const double chi_square = -2.0 * std::log(unit_interval(common[2]) * unit_interval(common[3]));
    const double scale = is_t4 ? std::sqrt(0.25 * chi_square) : 1.0;
    std::size_t weight = 0;
    for (std::size_t k = 0; k < events.size(); ++k) {
      const std::size_t group = events[k].group;
      const double u = unit_interval(random_block(key, replicate, group / 4)[group % 4]);
      const double shift = std::sqrt(0.3) / std::sqrt(0.7) * factor;
      if (u >= normal_below(events[k].quantile * scale - shift)) continue;
      ++tally.by_event[k];
      weight += static_cast<std::size_t>(events[k].weight);
    }
    ++tally.by_weight[weight];
  }
  return tally;
}

TEST(JointDraws, TheTablesOfQuantilesChangeNoResult) {
  // Impossible, certain and hardly possible events, alone in their four groups and among others.
  const std::vector<EventGroup> groups = {
      {{0.30, 10}}, {{0.05, 16}}, {{0.20, 20}}, {{0.10, 2}, {0.40, 1}}, {{0.0, 3}},
      {{0.0, 1}},   {{0.0, 2}},   {{0.0, 4}},   {{1e-12, 7}},           {{1e-18, 5}},
      {{0.0, 6}},   {{1e-30, 1}}, {{1.0, 9}},   {{0.999, 11}},          {{1e-4, 8}},
      {{0.5, 12}},  {{0.001, 13}}};
  for (const Copula copula : {Copula::Gaussian, Copula::StudentT4}) {
    const JointTally plain = draw_plainly(groups, copula, {5, 6}, 100000);
    base::SerialExecutor executor;
    JointTally tally = draw_jointly(groups, 0.3, copula, {5, 6}, 100000, executor);
    EXPECT_EQ(tally.by_event, plain.by_event);
    tally.by_weight.resize(plain.by_weight.size());
    EXPECT_EQ(tally.by_weight, plain.by_weight);
  }
}

}  // namespace
}  // namespace recanvass::stats
