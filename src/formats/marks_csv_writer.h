// Writes cards as a table with a row a mark, which DuckDB, pandas and spreadsheets read without
// being told anything. Nothing here reads it back; docs/formats/cards.md tells the columns.
#pragma once

#include "formats/card_writer.h"

#include <filesystem>
#include <memory>

namespace recanvass::formats {

/// Every contest that a card carries has at least one row, whose `state` is marked, blank,
/// overvoted or redacted; a card that carries none has a row without a contest. `votes` counts
/// units of 1 / `vote_unit`.
/// Unsayable: how many choices may be marked or ranks there are, choices that no card marks, which
/// choice stands for written names.
/// @param path  the file
std::unique_ptr<CardWriter> marks_csv_writer(const std::filesystem::path& path);

}  // namespace recanvass::formats
