#include "stats/one_factor.h"

#include "stats/distributions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace recanvass::stats {
namespace {

// P(enough) for independent groups, by looking at every subset of single events.
double by_subsets(const std::vector<WeightedEvent>& events, std::int64_t needed) {
  double sum = 0.0;
  for (std::uint32_t set = 0; set < (1U << events.size()); ++set) {
    double chance = 1.0;
    std::int64_t weight = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
      const bool in = (set >> i & 1U) != 0;
      chance *= in ? events[i].probability : 1.0 - events[i].probability;
      weight += in ? events[i].weight : 0;
    }
    if (weight >= needed) sum += chance;
  }
  return sum;
}

std::vector<EventGroup> singly(const std::vector<WeightedEvent>& events) {
  std::vector<EventGroup> groups;
  for (const WeightedEvent& event : events) groups.push_back({event});
  return groups;
}

const std::vector<WeightedEvent> kFive = {{0.3, 10}, {0.05, 16}, {0.2, 20}, {0.6, 3}, {0.01, 29}};

TEST(OneFactor, WithoutCorrelationTheLawIsTheSumOverSubsets) {
  for (const std::int64_t needed : {1, 3, 13, 30, 46, 78, 79}) {
    EXPECT_NEAR(joint_probability(singly(kFive), needed, 0.0, Copula::Gaussian),
                by_subsets(kFive, needed), 1e-15);
  }
  EXPECT_EQ(joint_probability(singly(kFive), 0, 0.5, Copula::Gaussian), 1.0);
}

TEST(OneFactor, TwoEventsWithCorrelationHalfAgreeWithTheArcSineLaw) {
  // P(both below 0) = 1/4 + arcsin(ρ)/(2π) for a bivariate normal, and for every elliptic law.
  const auto groups = singly({{0.5, 1}, {0.5, 1}});
  const double both = 0.25 + std::asin(0.5) / (2.0 * 3.14159265358979323846);
  EXPECT_NEAR(joint_probability(groups, 2, 0.5, Copula::Gaussian), both, 1e-13);
  EXPECT_NEAR(joint_probability(groups, 2, 0.5, Copula::StudentT4), both, 1e-10);
}

TEST(OneFactor, ASingleEventKeepsItsProbabilityUnderEveryCopula) {
  for (const double p : {1e-9, 1e-4, 0.3, 0.97}) {
    for (const double correlation : {0.0, 0.3, 0.8, 0.99}) {
      const auto groups = singly({{p, 5}});
      EXPECT_NEAR(joint_probability(groups, 5, correlation, Copula::Gaussian) / p, 1.0, 1e-10);
      EXPECT_NEAR(joint_probability(groups, 5, correlation, Copula::StudentT4) / p, 1.0, 1e-8);
    }
  }
}

TEST(OneFactor, StrongCorrelationApproachesTheLeastProbability) {
  const auto groups = singly({{0.02, 10}, {0.05, 16}, {0.01, 20}});
  EXPECT_DOUBLE_EQ(comonotone_probability(groups, 46), 0.01);
  EXPECT_NEAR(joint_probability(groups, 46, 0.9999, Copula::Gaussian), 0.01, 2e-4);
  double before = 0.0;
  for (const double correlation : {0.0, 0.3, 0.6, 0.8, 0.95}) {
    const double here = joint_probability(groups, 46, correlation, Copula::Gaussian);
    EXPECT_GT(here, before);
    EXPECT_LE(here, 0.01);
    before = here;
  }
}

TEST(OneFactor, TheStudentCopulaMakesRareEventsMeetMoreOften) {
  const auto groups = singly({{0.001, 10}, {0.002, 16}, {0.001, 20}});
  EXPECT_GT(joint_probability(groups, 46, 0.3, Copula::StudentT4),
            2.0 * joint_probability(groups, 46, 0.3, Copula::Gaussian));
}

TEST(OneFactor, EventsOfOneGroupHappenTogetherFromTheLikeliestDown) {
  // At large with probability .1 (2 electors) and a district with .4 (1 elector), one draw.
  const std::vector<EventGroup> groups = {{{0.1, 2}, {0.4, 1}}};
  for (const double correlation : {0.0, 0.5}) {
    EXPECT_NEAR(joint_probability(groups, 1, correlation, Copula::Gaussian), 0.4, 1e-12);
    EXPECT_NEAR(joint_probability(groups, 2, correlation, Copula::Gaussian), 0.1, 1e-12);
    EXPECT_NEAR(joint_probability(groups, 3, correlation, Copula::Gaussian), 0.1, 1e-12);
  }
}

TEST(OneFactor, BoundsHoldForRandomCollegesAndCopulas) {
  std::mt19937 random(7);
  const auto chance = [&] { return (static_cast<double>(random()) + 0.5) * 0x1p-32; };
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<WeightedEvent> events;
    std::int64_t all = 0;
    for (int i = 0; i < 6; ++i) {
      events.push_back({chance(), static_cast<std::int32_t>(1 + random() % 20)});
      all += events.back().weight;
    }
    const std::int64_t needed =
        1 + static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(all));
    const auto groups = singly(events);
    const Bounds bounds = joint_bounds(groups, needed);
    for (const double correlation : {0.0, 0.3, 0.8}) {
      const double p = joint_probability(groups, needed, correlation, Copula::Gaussian);
      EXPECT_GE(p, bounds.lower - 1e-12);
      EXPECT_LE(p, bounds.upper + 1e-12);
    }
    const double together = comonotone_probability(groups, needed);
    EXPECT_GE(together, bounds.lower - 1e-12);
    EXPECT_LE(together, bounds.upper + 1e-12);
  }
}

TEST(OneFactor, BoundsOfAllNeededAreFrechets) {
  const std::vector<double> chances = {0.9, 0.8, 0.95};
  const Bounds all = all_happen_bounds(chances);
  EXPECT_NEAR(all.lower, 0.65, 1e-12);
  EXPECT_DOUBLE_EQ(all.upper, 0.8);
  const Bounds joint = joint_bounds(singly({{0.9, 10}, {0.8, 16}, {0.95, 20}}), 46);
  EXPECT_NEAR(joint.lower, all.lower, 1e-12);
  EXPECT_NEAR(joint.upper, all.upper, 1e-12);
  EXPECT_EQ(joint_bounds(singly({{0.9, 10}}), 11).upper, 0.0);
  EXPECT_EQ(comonotone_probability(singly({{0.9, 10}}), 11), 0.0);
}

}  // namespace
}  // namespace recanvass::stats
