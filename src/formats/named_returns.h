// Tables of returns that name people and places in words: what the readers of OpenElections and
// MEDSL files share. Next: formats/openelections.h, formats/medsl.h.
#pragma once

#include "formats/csv_table.h"
#include "formats/returns_table.h"

#include <optional>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// Reads the figure in `text`, or puts what is wrong with it into `problems`.
std::optional<std::int64_t> figure_or_problem(std::string_view text, const base::Place& place,
                                              ProblemList& problems);

/// False after a problem (returns.bad-name): control characters, marks that reorder text, a number
/// that a spreadsheet shortened ("1.23E+05"). An empty name is no problem here.
bool check_name(std::string_view name, const base::Place& place, ProblemList& problems);

/// The same for a column of the table's row; the place is worked out for a problem only.
std::optional<std::int64_t> figure_or_problem(std::string_view text, const CsvTable& table,
                                              std::size_t column, ProblemList& problems);
bool check_name(std::string_view name, const CsvTable& table, std::size_t column,
                ProblemList& problems);

/// "US HOUSE, district 5, special": one contest's text in these files.
[[nodiscard]] std::string contest_text(std::string_view office, std::string_view district);

/// Figures that hold for a unit in every contest, by the office that the files give them:
/// kRegistered, kBallots; empty for a contest.
[[nodiscard]] std::string_view turnout_office(std::string_view office);

}  // namespace recanvass::formats
