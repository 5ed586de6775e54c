// What is odd between the result sets of a package: figures that are exactly twice the earlier
// ones, two places with the same totals, units that lost leading zeros and so are not the same
// units any more. Each becomes a remark of the later
// result set. Called once, by formats/package_results.cpp.
#pragma once

#include "election/election.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::formats {

/// Where the figures of a result set stand.
struct FiguresPlace {
  std::string file;
  std::int64_t line = 0;  ///< of the figures as a whole; 0: the file
  std::vector<std::int64_t> unit_lines;  ///< by unit of the result set
};

/// Compares each result set with the one before it of the same contest and jurisdiction, in the
/// order in which they became known; partial recounts and hand audits, which count less, are left
/// out. Rules R7 and R10 of reconcile/ (docs/reconciliation.md).
/// @param places  one for each of election.result_sets, in their order
void remark_between_sets(election::Election& election, const std::vector<FiguresPlace>& places);

}  // namespace recanvass::formats
