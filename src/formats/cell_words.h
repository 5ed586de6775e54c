// What a text in a cell of a table means where it is no name of a choice: a word for what was not
// voted, a name that was written in, an answer to a question, a bare mark. Used by
// formats/choice_columns.h.
#pragma once

#include <cstdint>
#include <string_view>

namespace recanvass::formats {

enum class Said : std::uint8_t { Nothing, Undervote, Overvote, Redacted, Name };

/// "undervote", "(blank)", "Overvote (2)", "N/A", "*", in any letters; Name for every other text.
[[nodiscard]] Said said_in(std::string_view cell);

/// "Write-in", who was written ("write-in:JOE"), a picture of it, and "No image found", which ES&S
/// puts in place of the picture.
[[nodiscard]] bool is_written(std::string_view name);

/// What stands for the picture of a written name that lies on a cell without a text.
inline constexpr std::string_view kPictureOfName = "(picture)";

/// "Rejected Write-In", "invalid write-in": written for somebody who cannot be voted for.
[[nodiscard]] bool is_rejected_written(std::string_view name);

/// "Yes", "NO/AGAINST", "Bonds, Yes", "Repealed", "None of the above": an answer that several
/// questions share, and no name of a candidate.
[[nodiscard]] bool is_answer(std::string_view name);

/// "0", "1", "x", "TRUE": a mark in a column of one choice, and no name.
[[nodiscard]] bool is_bare_mark(std::string_view name);

/// "120", "1,204": a number, of votes or of a candidate.
[[nodiscard]] bool is_whole_figure(std::string_view name);

}  // namespace recanvass::formats
