// Dates that no calendar has, found before TOML is parsed: its parser stops at the first of them
// and would hide everything else that is wrong with a file. Next: formats/toml_fields.h.
#pragma once

#include "formats/problem_list.h"

#include <string>
#include <string_view>

namespace recanvass::formats {

/// The text with each impossible date made the nearest possible one of its digits, and a time of
/// day without seconds given them, so that the rest can be read and checked. Each is a problem:
/// what was put in its place is never used. Dates in texts and comments are left alone.
/// Causes: toml.date.
[[nodiscard]] std::string with_possible_dates(std::string_view text, const std::string& file,
                                              ProblemList& problems);

}  // namespace recanvass::formats
