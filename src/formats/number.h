// Votes as people write them: digits, or digits in groups of three ("1,007"). Anything else is
// refused with the reason, because a guess about a number is a guess about a vote.
#pragma once

#include "base/problem.h"

#include <cstdint>
#include <string_view>

namespace recanvass::formats {

enum class NumberFault {
  None,
  Empty,
  Negative,
  Decimal,
  Exponent,
  Punctuation,
  NotDigits,
  TooLarge,
};

/// The largest figure that is read: more than there are people, and sums over any file of it fit.
constexpr std::int64_t kFigureMax = 9'999'999'999;

/// Reads a whole number, 0 or more, into `number`; spaces at both ends are passed over.
[[nodiscard]] NumberFault read_figure(std::string_view text, std::int64_t& number);

/// What to tell the person whose figure was refused. @pre fault is not None.
[[nodiscard]] base::Problem figure_problem(NumberFault fault, std::string_view text,
                                           base::Place place);

/// True for "1.23457E+15": what programs for tables make of a long id, whose digits are lost.
[[nodiscard]] bool is_shortened_number(std::string_view text);

}  // namespace recanvass::formats
