// Clear Ballot cast vote records as CSV: a column a choice, 1 where it is marked. The columns name
// contest and choice themselves, or by numbers that the tables beside the file (contests, choices,
// precincts) give names to. docs/formats/cards.md tells all of it. Next: formats/card_reading.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <span>
#include <string>
#include <vector>

namespace recanvass::formats {

/// True for the heading of the records, above which titles may stand, and for the first row of a
/// table beside them.
[[nodiscard]] bool is_clear_ballot_header(std::span<const std::string> header);
[[nodiscard]] bool is_clear_ballot_table_header(std::span<const std::string> header);

/// Adds the cards of the files. Remade ballots are cards that people adjudicated.
/// Causes: clear-ballot.header, clear-ballot.table, clear-ballot.fields, clear-ballot.cell, csv.*,
/// text.*. @param tables  the tables beside the files
void read_clear_ballot(const InputFiles& files, const std::vector<std::size_t>& which,
                       const std::vector<std::size_t>& tables, CardReading& reading);

}  // namespace recanvass::formats
