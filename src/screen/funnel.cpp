#include "screen/funnel.h"

#include "base/check.h"
#include "screen/multiplicity.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

constexpr double kPulledIn = 0.1;  // of the units, at either end

double sampling_variance(double centre, std::int64_t trials) {
  return centre * (1.0 - centre) / static_cast<double>(trials);
}

// Values beyond the tenth and ninetieth hundredth are put there.
std::vector<double> pulled_in(std::vector<double> values) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const auto edge = static_cast<std::size_t>(kPulledIn * static_cast<double>(sorted.size()));
  const double low = sorted[edge];
  const double high = sorted[sorted.size() - 1 - edge];
  for (double& value : values) value = std::clamp(value, low, high);
  return values;
}

}  // namespace

double Funnel::limit(std::int64_t trials, double deviations) const {
  const double variance = sampling_variance(centre, trials) + spread * spread;
  return std::clamp(centre + deviations * std::sqrt(variance), 0.0, 1.0);
}

Funnel make_funnel(std::span<const FunnelUnit> units) {
  Funnel funnel;
  std::int64_t events = 0;
  std::int64_t trials = 0;
  for (const FunnelUnit& unit : units) {
    RECANVASS_CHECK(unit.events >= 0 && unit.events <= unit.trials);
    events += unit.events;
    trials += unit.trials;
  }
  if (trials == 0) return funnel;
  funnel.centre = static_cast<double>(events) / static_cast<double>(trials);
  std::vector<double> z;
  double weights = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].trials == 0) continue;
    FunnelPoint point;
    point.unit = i;
    point.share = static_cast<double>(units[i].events) / static_cast<double>(units[i].trials);
    const double variance = sampling_variance(funnel.centre, units[i].trials);
    z.push_back(variance > 0.0 ? (point.share - funnel.centre) / std::sqrt(variance) : 0.0);
    if (variance > 0.0) {
      weights += 1.0 / variance;
      squares += 1.0 / (variance * variance);
    }
    funnel.points.push_back(point);
  }
  const double n = static_cast<double>(z.size());
  double mean_square = 0.0;
  for (const double value : pulled_in(z)) mean_square += value * value / n;
  funnel.dispersion = std::max(1.0, mean_square);
  const double room = weights - (weights > 0.0 ? squares / weights : 0.0);
  if (mean_square * n > n - 1.0 && room > 0.0) {
    funnel.spread = std::sqrt((n * mean_square - (n - 1.0)) / room);
  }
  std::vector<double> p;
  for (FunnelPoint& point : funnel.points) {
    const double variance =
        sampling_variance(funnel.centre, units[point.unit].trials) + funnel.spread * funnel.spread;
    point.z = variance > 0.0 ? (point.share - funnel.centre) / std::sqrt(variance) : 0.0;
    point.p = std::clamp(2.0 * stats::normal_above(std::abs(point.z)), kTailLeast, 1.0);
    p.push_back(point.p);
  }
  const std::vector<double> adjusted = adjusted_p(p, Correction::BenjaminiHochberg);
  for (std::size_t i = 0; i < p.size(); ++i) funnel.points[i].p_adjusted = adjusted[i];
  return funnel;
}

}  // namespace recanvass::screen
