// Writes cards as ES&S exports them, to CSV or to an Excel workbook: a row a card, a column a
// contest with the chosen name in it, a column a rank where choices are ranked, and columns 1, 2,
// ... where several may be marked. Read back by formats/choice_columns.h.
#pragma once

#include "formats/card_writer.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace recanvass::formats {

enum class TableSyntax : std::uint8_t { Csv, Workbook };

/// Choices that have one name carry their id in brackets.
/// Unsayable: ids of contests and choices, how many choices may be marked or ranks there are, the
/// marks of overvoted contests, which cards are one ballot, who changed what (adjudication),
/// invalid write-ins (left out), fractions of votes, choices that no card names.
/// A workbook's sheet has 1,048,576 rows at most. Causes of finish(): convert.too-many-rows.
/// @param path  the file
std::unique_ptr<CardWriter> choice_columns_writer(const std::filesystem::path& path,
                                                  TableSyntax syntax);

}  // namespace recanvass::formats
