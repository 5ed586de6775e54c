// Reads the tables of history in reference/ (docs/formats/reference-tables.md) into what the
// outlook asks for; the tables that ship are built into the program.
// Next: outlook/outlook.h.
#pragma once

#include "base/result.h"
#include "outlook/outlook.h"

#include <string>
#include <vector>

namespace recanvass::formats {

/// Rows of statewide-recounts.csv, in its order.
/// Causes: csv.*, reference.columns, reference.cell.
base::Result<std::vector<outlook::RecountRecord>> read_recounts(std::string text, std::string file);

/// Rows of popular-vote.csv, in its order. Causes: as read_recounts.
base::Result<std::vector<outlook::PopularVoteRecord>> read_popular_votes(std::string text,
                                                                         std::string file);

/// Rows of recount-errors.csv, in its order. Causes: as read_recounts.
base::Result<std::vector<outlook::RecountErrors>> read_recount_errors(std::string text,
                                                                      std::string file);

/// The three tables that ship with the program.
[[nodiscard]] outlook::ReferenceTables reference_tables();

}  // namespace recanvass::formats
