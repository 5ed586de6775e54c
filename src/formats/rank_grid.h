// Ranked ballots of one contest as a table with a column a candidate and the rank that each ballot
// gives it in the cells, as tabulators of ranked ballots take any system's ballots.
// docs/formats/cards.md tells all of it. Next: formats/card_reading.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <span>
#include <string>
#include <vector>

namespace recanvass::formats {

/// True for the first rows of such a table: behind columns that say what a ballot is, cells are
/// ranks or empty, no rank is larger than the number of candidates, and most ballots have a first
/// choice; or for the heading that formats/ranking_writers.h gives them. Nothing else in such a
/// table says what it is, so that every other format is tried before.
[[nodiscard]] bool is_rank_grid(std::span<const std::vector<std::string>> rows);

/// Adds the ballots of the files, each a card of one contest that is named after its file.
/// Causes: rank-grid.header, rank-grid.fields, rank-grid.cell, csv.*, text.*, workbook.*.
void read_rank_grid(const InputFiles& files, const std::vector<std::size_t>& which,
                    CardReading& reading);

}  // namespace recanvass::formats
