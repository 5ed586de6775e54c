#include "screen/unlike.h"

#include "base/check.h"
#include "screen/multiplicity.h"
#include "screen/odd_shares.h"

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

constexpr double kHalf = 0.5;  // an event added on either side, so that none and all have odds
constexpr double kSpreadMost = 10.0;
constexpr int kHalvings = 24;
constexpr std::size_t kFewestChanged = 20;  // with fewer, three coefficients go through them

double log_odds(std::int64_t events, std::int64_t trials) {
  return std::log((static_cast<double>(events) + kHalf) /
                  (static_cast<double>(trials - events) + kHalf));
}

// Variance of the log odds: 1/a + 1/b for the two counts.
double log_odds_variance(std::int64_t events, std::int64_t trials) {
  return 1.0 / (static_cast<double>(events) + kHalf) +
         1.0 / (static_cast<double>(trials - events) + kHalf);
}

struct Prepared {
  std::vector<double> now;
  std::vector<double> variance;
  Regressors regressors;
};

base::Result<RobustFit> fit_with(const Prepared& prepared, double spread) {
  std::vector<double> weights;
  for (const double variance : prepared.variance) {
    weights.push_back(1.0 / (variance + spread * spread));
  }
  return fit_robustly(prepared.now, prepared.regressors, weights);
}

}  // namespace

base::Result<UnlikeAnswer> find_unlike(const std::vector<ChangedUnit>& units) {
  UnlikeAnswer answer;
  Prepared prepared;
  std::vector<double> before;
  std::vector<double> size;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const ChangedUnit& unit = units[i];
    RECANVASS_CHECK(unit.events >= 0 && unit.events <= unit.trials);
    RECANVASS_CHECK(unit.events_before >= 0 && unit.events_before <= unit.trials_before);
    if (unit.trials == 0 || unit.trials_before == 0) continue;
    answer.units.push_back({i});
    prepared.now.push_back(log_odds(unit.events, unit.trials));
    before.push_back(log_odds(unit.events_before, unit.trials_before));
    size.push_back(std::log10(static_cast<double>(unit.trials)));
    prepared.variance.push_back(log_odds_variance(unit.events, unit.trials) +
                                log_odds_variance(unit.events_before, unit.trials_before));
  }
  if (answer.units.size() < kFewestChanged) {
    return base::Problem{"unlike.units",
                         {},
                         std::to_string(answer.units.size()) + " units that had cases both times",
                         "20 or more, to tell how far they lie apart by themselves",
                         "Take smaller units, or more of them."};
  }
  prepared.regressors.add("constant", std::vector<double>(prepared.now.size(), 1.0));
  prepared.regressors.add("before", before);
  prepared.regressors.add("size", size);
  auto fit = fit_with(prepared, 0.0);
  if (!fit) return fit.problems();
  if (fit->scale > 1.0) {
    double low = 0.0;
    double high = kSpreadMost;
    for (int i = 0; i < kHalvings; ++i) {
      answer.spread = 0.5 * (low + high);
      fit = fit_with(prepared, answer.spread);
      if (!fit) return fit.problems();
      (fit->scale > 1.0 ? low : high) = answer.spread;
    }
  }
  answer.coefficients = fit->coefficients;
  std::vector<double> deviations;
  for (std::size_t i = 0; i < answer.units.size(); ++i) {
    UnlikeUnit& one = answer.units[i];
    const ChangedUnit& unit = units[one.unit];
    const double error = std::sqrt(prepared.variance[i] + answer.spread * answer.spread);
    one.z = fit->residuals[i] / error;
    const double fitted = prepared.now[i] - fit->residuals[i];
    one.expected = static_cast<double>(unit.trials) / (1.0 + std::exp(-fitted));
    deviations.push_back(one.z);
  }
  const auto apart = std::ranges::count_if(deviations, [](double z) { return z != 0.0; });
  const LongTail law = apart > 1 ? fit_long_tail(deviations, 1) : LongTail{};
  std::vector<double> p;
  for (UnlikeUnit& one : answer.units) {
    one.p = two_sided_p(law, one.z);
    p.push_back(one.p);
  }
  const auto adjusted = adjusted_p(p, Correction::BenjaminiYekutieli);
  for (std::size_t i = 0; i < p.size(); ++i) answer.units[i].p_adjusted = adjusted[i];
  return answer;
}

}  // namespace recanvass::screen
