#include "report/chance_words.h"

#include "base/check.h"
#include "base/figures.h"

#include <fmt/format.h>

#include <cmath>

namespace recanvass::report {
namespace {

// Below this a tail says what the model's shape is, not what the world does.
constexpr double kLeastSaid = 1e-6;
constexpr double kLeastPercent = 1e-3;  // below it "1 in N" reads better than percent

// 3,412 -> 3,400
std::int64_t two_digits(double number) {
  std::int64_t step = 1;
  while (number / static_cast<double>(step) >= 100.0) step *= 10;
  return std::llround(number / static_cast<double>(step)) * step;
}

std::string one_in_words(double probability) {
  if (probability < kLeastSaid) return "below 1 in a million";
  return "1 in " + base::grouped(two_digits(1.0 / probability));
}

}  // namespace

std::string chance_words(double probability) {
  RECANVASS_CHECK(probability >= 0.0 && probability <= 1.0);
  if (probability < kLeastSaid) return "below 1 in a million";
  const double percent = 100.0 * probability;
  if (percent >= 10.0) return fmt::format("{:.0f}%", percent);
  if (percent >= 1.0) return fmt::format("{:.1f}%", percent);
  if (probability >= kLeastPercent) return fmt::format("{:.2f}%", percent);
  return one_in_words(probability);
}

std::string at_most_words(double chance) {
  const std::string words = chance_words(chance);
  return words.starts_with("below") ? words : "at most " + words;
}

std::string class_words(const outlook::ClassAnswer& answer) {
  if (!answer.inside) return "wider than any recount began: no model can say";
  const bool by_number = answer.model.low < kLeastPercent;
  const auto words = by_number ? one_in_words : chance_words;
  return fmt::format("{} ({} to {})", words(answer.model.probability), words(answer.model.low),
                     words(answer.model.high));
}

std::string raw_class_words(const outlook::RawClass& raw) {
  if (raw.recounts == 0) {
    return "no recount on record began with a lead at least as wide; the record sets no bound";
  }
  return fmt::format(
      "{} of {} of a lead at least as wide changed the outcome: over such leads {} on average "
      "(95% confidence), which is no bound on this one",
      base::grouped(raw.reversed), base::counted(raw.recounts, "recount", "recounts"),
      at_most_words(raw.upper_bound));
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
