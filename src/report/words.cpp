#include "report/words.h"

#include "base/check.h"
#include "base/figures.h"

#include <fmt/format.h>

#include <array>

namespace recanvass::report {
namespace {

base::Wide power_of_ten(int exponent) {
  base::Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

}  // namespace

std::string counted(std::int64_t number, std::string_view noun) {
  return base::counted(number, noun, std::string(noun) + "s");
}

std::string decimal(const base::Rational& value, int decimals) {
  RECANVASS_CHECK(decimals >= 0 && decimals <= 6);
  const bool negative = value.numerator() < 0;
  const base::Wide size = negative ? -base::Wide{value.numerator()} : base::Wide{value.numerator()};
  const base::Wide whole = value.denominator();
  const base::Wide ten = power_of_ten(decimals);
  const base::Wide rounded = (size * ten * 2 + whole) / (whole * 2);  // halves away from zero
  std::string text = negative && rounded != 0 ? "-" : "";
  text += base::grouped(static_cast<std::int64_t>(rounded / ten));
  if (decimals > 0)
    text += fmt::format(".{:0{}}", static_cast<std::int64_t>(rounded % ten), decimals);
  return text;
}

std::string day_words(base::Date day) {
  return fmt::format("{} {} {}", day.day(), kMonths.at(static_cast<std::size_t>(day.month() - 1)),
                     day.year());
}

std::string moment_words(base::Date day, std::optional<base::TimeOfDay> time) {
  if (!time || time->minutes() == 24 * 60) return day_words(day);
  return fmt::format("{}, {}", day_words(day), time->text());
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace recanvass::report
