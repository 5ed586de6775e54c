// How figures are written for people: grouped digits, dollars, percentages; the same on every
// machine. Exact integers in, text out; nothing here depends on a locale.
#pragma once

#include "base/quantity.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::base {

/// "2,975,753", "-1,007"
[[nodiscard]] std::string grouped(std::int64_t number);

/// "1 vote", "22,617 votes"
[[nodiscard]] std::string counted(std::int64_t number, std::string_view one, std::string_view many);

/// "$3,499,689" when there are no cents, else "$9,117.62"; "-$5" below 0.
[[nodiscard]] std::string dollars(UsdCents amount);

/// Reads "3499689", "3,499,689", "$9,117.62", "9117.6": at most two decimals, commas only between
/// groups of three digits, never below 0. Causes: money.format, money.range.
[[nodiscard]] Result<UsdCents> parse_dollars(std::string_view text);

/// part / whole as a percentage, rounded half away from 0: (22617, 2975753, 3) -> "0.760%".
/// @pre whole > 0, 0 <= decimals <= 9.
[[nodiscard]] std::string percent_of(std::int64_t part, std::int64_t whole, int decimals);

}  // namespace recanvass::base
