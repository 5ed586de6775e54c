#include "stats/shift_draws.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace recanvass::stats {
namespace {

constexpr std::int64_t kReplicatesPerBlock = 1024;

struct Expectations {
  double small_each_side = 0.0;
  double recovered_leader = 0.0;
  double recovered_challenger = 0.0;
  double large = 0.0;
  std::vector<std::int64_t> votes_up_to;  // running sums of units' votes
  std::vector<double> largest;            // largest error of each unit
  std::vector<double> kept;  // 1 - (least/largest)^shape, the Pareto law's mass below
};

double largest_in(const UnitSize& unit, const ErrorRates& rates) {
  const auto own = static_cast<double>(unit.leader + unit.challenger);
  return rates.large_most > 0.0 ? std::min(own, rates.large_most) : own;
}

Expectations expect(std::span<const UnitSize> units, const ErrorRates& rates) {
  Expectations expected;
  std::int64_t all = 0;
  double leader_share = 0.0;
  double challenger_share = 0.0;
  for (const UnitSize& unit : units) {
    RECANVASS_CHECK(unit.leader >= 0 && unit.challenger >= 0 && unit.all >= 0);
    all += unit.all;
    expected.votes_up_to.push_back(all);
    expected.largest.push_back(largest_in(unit, rates));
    expected.kept.push_back(
        -std::expm1(rates.large_shape * std::log(rates.large_least / expected.largest.back())));
    const std::int64_t both = unit.leader + unit.challenger;
    if (both == 0) continue;
    const double weight = static_cast<double>(unit.all) / static_cast<double>(both);
    leader_share += weight * static_cast<double>(unit.leader);
    challenger_share += weight * static_cast<double>(unit.challenger);
  }
  RECANVASS_CHECK(all > 0);
  expected.small_each_side = 0.5 * rates.small_per_vote * static_cast<double>(all);
  expected.recovered_leader = rates.recovered_per_vote * leader_share;
  expected.recovered_challenger = rates.recovered_per_vote * challenger_share;
  expected.large = rates.large_per_vote * static_cast<double>(all);
  return expected;
}

std::int64_t large_error(const Expectations& expected, const ErrorRates& rates,
                         RandomStream& random) {
  const auto all = static_cast<double>(expected.votes_up_to.back());
  const auto ticket = static_cast<std::int64_t>(random.next_unit() * all);
  const auto found =
      std::upper_bound(expected.votes_up_to.begin(), expected.votes_up_to.end() - 1, ticket);
  const auto index = static_cast<std::size_t>(found - expected.votes_up_to.begin());
  const double size_draw = random.next_unit();
  const bool to_challenger = random.next_bits() >> 63 != 0;
  const double most = expected.largest[index];
  if (most < rates.large_least) return 0;  // too small a unit for a large error
  const double below = size_draw * expected.kept[index];
  const double size = rates.large_least * std::pow(1.0 - below, -1.0 / rates.large_shape);
  const auto votes = static_cast<std::int64_t>(std::floor(std::min(size, most)));
  return to_challenger ? votes : -votes;
}

std::int64_t draw_shift(const Expectations& expected, const ErrorRates& rates,
                        RandomStream& random) {
  const double dispersion = rates.small_dispersion;
  std::int64_t shift = draw_negative_binomial(random, expected.small_each_side, dispersion);
  shift -= draw_negative_binomial(random, expected.small_each_side, dispersion);
  shift += draw_poisson(random, expected.recovered_challenger);
  shift -= draw_poisson(random, expected.recovered_leader);
  const std::int64_t large = draw_poisson(random, expected.large);
  for (std::int64_t i = 0; i < large; ++i) shift += large_error(expected, rates, random);
  return shift;
}

// E[floor(X)²] of the truncated Pareto law by summing over whole sizes is slow for large units; the
// floor moves the second moment by less than one size in twenty, so the continuous one is given.
double pareto_second_moment(double least, double most, double shape) {
  if (most <= least) return least * least;
  const double kept = -std::expm1(shape * std::log(least / most));
  if (std::abs(shape - 2.0) < 1e-9) {
    return 2.0 * least * least * std::log(most / least) / kept;
  }
  const double ratio = std::pow(least / most, shape - 2.0);
  return shape * least * least / (shape - 2.0) * (1.0 - ratio) / kept;
}

}  // namespace

std::vector<std::int64_t> draw_shifts(std::span<const UnitSize> units, const ErrorRates& rates,
                                      RandomKey key, std::int64_t replicates,
                                      base::Executor& executor) {
  RECANVASS_CHECK(!units.empty() && replicates > 0 && rates.small_dispersion >= 1.0);
  const Expectations expected = expect(units, rates);
  std::vector<std::int64_t> shifts(static_cast<std::size_t>(replicates));
  const std::int64_t blocks = (replicates + kReplicatesPerBlock - 1) / kReplicatesPerBlock;
  executor.run_blocks(static_cast<std::size_t>(blocks), [&](std::size_t block) {
    const std::int64_t first = static_cast<std::int64_t>(block) * kReplicatesPerBlock;
    const std::int64_t last = std::min(replicates, first + kReplicatesPerBlock);
    for (std::int64_t r = first; r < last; ++r) {
      RandomStream random(key, static_cast<std::uint64_t>(r));
      shifts[static_cast<std::size_t>(r)] = draw_shift(expected, rates, random);
    }
  });
  return shifts;
}

ShiftMoments shift_moments(std::span<const UnitSize> units, const ErrorRates& rates) {
  ShiftMoments moments;
  for (const UnitSize& unit : units) {
    const auto all = static_cast<double>(unit.all);
    const auto both = static_cast<double>(unit.leader + unit.challenger);
    moments.variance += rates.small_per_vote * all * rates.small_dispersion;
    if (both > 0.0) {
      const double recovered = rates.recovered_per_vote * all;
      moments.mean += recovered * static_cast<double>(unit.challenger - unit.leader) / both;
      moments.variance += recovered;
    }
    const double most = largest_in(unit, rates);
    if (most >= rates.large_least) {
      moments.variance += rates.large_per_vote * all *
                          pareto_second_moment(rates.large_least, most, rates.large_shape);
    }
  }
  return moments;
}

ShiftTable::ShiftTable(std::vector<std::int64_t> draws) : sorted_(std::move(draws)) {
  RECANVASS_CHECK(!sorted_.empty());
  std::sort(sorted_.begin(), sorted_.end(), std::greater<>());
}

std::int64_t ShiftTable::at_least(std::int64_t votes) const {
  const auto end = std::upper_bound(sorted_.begin(), sorted_.end(), votes, std::greater<>());
  return end - sorted_.begin();
}

double ShiftTable::chance(std::int64_t votes) const {
  return static_cast<double>(at_least(votes)) / static_cast<double>(sorted_.size());
}

std::int64_t ShiftTable::shift_at(double upper) const {
  RECANVASS_CHECK(upper > 0.0 && upper < 1.0);
  const auto index = static_cast<std::size_t>(upper * static_cast<double>(sorted_.size()));
  return sorted_[std::min(index, sorted_.size() - 1)];
}

}  // namespace recanvass::stats
