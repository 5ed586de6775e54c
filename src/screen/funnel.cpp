#include "screen/funnel.h"

#include "base/check.h"
#include "screen/multiplicity.h"
#include "screen/unit_events.h"
#include "stats/beta_binomial.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

constexpr double kEnoughEvents = 5.0;
constexpr std::size_t kFewestWithEnough = kFewestOfFunnelTail;
constexpr std::size_t kFewestOfAll = 5;
constexpr int kSpreadSteps = 50;

// Of a share: sampling, and a spread of true shares among units.
double share_variance(double centre, double spread, std::int64_t trials) {
  const double n = static_cast<double>(trials);
  return centre * (1.0 - centre) / n + spread * spread * (n - 1.0) / n;
}

// The mean square of a few, raised by its own standard error: none of them can be set aside.
double plain_variation(const std::vector<double>& deviations) {
  if (deviations.size() < 2) return 1.0;
  double squares = 0.0;
  for (const double deviation : deviations) squares += deviation * deviation;
  const auto number = static_cast<double>(deviations.size());
  return std::max(1.0, squares / number * (1.0 + std::sqrt(2.0 / number)));
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
  if (const auto times = spread_of(enough.size() >= kFewestWithEnough ? enough : any)) {
    return *times;
  }
  return plain_variation(enough.size() >= kFewestOfAll ? enough : any);
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

double p_of_whole(const FunnelUnit& unit, double centre, double spread) {
  if (!(share_variance(centre, spread, unit.trials) > 0.0)) return 1.0;
  const stats::BetaBinomial law{unit.trials, centre, spread};
  return std::max(kTailLeast, stats::beta_binomial_two_sided(law, unit.events));
}

// Of a few units one widens the spread that is to tell it: it is held against the others alone, by
// Student's law, as so few say little of how far they lie apart.
double p_beside_others(std::span<const FunnelUnit> units, std::size_t at) {
  std::vector<FunnelUnit> others;
  std::int64_t events = 0;
  std::int64_t trials = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i == at || units[i].trials == 0) continue;
    others.push_back(units[i]);
    events += units[i].events;
    trials += units[i].trials;
  }
  if (others.size() + 1 < kFewestOfFunnel) return 1.0;
  const double centre = static_cast<double>(events) / static_cast<double>(trials);
  const double spread = spread_among(others, centre);
  const double variance = share_variance(centre, spread, units[at].trials);
  if (!(variance > 0.0)) return 1.0;
  const double share =
      static_cast<double>(units[at].events) / static_cast<double>(units[at].trials);
  const double by_student =
      2.0 * stats::student_t_above(std::abs(share - centre) / std::sqrt(variance),
                                   static_cast<double>(others.size() - 1));
  return std::max(by_student, p_of_whole(units[at], centre, spread));
}

// How far out a unit lies, as a normal law has it: half of the chance of its own number counted, or
// units with few events would all lie nearer than they do.
double deviation_of(const FunnelUnit& unit, const Funnel& funnel) {
  if (!(share_variance(funnel.centre, funnel.spread, unit.trials) > 0.0)) return 0.0;
  const stats::BetaBinomial law{unit.trials, funnel.centre, funnel.spread};
  const double above = stats::beta_binomial_at_least(law, unit.events) +
                       stats::beta_binomial_at_least(law, unit.events + 1);
  const double below = stats::beta_binomial_at_most(law, unit.events) +
                       stats::beta_binomial_at_most(law, unit.events - 1);
  return -stats::normal_quantile(std::clamp(0.5 * std::min(above, below), kTailLeast, 0.5));
}

// Of units with enough events, the farthest as no nearer than the next; normal of too few.
LongTail tail_of(std::span<const FunnelUnit> units, const Funnel& funnel) {
  std::vector<double> deviations;
  for (const FunnelPoint& point : funnel.points) {
    const double n = static_cast<double>(units[point.unit].trials);
    if (n * std::min(funnel.centre, 1.0 - funnel.centre) < kEnoughEvents) continue;
    deviations.push_back(deviation_of(units[point.unit], funnel));
  }
  const auto apart = std::ranges::count_if(deviations, [](double z) { return z > 0.0; });
  if (deviations.size() < kFewestWithEnough || apart < 2) return {};
  return fit_long_tail(deviations, 1);
}

double smallest_beside_tail(std::span<const FunnelUnit> units, const Funnel& funnel) {
  std::vector<double> p;
  for (const FunnelPoint& point : funnel.points) {
    const double deviation = deviation_of(units[point.unit], funnel);
    p.push_back(std::max(point.p, two_sided_p(funnel.tail, deviation)));
  }
  return std::ranges::min(adjusted_p(p, Correction::BenjaminiHochberg));
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
  const auto with_trials =
      std::ranges::count_if(units, [](const FunnelUnit& unit) { return unit.trials > 0; });
  const bool few = static_cast<std::size_t>(with_trials) < kFewestWithEnough;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].trials == 0) continue;
    const double n = static_cast<double>(units[i].trials);
    const double variance = share_variance(funnel.centre, funnel.spread, units[i].trials);
    FunnelPoint point;
    point.unit = i;
    point.share = static_cast<double>(units[i].events) / n;
    point.z = variance > 0.0 ? (point.share - funnel.centre) / std::sqrt(variance) : 0.0;
    point.p = few ? p_beside_others(units, i) : p_of_whole(units[i], funnel.centre, funnel.spread);
    p.push_back(point.p);
    funnel.points.push_back(point);
  }
  const std::vector<double> adjusted = adjusted_p(p, Correction::BenjaminiHochberg);
  for (std::size_t i = 0; i < p.size(); ++i) funnel.points[i].p_adjusted = adjusted[i];
  if (!few) funnel.tail = tail_of(units, funnel);
  funnel.p_beside_tail = few ? std::ranges::min(adjusted) : smallest_beside_tail(units, funnel);
  return funnel;
}

}  // namespace recanvass::screen
