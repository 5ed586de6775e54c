#include "screen/funnel.h"

#include "base/check.h"
#include "screen/multiplicity.h"
#include "screen/unit_events.h"

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

constexpr double kEnoughEvents = 5.0;
constexpr std::size_t kFewestWithEnough = 20;
constexpr int kSpreadSteps = 50;

// Of a share: sampling, and a spread of true shares among units.
double share_variance(double centre, double spread, std::int64_t trials) {
  const double n = static_cast<double>(trials);
  return centre * (1.0 - centre) / n + spread * spread * (n - 1.0) / n;
}

// How many times as much as they should, the shares of units vary at a spread; at least 1.
double variation(std::span<const FunnelUnit> units, double centre, double spread) {
  std::vector<double> enough;
  std::vector<double> any;
  for (const FunnelUnit& unit : units) {
    const double n = static_cast<double>(unit.trials);
    const double variance = unit.trials > 0 ? share_variance(centre, spread, unit.trials) : 0.0;
    if (!(variance > 0.0)) continue;
    any.push_back((static_cast<double>(unit.events) / n - centre) / std::sqrt(variance));
    if (n * std::min(centre, 1.0 - centre) >= kEnoughEvents) enough.push_back(any.back());
  }
  return spread_of(enough.size() >= kFewestWithEnough ? enough : any).value_or(1.0);
}

// The smallest spread with which they vary as they should.
double spread_among(std::span<const FunnelUnit> units, double centre) {
  if (variation(units, centre, 0.0) <= 1.0) return 0.0;
  double low = 0.0;
  double high = std::sqrt(centre * (1.0 - centre));
  for (int step = 0; step < kSpreadSteps; ++step) {
    const double middle = 0.5 * (low + high);
    (variation(units, centre, middle) > 1.0 ? low : high) = middle;
  }
  return high;
}

}  // namespace

double Funnel::limit(std::int64_t trials, double deviations) const {
  return std::clamp(centre + deviations * std::sqrt(share_variance(centre, spread, trials)), 0.0,
                    1.0);
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
  funnel.dispersion = variation(units, funnel.centre, 0.0);
  funnel.spread = spread_among(units, funnel.centre);
  std::vector<double> p;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].trials == 0) continue;
    const double n = static_cast<double>(units[i].trials);
    const double variance = share_variance(funnel.centre, funnel.spread, units[i].trials);
    FunnelPoint point;
    point.unit = i;
    point.share = static_cast<double>(units[i].events) / n;
    point.z = variance > 0.0 ? (point.share - funnel.centre) / std::sqrt(variance) : 0.0;
    const UnitEvents whole{units[i].trials, units[i].events, n * funnel.centre, n * n * variance};
    point.p = std::max(kTailLeast, two_sided_p(whole, 1.0));
    p.push_back(point.p);
    funnel.points.push_back(point);
  }
  const std::vector<double> adjusted = adjusted_p(p, Correction::BenjaminiHochberg);
  for (std::size_t i = 0; i < p.size(); ++i) funnel.points[i].p_adjusted = adjusted[i];
  return funnel;
}

}  // namespace recanvass::screen
