// Results beside cast vote records, as a person wants to see them before anything is done with
// them: which contests, and the votes of each choice. Next: formats/returns_file.h, which reads.
#pragma once

#include "base/result.h"
#include "formats/input_files.h"
#include "formats/returns_table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::formats {

struct ResultsContest {
  struct Votes {
    std::string choice;
    std::int64_t votes = 0;
  };
  std::string name;  ///< empty: the file does not say
  std::vector<Votes> choices;  ///< in the file's order; over all units, without blanks and ballots
};

struct ResultsSummary {
  std::string file;
  std::string format;  ///< "totals by batch"
  std::uint64_t units = 0;
  std::vector<ResultsContest> contests;  ///< in the file's order
  std::vector<std::string> remarks;
};

/// Adds up what a file of returns says: figures of all modes together where it has them, else those
/// of each mode. Unknown figures count as none.
[[nodiscard]] ResultsSummary summary_of(const ReturnsTable& returns);

/// The results in a file. Causes: those of read_returns_bytes() and of reading the file.
base::Result<ResultsSummary> read_results(const InputFiles& files, std::size_t at);

}  // namespace recanvass::formats
