// Exact fractions for legal thresholds. Comparison is by cross-multiplication in 128 bits, so a
// margin exactly at a threshold is found to be exactly there.
#pragma once

#include "base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::base {

__extension__ using Wide = __int128;

/// A fraction of 64-bit integers in lowest terms, denominator above 0.
class Rational {
 public:
  constexpr Rational() = default;
  /// @pre denominator != 0, neither is the smallest 64-bit integer.
  Rational(std::int64_t numerator, std::int64_t denominator);
  explicit Rational(std::int64_t whole) : Rational(whole, 1) {}

  /// Reads "0.25", "-3", "1/3". Causes: rational.format, rational.range.
  static Result<Rational> parse(std::string_view text);

  [[nodiscard]] std::int64_t numerator() const { return numerator_; }
  [[nodiscard]] std::int64_t denominator() const { return denominator_; }

  /// The largest whole number not above this fraction.
  [[nodiscard]] std::int64_t floor() const;
  /// The smallest whole number not below this fraction.
  [[nodiscard]] std::int64_t ceil() const;
  /// For display and estimates only.
  [[nodiscard]] double approximate() const;
  /// Shortest decimal when it ends ("0.25"), else "1/3".
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Rational&, const Rational&) = default;
  friend std::strong_ordering operator<=>(const Rational& left, const Rational& right);

  // A result that does not fit 64 bits in lowest terms is a broken invariant.
  friend Rational operator+(const Rational& left, const Rational& right);
  friend Rational operator-(const Rational& left, const Rational& right);
  friend Rational operator*(const Rational& left, const Rational& right);
  /// @pre right != 0
  friend Rational operator/(const Rational& left, const Rational& right);

 private:
  static Rational make_reduced(Wide numerator, Wide denominator);
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

/// `share`, a fraction with a decimal text, as percent text: 1/200 -> "0.5%".
[[nodiscard]] std::string percent_text(const Rational& share);

}  // namespace recanvass::base
