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

namespace {

constexpr int kDecimals = 4;
// A share of at most 100 billion votes differs from a rule's share, if at all, before this.
constexpr int kDecimalsMost = 12;

std::int64_t ten_to(int power) {
  std::int64_t ten = 1;
  for (int i = 0; i < power; ++i) ten *= 10;
  return ten;
}

/// The share in units of 10^-decimals percent, the nearest; a half is rounded up.
base::Wide units_of_share(std::int64_t part, const base::Rational& whole, int decimals) {
  const base::Wide scaled = base::Wide(part) * whole.denominator() * 100 * ten_to(decimals);
  return (scaled * 2 + whole.numerator()) / (base::Wide(whole.numerator()) * 2);
}

/// -1, 0 or 1: on which side of the limit the share is.
int side_of(const base::Wide& share, const base::Wide& limit) {
  return share < limit ? -1 : share > limit ? 1 : 0;
}

bool shows_side(std::int64_t part, const base::Rational& whole, const base::Rational& limit,
                int decimals) {
  const base::Wide share = base::Wide(part) * whole.denominator() * limit.denominator();
  const int side = side_of(share, base::Wide(whole.numerator()) * limit.numerator());
  const base::Wide shown = units_of_share(part, whole, decimals) * limit.denominator();
  return side == side_of(shown, base::Wide(limit.numerator()) * 100 * ten_to(decimals));
}

}  // namespace

bool needs_more_digits(std::int64_t part, const base::Rational& whole,
                       const base::Rational& limit) {
  return !shows_side(part, whole, limit, kDecimals);
}

std::string share_text(std::int64_t part, const base::Rational& whole,
                       const base::Rational& limit) {
  int decimals = kDecimals;
  while (decimals < kDecimalsMost && !shows_side(part, whole, limit, decimals)) ++decimals;
  const auto units = static_cast<std::int64_t>(units_of_share(part, whole, decimals));
  const std::int64_t one = ten_to(decimals);
  return fmt::format("{}.{:0{}}%", units / one, units % one, decimals);
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
