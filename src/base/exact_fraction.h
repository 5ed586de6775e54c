// Fractions of any size, for products of fractions that no statute rounds: transfer values of New
// South Wales' councils. Where 64 bits are enough, base/rational.h is faster.
#pragma once

#include "base/rational.h"

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace recanvass::base {

/// A fraction in lowest terms. Values do not change; copies share their digits.
class ExactFraction {
 public:
  ExactFraction();  ///< 0
  explicit ExactFraction(const Rational& value);
  explicit ExactFraction(std::int64_t whole) : ExactFraction(Rational(whole)) {}

  friend ExactFraction operator+(const ExactFraction& left, const ExactFraction& right);
  friend ExactFraction operator-(const ExactFraction& left, const ExactFraction& right);
  friend ExactFraction operator*(const ExactFraction& left, const ExactFraction& right);
  /// @pre right != 0
  friend ExactFraction operator/(const ExactFraction& left, const ExactFraction& right);
  friend bool operator==(const ExactFraction& left, const ExactFraction& right);
  friend std::strong_ordering operator<=>(const ExactFraction& left, const ExactFraction& right);

  /// The largest whole number not above this fraction. @pre it fits 64 bits
  [[nodiscard]] std::int64_t floor() const;
  /// No value where numerator or denominator needs more than 63 bits.
  [[nodiscard]] std::optional<Rational> rational() const;
  /// "2/9", "1"
  [[nodiscard]] std::string text() const;

 private:
  struct Number;
  // Shared, since a number is never changed and thousands of papers have the same one.
  explicit ExactFraction(std::shared_ptr<const Number> number);
  std::shared_ptr<const Number> number_;
};

}  // namespace recanvass::base
