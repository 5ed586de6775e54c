// Whole numbers of one noun each: votes cannot be added to cards, and nothing overflows silently.
// The nouns themselves are named where they belong (election/nouns.h).
#pragma once

#include "base/check.h"

#include <compare>
#include <cstdint>

namespace recanvass::base {

/// A 64-bit whole number of one kind of thing. Construction is explicit, there is no implicit way
/// out, and arithmetic that would overflow is a broken invariant. Differences may be negative.
template <class Tag>
class Count {
 public:
  constexpr Count() = default;
  constexpr explicit Count(std::int64_t number) : number_(number) {}

  [[nodiscard]] constexpr std::int64_t value() const { return number_; }

  friend constexpr auto operator<=>(Count, Count) = default;

  friend constexpr Count operator+(Count left, Count right) {
    std::int64_t sum = 0;
    RECANVASS_CHECK(!__builtin_add_overflow(left.number_, right.number_, &sum));
    return Count(sum);
  }
  friend constexpr Count operator-(Count left, Count right) {
    std::int64_t difference = 0;
    RECANVASS_CHECK(!__builtin_sub_overflow(left.number_, right.number_, &difference));
    return Count(difference);
  }
  friend constexpr Count operator*(Count left, std::int64_t times) {
    std::int64_t product = 0;
    RECANVASS_CHECK(!__builtin_mul_overflow(left.number_, times, &product));
    return Count(product);
  }
  constexpr Count operator-() const { return Count(0) - *this; }
  constexpr Count& operator+=(Count right) { return *this = *this + right; }
  constexpr Count& operator-=(Count right) { return *this = *this - right; }

 private:
  std::int64_t number_ = 0;
};

/// Money, in US cents.
using UsdCents = Count<struct UsdCentsTag>;

}  // namespace recanvass::base
