#include "stats/joint_draws.h"

#include "base/check.h"
#include "stats/distributions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace recanvass::stats {
namespace {

constexpr std::int64_t kDrawsPerBlock = 1 << 15;
constexpr std::size_t kQuantileCells = 4096;  // the upper 12 bits of a number
constexpr std::uint64_t kFactorIndex = std::uint64_t{1} << 32;  // apart from the groups' blocks

// Event thresholds in one row, groups one after another.
struct Thresholds {
  std::vector<double> quantiles;       // divided by sqrt(1 - ρ)
  std::vector<std::int32_t> weights;
  std::vector<std::size_t> group_end;  // index past each group's last event
  std::int64_t total_weight = 0;
};

Thresholds make_thresholds(std::span<const EventGroup> groups, double own, Copula copula) {
  Thresholds thresholds;
  for (const EventGroup& group : groups) {
    for (const WeightedEvent& event : group) {
      const double quantile = copula == Copula::Gaussian
                                  ? normal_quantile(event.probability)
                                  : student_t_quantile(event.probability, 4.0);
      thresholds.quantiles.push_back(quantile / own);
      thresholds.weights.push_back(event.weight);
      thresholds.total_weight += event.weight;
    }
    thresholds.group_end.push_back(thresholds.quantiles.size());
  }
  return thresholds;
}

// Quantiles at k / 4096: cell k of u spans [edge[k], edge[k + 1]).
std::array<double, kQuantileCells + 1> quantile_edges() {
  std::array<double, kQuantileCells + 1> edges{};
  for (std::size_t k = 0; k <= kQuantileCells; ++k) {
    edges[k] = normal_quantile(static_cast<double>(k) / static_cast<double>(kQuantileCells));
  }
  return edges;
}

class BlockDrawer {
 public:
  BlockDrawer(const Thresholds& thresholds, double loading, Copula copula, RandomKey key)
      : thresholds_(thresholds),
        loading_(loading),
        copula_(copula),
        key_(key),
        edges_(quantile_edges()) {}

  void draw(std::int64_t first, std::int64_t last, JointTally& tally) const {
    tally.by_weight.assign(static_cast<std::size_t>(thresholds_.total_weight) + 1, 0);
    tally.by_event.assign(thresholds_.weights.size(), 0);
    tally.draws = last - first;
    for (std::int64_t r = first; r < last; ++r) draw_one(static_cast<std::uint64_t>(r), tally);
  }

 private:
  void draw_one(std::uint64_t replicate, JointTally& tally) const {
    const auto common = random_block(key_, replicate, kFactorIndex);
    const double radius = std::sqrt(-2.0 * std::log(unit_interval(common[0])));
    const double shift =
        loading_ * radius * std::cos(6.28318530717958647693 * unit_interval(common[1]));
    double scale = 1.0;
    if (copula_ == Copula::StudentT4) {  // χ²_4 is twice the sum of two exponentials
      const double w = -2.0 * std::log(unit_interval(common[2]) * unit_interval(common[3]));
      scale = std::sqrt(0.25 * w);
    }
    // Plain pointers: this loop runs hundreds of millions of times.
    const double* quantiles = thresholds_.quantiles.data();
    const std::size_t* group_end = thresholds_.group_end.data();
    const std::size_t groups = thresholds_.group_end.size();
    std::int64_t weight = 0;
    std::size_t event = 0;
    for (std::size_t first = 0; first < groups; first += 4) {
      const auto block = random_block(key_, replicate, first / 4);
      const std::uint64_t* bits = block.data();
      const std::size_t last = std::min(groups, first + 4);
      for (std::size_t group = first; group < last; ++group, ++bits) {
        for (const std::size_t end = group_end[group]; event < end; ++event) {
          if (!is_below(*bits, quantiles[event] * scale - shift)) continue;
          weight += thresholds_.weights[event];
          ++tally.by_event[event];
        }
      }
    }
    ++tally.by_weight[static_cast<std::size_t>(weight)];
  }

  // Mostly decided by the first comparison, as flips are rare.
  [[nodiscard]] bool is_below(std::uint64_t bits, double quantile) const {
    const double* edge = edges_.data() + (bits >> 52);
    if (quantile < edge[0]) return false;
    if (quantile >= edge[1]) return true;
    return unit_interval(bits) < normal_below(quantile);
  }

  const Thresholds& thresholds_;
  double loading_;
  Copula copula_;
  RandomKey key_;
  std::array<double, kQuantileCells + 1> edges_;
};

}  // namespace

double JointTally::share_at_least(std::int64_t needed) const {
  std::int64_t reached = 0;
  for (std::size_t weight = 0; weight < by_weight.size(); ++weight) {
    if (static_cast<std::int64_t>(weight) >= needed) reached += by_weight[weight];
  }
  return static_cast<double>(reached) / static_cast<double>(draws);
}

JointTally draw_jointly(std::span<const EventGroup> groups, double correlation, Copula copula,
                        RandomKey key, std::int64_t draws, base::Executor& executor) {
  RECANVASS_CHECK(correlation >= 0.0 && correlation < 1.0 && draws > 0);
  const double own = std::sqrt(1.0 - correlation);
  const Thresholds thresholds = make_thresholds(groups, own, copula);
  const BlockDrawer drawer(thresholds, std::sqrt(correlation) / own, copula, key);
  // t4: a quantile q gives q·scale / own, and `quantiles` are divided by `own` once.
  const auto blocks = static_cast<std::size_t>((draws + kDrawsPerBlock - 1) / kDrawsPerBlock);
  std::vector<JointTally> parts(blocks);
  executor.run_blocks(blocks, [&](std::size_t block) {
    const std::int64_t first = static_cast<std::int64_t>(block) * kDrawsPerBlock;
    drawer.draw(first, std::min(draws, first + kDrawsPerBlock), parts[block]);
  });
  JointTally tally = parts.front();
  for (std::size_t block = 1; block < blocks; ++block) {
    tally.draws += parts[block].draws;
    for (std::size_t i = 0; i < tally.by_weight.size(); ++i) {
      tally.by_weight[i] += parts[block].by_weight[i];
    }
    for (std::size_t i = 0; i < tally.by_event.size(); ++i) {
      tally.by_event[i] += parts[block].by_event[i];
    }
  }
  return tally;
}

}  // namespace recanvass::stats
