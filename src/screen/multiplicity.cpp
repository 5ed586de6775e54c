#include "screen/multiplicity.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace recanvass::screen {

std::string name_of(Correction correction) {
  switch (correction) {
    case Correction::Bonferroni: return "Bonferroni";
    case Correction::Holm: return "Holm";
    case Correction::BenjaminiHochberg: return "Benjamini-Hochberg";
    case Correction::BenjaminiYekutieli: return "Benjamini-Yekutieli";
  }
  return {};
}

std::vector<double> adjusted_p(std::span<const double> p_values, Correction correction) {
  const std::size_t m = p_values.size();
  for (const double p : p_values) RECANVASS_CHECK(p >= 0.0 && p <= 1.0);
  std::vector<std::size_t> order(m);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  const double tests = static_cast<double>(m);
  double harmonic = 0.0;
  for (std::size_t i = 1; i <= m; ++i) harmonic += 1.0 / static_cast<double>(i);
  std::vector<double> adjusted(m);
  if (correction == Correction::Bonferroni || correction == Correction::Holm) {
    double largest = 0.0;
    for (std::size_t k = 0; k < m; ++k) {
      const bool step_down = correction == Correction::Holm;
      const double factor = step_down ? tests - static_cast<double>(k) : tests;
      largest = std::max(largest, std::min(1.0, p_values[order[k]] * factor));
      adjusted[order[k]] = largest;
    }
    return adjusted;
  }
  const double penalty = correction == Correction::BenjaminiYekutieli ? harmonic : 1.0;
  double least = 1.0;
  for (std::size_t k = m; k-- > 0;) {
    // Divided by the rank's share, not multiplied by its inverse: the last is then its own p.
    const double share = static_cast<double>(k + 1) / tests;
    least = std::min(least, p_values[order[k]] / (share / penalty));
    adjusted[order[k]] = least;
  }
  return adjusted;
}

double placebo_p(double statistic, std::span<const double> placebos) {
  const auto large = std::count_if(placebos.begin(), placebos.end(), [&](double other) {
    return std::abs(other) >= std::abs(statistic);
  });
  return static_cast<double>(large + 1) / static_cast<double>(placebos.size() + 1);
}

}  // namespace recanvass::screen
