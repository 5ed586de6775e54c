#include "stats/counter_random.h"

#include "base/check.h"

#include <cmath>

namespace recanvass::stats {
namespace {

constexpr double kTwoPi = 6.28318530717958647693;

std::int64_t poisson_by_inversion(RandomStream& random, double mean) {
  const double target = random.next_unit();
  double mass = std::exp(-mean);
  double sum = mass;
  std::int64_t events = 0;
  while (target > sum && events < 1000) {
    ++events;
    mass *= mean / static_cast<double>(events);
    sum += mass;
  }
  return events;
}

// Transformed rejection with squeeze, PTRS; constants from Hörmann (1993).
std::int64_t poisson_by_rejection(RandomStream& random, double mean) {
  const double log_mean = std::log(mean);
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double squeeze = 0.9277 - 3.6224 / (b - 2.0);
  for (;;) {
    const double u = random.next_unit() - 0.5;
    const double v = random.next_unit();
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2.0 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return static_cast<std::int64_t>(k);
    if (k < 0.0 || (us < 0.013 && v > us)) continue;
    const double left = std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b);
    if (left <= -mean + k * log_mean - std::lgamma(k + 1.0)) return static_cast<std::int64_t>(k);
  }
}

}  // namespace

double draw_normal(RandomStream& random) {
  const double radius = std::sqrt(-2.0 * std::log(random.next_unit()));
  return radius * std::cos(kTwoPi * random.next_unit());
}

double draw_gamma(RandomStream& random, double shape) {
  RECANVASS_CHECK(shape > 0.0);
  if (shape < 1.0) {
    const double boosted = draw_gamma(random, shape + 1.0);
    return boosted * std::pow(random.next_unit(), 1.0 / shape);
  }
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = draw_normal(random);
    const double cube_root = 1.0 + c * x;
    if (cube_root <= 0.0) continue;
    const double v = cube_root * cube_root * cube_root;
    if (std::log(random.next_unit()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

std::int64_t draw_poisson(RandomStream& random, double mean) {
  RECANVASS_CHECK(mean >= 0.0 && mean <= 1e9);
  if (mean == 0.0) return 0;
  return mean < 10.0 ? poisson_by_inversion(random, mean) : poisson_by_rejection(random, mean);
}

std::int64_t draw_negative_binomial(RandomStream& random, double mean, double dispersion) {
  RECANVASS_CHECK(mean >= 0.0 && dispersion >= 1.0);
  if (mean == 0.0) return 0;
  if (dispersion == 1.0) return draw_poisson(random, mean);
  // Gamma-mixed Poisson: shape = mean / (dispersion - 1), scale = dispersion - 1.
  const double scale = dispersion - 1.0;
  return draw_poisson(random, scale * draw_gamma(random, mean / scale));
}

}  // namespace recanvass::stats
