// Cast vote records as tables with a row a card and the chosen names in the cells, as ES&S exports
// them (CSV, .cvr, XLSX) and as tabulators of ranked ballots share them: a column a contest, a
// column a rank, or a column for each of several votes. docs/formats/cards.md tells which header is
// which. Next: formats/card_reading.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// True for the header of such a table.
[[nodiscard]] bool is_choice_header(std::span<const std::string> header);

/// True for a word that says in a cell that nothing, too much or something withheld is marked, so
/// that a choice of that name cannot be told from it: "undervote", "overvoted", "n/a", "*".
[[nodiscard]] bool is_word_in_cell(std::string_view name);

/// Adds the cards of the files. "overvote" and "undervote" are those words in any case; an empty
/// cell is a contest that the card does not carry, or a rank that is not marked beside one that is.
/// A COUNT column says how many cards a row stands for. Columns numbered 1, 2, ... are votes of one
/// contest when every card has all or none of them (but for the word overvote, which may stand
/// alone), names come up in more than one and are not all answers as Yes and No are, and no card
/// has a name twice; else they are contests of their own. Where a card has two of them, which of
/// the two was taken is a remark. Columns of one title side by side are votes of one contest by the
/// same rule, or refused; columns without a heading continue the contest on their left.
/// Causes: choice-columns.header, choice-columns.fields, choice-columns.name, choice-columns.count,
/// choice-columns.total, ess-ballots.*, csv.*, text.*, workbook.*.
/// @param lists  lists of ballots beside the files: formats/ess_ballots.h
void read_choice_columns(const InputFiles& files, const std::vector<std::size_t>& which,
                         const std::vector<std::size_t>& lists, CardReading& reading);

}  // namespace recanvass::formats
