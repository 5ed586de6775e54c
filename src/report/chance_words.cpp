#include "report/chance_words.h"

#include "base/check.h"
#include "base/figures.h"

#include <fmt/format.h>

#include <cmath>

namespace recanvass::report {
namespace {

// Below this a tail says what the model's shape is, not what the world does.
constexpr double kLeastSaid = 1e-6;

// 3,412 -> 3,400
std::int64_t two_digits(double number) {
  std::int64_t step = 1;
  while (number / static_cast<double>(step) >= 100.0) step *= 10;
  return std::llround(number / static_cast<double>(step)) * step;
}

}  // namespace

std::string chance_words(double probability) {
  RECANVASS_CHECK(probability >= 0.0 && probability <= 1.0);
  if (probability < kLeastSaid) return "below 1 in a million";
  const double percent = 100.0 * probability;
  if (percent >= 10.0) return fmt::format("{:.0f}%", percent);
  if (percent >= 1.0) return fmt::format("{:.1f}%", percent);
  if (percent >= 0.1) return fmt::format("{:.2f}%", percent);
  return "1 in " + base::grouped(two_digits(1.0 / probability));
}

std::string class_words(const outlook::ClassAnswer& answer) {
  if (!answer.inside) return "wider than any recount began: no model can say";
  return fmt::format("{} ({} to {})", chance_words(answer.model.probability),
                     chance_words(answer.model.low), chance_words(answer.model.high));
}

std::string mechanism_words(const outlook::MechanismAnswer& answer) {
  if (answer.flips == 0) {
    return fmt::format("none in {} draws (at most {})", base::grouped(answer.draws),
                       chance_words(answer.upper_bound));
  }
  return fmt::format("{} ({} of {} draws)", chance_words(answer.probability),
                     base::grouped(answer.flips), base::grouped(answer.draws));
}

}  // namespace recanvass::report
