#include "base/rational.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

namespace recanvass::base {
namespace {

Wide greatest_common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

bool parse_digits(std::string_view digits, std::int64_t& number) {
  if (digits.empty()) return false;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() && digits[0] != '-';
}

Problem rational_problem(std::string_view text, const char* cause) {
  return {cause,
          {},
          fmt::format("\"{}\"", text),
          "a decimal number such as 0.25, or 1/3",
          "Write digits with at most one point."};
}

}  // namespace

Rational::Rational(std::int64_t numerator, std::int64_t denominator) {
  *this = make_reduced(numerator, denominator);
}

Rational Rational::make_reduced(Wide numerator, Wide denominator) {
  RECANVASS_CHECK(denominator != 0);
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Wide divisor = greatest_common_divisor(numerator, denominator);
  numerator /= divisor;
  denominator /= divisor;
  constexpr Wide kMax = std::numeric_limits<std::int64_t>::max();
  RECANVASS_CHECK(numerator <= kMax && numerator >= -kMax && denominator <= kMax);
  Rational made;
  made.numerator_ = static_cast<std::int64_t>(numerator);
  made.denominator_ = static_cast<std::int64_t>(denominator);
  return made;
}

Result<Rational> Rational::parse(std::string_view text) {
  std::string_view rest = text;
  const bool negative = !rest.empty() && rest[0] == '-';
  if (negative) rest.remove_prefix(1);
  const std::int64_t sign = negative ? -1 : 1;
  std::int64_t top = 0;
  std::int64_t bottom = 1;
  if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
    if (!parse_digits(rest.substr(0, slash), top) ||
        !parse_digits(rest.substr(slash + 1), bottom) || bottom == 0) {
      return rational_problem(text, "rational.format");
    }
    return Rational(sign * top, bottom);
  }
  const auto point = rest.find('.');
  const std::string_view whole = rest.substr(0, point);
  if (!parse_digits(whole, top)) return rational_problem(text, "rational.format");
  if (point == std::string_view::npos) return Rational(sign * top, 1);
  const std::string_view decimals = rest.substr(point + 1);
  std::int64_t part = 0;
  if (!parse_digits(decimals, part)) return rational_problem(text, "rational.format");
  if (decimals.size() > 12 || top > 1'000'000) return rational_problem(text, "rational.range");
  for (std::size_t i = 0; i < decimals.size(); ++i) bottom *= 10;
  return Rational(sign * (top * bottom + part), bottom);
}

std::int64_t Rational::floor() const {
  const std::int64_t quotient = numerator_ / denominator_;
  return quotient - ((numerator_ % denominator_ != 0 && numerator_ < 0) ? 1 : 0);
}

std::int64_t Rational::ceil() const {
  const std::int64_t quotient = numerator_ / denominator_;
  return quotient + ((numerator_ % denominator_ != 0 && numerator_ > 0) ? 1 : 0);
}

double Rational::approximate() const {
  return static_cast<double>(numerator_) / static_cast<double>(denominator_);
}

std::string Rational::text() const {
  std::int64_t rest = denominator_;
  int twos = 0;
  int fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  const int places = std::max(twos, fives);
  if (rest != 1 || places > 15) return fmt::format("{}/{}", numerator_, denominator_);
  Wide scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  const Wide scaled =
      (numerator_ < 0 ? -Wide(numerator_) : Wide(numerator_)) * (scale / denominator_);
  const auto whole = static_cast<std::int64_t>(scaled / scale);
  const auto part = static_cast<std::int64_t>(scaled % scale);
  const char* sign = numerator_ < 0 ? "-" : "";
  if (places == 0) return fmt::format("{}{}", sign, whole);
  return fmt::format("{}{}.{:0{}}", sign, whole, part, places);
}

std::strong_ordering operator<=>(const Rational& left, const Rational& right) {
  const Wide a = Wide(left.numerator_) * right.denominator_;
  const Wide b = Wide(right.numerator_) * left.denominator_;
  return a < b ? std::strong_ordering::less
               : (a > b ? std::strong_ordering::greater : std::strong_ordering::equal);
}

Rational operator+(const Rational& left, const Rational& right) {
  return Rational::make_reduced(
      Wide(left.numerator_) * right.denominator_ + Wide(right.numerator_) * left.denominator_,
      Wide(left.denominator_) * right.denominator_);
}

Rational operator-(const Rational& left, const Rational& right) {
  return Rational::make_reduced(
      Wide(left.numerator_) * right.denominator_ - Wide(right.numerator_) * left.denominator_,
      Wide(left.denominator_) * right.denominator_);
}

Rational operator*(const Rational& left, const Rational& right) {
  return Rational::make_reduced(Wide(left.numerator_) * right.numerator_,
                                Wide(left.denominator_) * right.denominator_);
}

Rational operator/(const Rational& left, const Rational& right) {
  RECANVASS_CHECK(right.numerator_ != 0);
  return Rational::make_reduced(Wide(left.numerator_) * right.denominator_,
                                Wide(left.denominator_) * right.numerator_);
}

std::string percent_text(const Rational& share) { return (share * Rational(100)).text() + "%"; }

}  // namespace recanvass::base
