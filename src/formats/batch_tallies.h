// Reads totals by batch as Arlo takes them: a row a batch, a column a choice.
// What is accepted is listed in docs/formats/returns.md. Next: formats/returns_builder.h.
#pragma once

#include "formats/returns_table.h"

#include <string>
#include <vector>

namespace recanvass::formats {

/// True for a first column "Batch Name" and choices in the others.
[[nodiscard]] bool is_batch_tallies_header(const std::vector<std::string>& header);

/// @param text  UTF-8   @param file  named in problems
/// Batches are the units. Contests are named only where there are several: "contest - choice". A
/// column "Cards found" or "Ballots found" is what each batch holds, of every contest.
/// Causes: those of CsvTable and number.h; returns.total-row, returns.duplicate-unit,
/// returns.bad-name, returns.empty-cell, returns.contest-or-choice.
ReturnsReading read_batch_tallies(std::string text, const std::string& file);

}  // namespace recanvass::formats
