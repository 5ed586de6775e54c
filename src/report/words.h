// Dates, lists and fractions as sentences have them, the same on the terminal and on paper. Figures
// themselves: base/figures.h; lines: terminal.h.
#pragma once

#include "base/date.h"
#include "base/rational.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::report {

/// "22,617 votes", "1 vote": the number with its noun, plural by adding s.
[[nodiscard]] std::string counted(std::int64_t number, std::string_view noun);

/// A fraction with a fixed number of decimals, halves away from zero: 131/100 at 1 -> "1.3".
[[nodiscard]] std::string decimal(const base::Rational& value, int decimals);

/// "25 November 2016"
[[nodiscard]] std::string day_words(base::Date day);

/// "25 November 2016, 17:00"; 24:00 is left out, as the day alone says it.
[[nodiscard]] std::string moment_words(base::Date day, std::optional<base::TimeOfDay> time);

/// "a", "a and b", "a, b and c"
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace recanvass::report
