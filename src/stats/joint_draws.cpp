#include "stats/joint_draws.h"

#include "base/check.h"
#include "stats/distributions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace recanvass::stats {
namespace {

constexpr std::int64_t kDrawsPerBlock = 1 << 15;
constexpr std::size_t kQuantileCells = 4096;  // the upper 12 bits of a number
constexpr std::uint64_t kFactorIndex = std::uint64_t{1} << 32;  // apart from the groups' blocks
constexpr std::size_t kGroupsAtOnce = 4;  // that share one block of four numbers

// Below this quantile nothing happens: Φ is under 2^-53 there, and no number in (0, 1) is.
constexpr double kNever = -8.3;
// Between -8.5 and 8.5, in steps that a double holds exactly.
constexpr double kBoundsFrom = -8.5;
constexpr double kBoundsPerUnit = 64.0;
constexpr std::size_t kBounds = 17 * 64;

// Event thresholds in one row, groups one after another.
struct Thresholds {
  std::vector<double> quantiles;       // divided by sqrt(1 - ρ)
  std::vector<std::int32_t> weights;
  std::vector<std::size_t> group_end;  // index past each group's last event
  std::vector<double> highest;         // quantile of each four groups
  std::int64_t total_weight = 0;
};

Thresholds make_thresholds(std::span<const EventGroup> groups, double own, Copula copula) {
  Thresholds thresholds;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    if (group % kGroupsAtOnce == 0) {
      thresholds.highest.push_back(-std::numeric_limits<double>::infinity());
    }
    for (const WeightedEvent& event : groups[group]) {
      const double quantile = copula == Copula::Gaussian
                                  ? normal_quantile(event.probability)
                                  : student_t_quantile(event.probability, 4.0);
      thresholds.quantiles.push_back(quantile / own);
      thresholds.highest.back() = std::max(thresholds.highest.back(), quantile / own);
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

// For each step of quantiles the largest number, as bits, that can be below any quantile of the
// step: the last of the cells that begin at or under the step's end.
std::array<std::uint64_t, kBounds> highest_bits(
    const std::array<double, kQuantileCells + 1>& edges) {
  std::array<std::uint64_t, kBounds> bits{};
  for (std::size_t step = 0; step < kBounds; ++step) {
    const double end = kBoundsFrom + static_cast<double>(step + 1) / kBoundsPerUnit;
    const auto above = std::upper_bound(edges.begin(), edges.end(), end) - edges.begin();
    const auto cells = std::min<std::uint64_t>(static_cast<std::uint64_t>(above), kQuantileCells);
    bits[step] = (cells << 52) - 1;  // all ones when every cell begins under it
  }
  return bits;
}

class BlockDrawer {
 public:
  BlockDrawer(const Thresholds& thresholds, double loading, Copula copula, RandomKey key)
      : thresholds_(thresholds),
        loading_(loading),
        copula_(copula),
        key_(key),
        edges_(quantile_edges()),
        highest_bits_(highest_bits(edges_)) {}

  void draw(std::int64_t first, std::int64_t last, JointTally& tally) const {
    tally.by_weight.assign(static_cast<std::size_t>(thresholds_.total_weight) + 1, 0);
    tally.by_event.assign(thresholds_.weights.size(), 0);
    tally.draws = last - first;
    // One more than there are groups, for what is written and not kept.
    std::vector<Candidate> candidates(thresholds_.group_end.size() + 1);
    for (std::int64_t r = first; r < last; ++r) {
      draw_one(static_cast<std::uint64_t>(r), candidates, tally);
    }
  }

 private:
  // A group whose number may be below one of its quantiles.
  struct Candidate {
    std::size_t group = 0;
    std::uint64_t bits = 0;
  };

  void draw_one(std::uint64_t replicate, std::vector<Candidate>& candidates,
                JointTally& tally) const {
    const auto common = random_block(key_, replicate, kFactorIndex);
    const double radius = std::sqrt(-2.0 * std::log(unit_interval(common[0])));
    const double shift =
        loading_ * radius * std::cos(6.28318530717958647693 * unit_interval(common[1]));
    double scale = 1.0;
    if (copula_ == Copula::StudentT4) {  // χ²_4 is twice the sum of two exponentials
      const double w = -2.0 * std::log(unit_interval(common[2]) * unit_interval(common[3]));
      scale = std::sqrt(0.25 * w);
    }
    const std::size_t found = find_candidates(replicate, scale, shift, candidates.data());
    std::int64_t weight = 0;
    for (std::size_t i = 0; i < found; ++i) {
      weight += weight_drawn(candidates[i].group, candidates[i].bits, scale, shift, tally);
    }
    ++tally.by_weight[static_cast<std::size_t>(weight)];
  }

  // This loop runs hundreds of millions of times: no branch in it depends on a random number.
  std::size_t find_candidates(std::uint64_t replicate, double scale, double shift,
                              Candidate* candidates) const {
    const double* highest = thresholds_.highest.data();
    const std::size_t groups = thresholds_.group_end.size();
    std::size_t found = 0;
    for (std::size_t first = 0; first < groups; first += kGroupsAtOnce) {
      // No event of these four groups has a higher quantile: a number beyond it settles them all.
      const double quantile = highest[first / kGroupsAtOnce] * scale - shift;
      if (quantile < kNever) continue;
      const std::uint64_t bits_most = bits_below(quantile);
      const auto block = random_block(key_, replicate, first / kGroupsAtOnce);
      const std::size_t width = std::min(kGroupsAtOnce, groups - first);
      for (std::size_t k = 0; k < width; ++k) {
        candidates[found] = {first + k, block[k]};
        found += block[k] <= bits_most ? 1U : 0U;
      }
    }
    return found;
  }

  // The weight of the group's events that happen, each counted.
  std::int64_t weight_drawn(std::size_t group, std::uint64_t bits, double scale, double shift,
                            JointTally& tally) const {
    std::int64_t weight = 0;
    std::size_t event = group == 0 ? 0 : thresholds_.group_end[group - 1];
    for (; event < thresholds_.group_end[group]; ++event) {
      if (!is_below(bits, thresholds_.quantiles[event] * scale - shift)) continue;
      weight += thresholds_.weights[event];
      ++tally.by_event[event];
    }
    return weight;
  }

  // No larger number is below this quantile or a lower one.
  [[nodiscard]] std::uint64_t bits_below(double quantile) const {
    const double step = (quantile - kBoundsFrom) * kBoundsPerUnit;
    if (!(step < static_cast<double>(kBounds))) return ~std::uint64_t{0};
    return highest_bits_[step < 0.0 ? 0 : static_cast<std::size_t>(step)];
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
  std::array<std::uint64_t, kBounds> highest_bits_;
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
