// How much room words need on paper, guessed on the safe side without a font: forms of fixed
// geometry (tally_sheet.h) are cut into pages before anything renders them.
#pragma once

#include <string>
#include <string_view>

namespace recanvass::report {

/// Lines that `text` takes, broken at spaces, longer words anywhere. At least 1. Never fewer than
/// DejaVu Sans bold takes, the widest face that the documents ask for.
/// @param line_width  in em, at least 2.
[[nodiscard]] int lines_needed(std::string_view text, double line_width);

/// Width of `text` on one line, and of its longest word, in em.
[[nodiscard]] double line_width_of(std::string_view text);
[[nodiscard]] double word_width_of(std::string_view text);

/// `text` as it is where it fits `lines` lines, else its beginning with "…".
[[nodiscard]] std::string fitted(std::string_view text, double line_width, int lines);

}  // namespace recanvass::report
