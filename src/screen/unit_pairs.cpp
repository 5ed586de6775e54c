#include "screen/unit_pairs.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace recanvass::screen {
namespace {

std::vector<double> within_pairs(std::span<const double> values,
                                 const std::vector<UnitPair>& pairs) {
  std::vector<double> differences;
  differences.reserve(pairs.size());
  for (const auto& [one, other] : pairs) differences.push_back(values[one] - values[other]);
  return differences;
}

Regressors regressors_within(const PairedUnits& units) {
  Regressors within;
  for (std::size_t i = 0; i < units.regressors.columns.size(); ++i) {
    within.add(units.regressors.names[i], within_pairs(units.regressors.columns[i], units.pairs));
  }
  return within;
}

// b and its error from what is left of the property and of the outcome.
struct PairSlope {
  double coefficient = 0.0;
  double error = 0.0;

  [[nodiscard]] double t() const { return error > 0.0 ? coefficient / error : 0.0; }
};

PairSlope slope_of(std::span<const double> property, std::span<const double> outcome,
                   const std::vector<UnitPair>& pairs, std::size_t units_in_pairs,
                   std::vector<double>& by_unit) {
  double squares = 0.0;
  double products = 0.0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    squares += property[i] * property[i];
    products += property[i] * outcome[i];
  }
  PairSlope slope;
  if (!(squares > 0.0)) return slope;
  slope.coefficient = products / squares;
  std::fill(by_unit.begin(), by_unit.end(), 0.0);
  double single = 0.0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double score = property[i] * (outcome[i] - slope.coefficient * property[i]);
    single += score * score;
    by_unit[pairs[i].first] += score;
    by_unit[pairs[i].second] += score;
  }
  // Each unit's sum squared has every two pairs that share it; a pair shares both with itself.
  double shared = -single;
  for (const double sum : by_unit) shared += sum * sum;
  const double n = static_cast<double>(units_in_pairs);
  slope.error = std::sqrt(std::max(single, shared) * n / (n - 1.0)) / squares;
  return slope;
}

std::vector<std::size_t> units_in(const std::vector<UnitPair>& pairs) {
  std::vector<std::size_t> units;
  for (const auto& [one, other] : pairs) {
    units.push_back(one);
    units.push_back(other);
  }
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

std::vector<double> inverse_variances(const std::vector<std::vector<double>>& columns) {
  std::vector<double> scales;
  for (const auto& column : columns) {
    const auto n = static_cast<double>(column.size());
    const double mean = std::accumulate(column.begin(), column.end(), 0.0) / n;
    double squares = 0.0;
    for (const double value : column) squares += (value - mean) * (value - mean);
    scales.push_back(squares > 0.0 ? n / squares : 0.0);
  }
  return scales;
}

double square_distance(const UnitPair& pair, const std::vector<std::vector<double>>& columns,
                       const std::vector<double>& scales) {
  double distance = 0.0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double apart = columns[i][pair.first] - columns[i][pair.second];
    distance += apart * apart * scales[i];
  }
  return distance;
}

}  // namespace

base::Result<PairFit> fit_pairs(const PairedUnits& units) {
  const Regressors within = regressors_within(units);
  const std::vector<double> outcome = within_pairs(units.outcome, units.pairs);
  const auto fit = fit_least_squares(outcome, within);
  if (!fit) return fit.problems();
  const Partialled left = partial_out(outcome, within, 0);
  PairFit out;
  out.pairs = units.pairs.size();
  out.units = units_in(units.pairs).size();
  out.freedom = static_cast<double>(out.units - 1);
  std::vector<double> by_unit(units.outcome.size());
  const PairSlope slope = slope_of(left.left, left.outcome, units.pairs, out.units, by_unit);
  out.coefficient = slope.coefficient;
  out.error = slope.error;
  return out;
}

double pairs_dealt_p(const PairedUnits& units, PairDeal deal, const Resampling& resampling,
                     base::Executor& executor) {
  const Regressors within = regressors_within(units);
  const Partialled left = partial_out(within_pairs(units.outcome, units.pairs), within, 0);
  const std::vector<std::size_t> members = units_in(units.pairs);
  std::vector<double> scratch(units.outcome.size());
  const double bar =
      std::abs(slope_of(left.left, left.outcome, units.pairs, members.size(), scratch).t()) *
      (1.0 - 1e-12);
  const auto runs = static_cast<std::size_t>(resampling.resamples);
  std::vector<char> large(runs, 0);
  executor.run_blocks(runs, [&](std::size_t r) {
    stats::RandomStream random(resampling.key, r);
    std::vector<double> property = units.regressors.columns[0];
    std::vector<double> by_unit(property.size());
    if (deal == PairDeal::Whole) {
      for (std::size_t last = members.size(); last > 1; --last) {
        std::swap(property[members[last - 1]], property[members[draw_index(random, last)]]);
      }
    } else {
      for (const auto& [one, other] : units.pairs) {
        if (draw_index(random, 2) == 1) std::swap(property[one], property[other]);
      }
    }
    std::vector<double> differences = within_pairs(property, units.pairs);
    remove_projection(differences, left.basis, left.basis_columns);
    const PairSlope slope =
        slope_of(differences, left.outcome, units.pairs, members.size(), by_unit);
    large[r] = std::abs(slope.t()) >= bar ? 1 : 0;
  });
  const auto as_large = std::accumulate(large.begin(), large.end(), std::int64_t{0});
  return static_cast<double>(as_large + 1) / static_cast<double>(resampling.resamples + 1);
}

std::vector<UnitPair> nearest_pairs(std::span<const double> kinds,
                                    const std::vector<std::vector<double>>& columns) {
  for (const auto& column : columns) RECANVASS_CHECK(column.size() == kinds.size());
  const std::vector<double> scales = inverse_variances(columns);
  struct Candidate {
    double distance = 0.0;
    UnitPair pair;
  };
  std::vector<Candidate> candidates;
  for (std::size_t one = 0; one < kinds.size(); ++one) {
    if (!(kinds[one] > 0.0)) continue;
    for (std::size_t other = 0; other < kinds.size(); ++other) {
      if (kinds[other] > 0.0) continue;
      candidates.push_back({square_distance({one, other}, columns, scales), {one, other}});
    }
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.pair < b.pair;
  });
  std::vector<char> taken(kinds.size(), 0);
  std::vector<UnitPair> pairs;
  for (const Candidate& candidate : candidates) {
    if (taken[candidate.pair.first] || taken[candidate.pair.second]) continue;
    taken[candidate.pair.first] = taken[candidate.pair.second] = 1;
    pairs.push_back(candidate.pair);
  }
  return pairs;
}

std::vector<double> pair_distances(std::span<const UnitPair> pairs,
                                   const std::vector<std::vector<double>>& columns) {
  const std::vector<double> scales = inverse_variances(columns);
  std::vector<double> distances;
  for (const UnitPair& pair : pairs) {
    distances.push_back(std::sqrt(square_distance(pair, columns, scales)));
  }
  return distances;
}

}  // namespace recanvass::screen
