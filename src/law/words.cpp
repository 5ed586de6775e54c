#include "law/words.h"

#include <fmt/format.h>

#include <array>

namespace recanvass::law {

std::string ordinal(std::int64_t number) {
  constexpr std::array<const char*, 11> kNames = {"",       "first", "second", "third",
                                                  "fourth", "fifth", "sixth",  "seventh",
                                                  "eighth", "ninth", "tenth"};
  if (number >= 1 && number <= 10) return kNames.at(static_cast<std::size_t>(number));
  const std::int64_t last = number % 10;
  const bool teen = number % 100 >= 11 && number % 100 <= 13;
  return std::to_string(number) + (teen        ? "th"
                                   : last == 1 ? "st"
                                   : last == 2 ? "nd"
                                   : last == 3 ? "rd"
                                               : "th");
}

std::string clock_words(base::TimeOfDay time) {
  const int minutes = time.minutes();
  if (minutes == 1440) return "end of day";
  if (minutes == 0) return "midnight";
  if (minutes == 720) return "noon";
  const int hour = (minutes / 60 + 11) % 12 + 1;
  const char* half = minutes < 720 ? "am" : "pm";
  if (minutes % 60 == 0) return fmt::format("{} {}", hour, half);
  return fmt::format("{}:{:02} {}", hour, minutes % 60, half);
}

std::string listed(const std::vector<std::string>& items, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " " + last + " " : ", ";
    text += items[i];
  }
  return text;
}

std::string share_text(std::int64_t part, const base::Rational& whole) {
  // part / (n/d) in ten-thousandths of a percent: part * d * 1,000,000 / n
  const base::Wide scaled = base::Wide(part) * whole.denominator() * 1000000 / whole.numerator();
  const auto units = static_cast<std::int64_t>(scaled);
  return fmt::format("{}.{:04}%", units / 10000, units % 10000);
}

Verdict both(Verdict left, Verdict right) {
  if (left == Verdict::No || right == Verdict::No) return Verdict::No;
  return left == Verdict::Yes && right == Verdict::Yes ? Verdict::Yes : Verdict::Unknown;
}

Verdict either(Verdict left, Verdict right) {
  if (left == Verdict::Yes || right == Verdict::Yes) return Verdict::Yes;
  return left == Verdict::No && right == Verdict::No ? Verdict::No : Verdict::Unknown;
}

Verdict verdict_of(bool holds) { return holds ? Verdict::Yes : Verdict::No; }

}  // namespace recanvass::law
