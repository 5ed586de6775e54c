#include "base/exact_fraction.h"

#include "base/check.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <limits>
#include <utility>

namespace recanvass::base {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

struct ExactFraction::Number {
  cpp_rational value;
};

ExactFraction::ExactFraction() : ExactFraction(Rational()) {}

ExactFraction::ExactFraction(const Rational& value)
    : number_(std::make_shared<const Number>(
          Number{cpp_rational(cpp_int(value.numerator()), cpp_int(value.denominator()))})) {}

ExactFraction::ExactFraction(std::shared_ptr<const Number> number) : number_(std::move(number)) {}

ExactFraction operator+(const ExactFraction& left, const ExactFraction& right) {
  using Number = ExactFraction::Number;
  const cpp_rational sum = left.number_->value + right.number_->value;
  return ExactFraction(std::make_shared<const Number>(Number{sum}));
}

ExactFraction operator-(const ExactFraction& left, const ExactFraction& right) {
  using Number = ExactFraction::Number;
  const cpp_rational difference = left.number_->value - right.number_->value;
  return ExactFraction(std::make_shared<const Number>(Number{difference}));
}

ExactFraction operator*(const ExactFraction& left, const ExactFraction& right) {
  using Number = ExactFraction::Number;
  const cpp_rational product = left.number_->value * right.number_->value;
  return ExactFraction(std::make_shared<const Number>(Number{product}));
}

ExactFraction operator/(const ExactFraction& left, const ExactFraction& right) {
  using Number = ExactFraction::Number;
  RECANVASS_CHECK(right.number_->value != 0);
  const cpp_rational quotient = left.number_->value / right.number_->value;
  return ExactFraction(std::make_shared<const Number>(Number{quotient}));
}

bool operator==(const ExactFraction& left, const ExactFraction& right) {
  return left.number_->value == right.number_->value;
}

std::strong_ordering operator<=>(const ExactFraction& left, const ExactFraction& right) {
  const int order = left.number_->value.compare(right.number_->value);
  if (order < 0) return std::strong_ordering::less;
  return order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::int64_t ExactFraction::floor() const {
  const cpp_int top = numerator(number_->value);
  const cpp_int below = denominator(number_->value);
  cpp_int whole = top / below;  // toward 0
  if (top < 0 && whole * below != top) whole -= 1;
  RECANVASS_CHECK(whole >= std::numeric_limits<std::int64_t>::min() &&
                  whole <= std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(whole);
}

std::optional<Rational> ExactFraction::rational() const {
  const cpp_int top = numerator(number_->value);
  const cpp_int below = denominator(number_->value);
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  if (abs(top) > kMax || below > kMax) return std::nullopt;
  return Rational(static_cast<std::int64_t>(top), static_cast<std::int64_t>(below));
}

std::string ExactFraction::text() const { return number_->value.str(); }

}  // namespace recanvass::base
