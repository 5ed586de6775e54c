#include "base/figures.h"

#include "base/rational.h"

#include <fmt/format.h>

namespace recanvass::base {
namespace {

constexpr std::int64_t kDollarsMax = 90'000'000'000'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string group_digits(const std::string& digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

// The digits of a whole number whose commas, if any, stand between groups of three; else empty.
std::string ungrouped_digits(std::string_view text) {
  const bool has_commas = text.find(',') != std::string_view::npos;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t from_end = text.size() - 1 - i;
    const bool comma_place = from_end % 4 == 3;
    if (text[i] == ',') {
      if (!comma_place || i == 0) return {};
      continue;
    }
    if (!is_digit(text[i]) || (has_commas && comma_place)) return {};
    digits += text[i];
  }
  return digits;
}

Problem bad_amount(std::string_view text) {
  return {"money.format",
          {},
          fmt::format("\"{}\"", text),
          "an amount of US dollars, such as 3499689, \"3,499,689\" or 9117.62",
          "Write digits, at most two decimals, and commas only between groups of three."};
}

}  // namespace

std::string grouped(std::int64_t number) {
  const std::string digits = fmt::format("{}", number);
  if (number < 0) return "-" + group_digits(digits.substr(1));
  return group_digits(digits);
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string dollars(UsdCents amount) {
  const std::int64_t cents = amount.value();
  const std::int64_t whole = cents / 100;
  const std::int64_t rest = cents % 100 < 0 ? -(cents % 100) : cents % 100;
  std::string out = cents < 0 ? "-$" : "$";
  out += grouped(whole < 0 ? -whole : whole);
  if (rest != 0) out += fmt::format(".{:02}", rest);
  return out;
}

Result<UsdCents> parse_dollars(std::string_view text) {
  std::string_view rest = text;
  if (!rest.empty() && rest.front() == '$') rest.remove_prefix(1);
  std::string decimals;
  if (const auto point = rest.find('.'); point != std::string_view::npos) {
    decimals = std::string(rest.substr(point + 1));
    rest = rest.substr(0, point);
    if (decimals.empty() || decimals.size() > 2) return bad_amount(text);
    for (const char c : decimals) {
      if (!is_digit(c)) return bad_amount(text);
    }
  }
  const std::string digits = ungrouped_digits(rest);
  if (digits.empty()) return bad_amount(text);
  decimals.resize(2, '0');
  std::int64_t whole = 0;
  for (const char c : digits) {
    whole = whole * 10 + (c - '0');
    if (whole > kDollarsMax) {
      return Problem{"money.range",
                     {},
                     fmt::format("\"{}\"", text),
                     "a smaller amount",
                     "Check the number of digits."};
    }
  }
  const std::int64_t tens = decimals[0] - '0';
  return UsdCents(whole * 100 + tens * 10 + (decimals[1] - '0'));
}

std::string percent_of(std::int64_t part, std::int64_t whole, int decimals) {
  RECANVASS_CHECK(whole > 0 && decimals >= 0 && decimals <= 9);
  Wide unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  const bool negative = part < 0;
  const Wide size = negative ? -Wide(part) : Wide(part);
  const Wide scaled = (size * 100 * unit * 2 + whole) / (Wide(whole) * 2);
  std::string out = negative && scaled != 0 ? "-" : "";
  out += grouped(static_cast<std::int64_t>(scaled / unit));
  if (decimals > 0) {
    out += fmt::format(".{:0{}}", static_cast<std::int64_t>(scaled % unit), decimals);
  }
  return out + "%";
}

}  // namespace recanvass::base
