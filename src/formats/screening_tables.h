// Makes the tables of units that a screening asks about: files are joined by the names of units,
// whatever their case and punctuation, and measures worked out. Reads formats/screening_file.h's
// rules; gives screen/unit_table.h.
#pragma once

#include "base/result.h"
#include "formats/screening_file.h"
#include "screen/unit_table.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

/// A level with its table, or the files that it lacks.
struct LevelTable {
  screen::UnitTable table;
  std::vector<std::string> missing;  ///< whole paths of files that are not there; then no table
  /// What was joined: "equipment: 1,796 of 1,915 municipalities", in the order of the sources.
  std::vector<std::string> joined;
};

/// Where files of a screening are looked for: in the package, then in a folder of bulk figures.
struct FigureFolders {
  std::filesystem::path package;
  std::optional<std::filesystem::path> bulk;
};

/// One LevelTable a level, in their order. A number that is empty is not known; several rows of one
/// unit are added up; a unit of which a source has no row has none of that source's figures.
/// Causes: csv.*, number.* (not digits, below 0 or beyond what an election has), text.*,
/// package.path, screening.column (a column that the file lacks), screening.no-units,
/// screening.repeated-row (a row of figures again, cell by cell), screening.neighbour (not a unit),
/// screening.two-names (names of one source that differ in marks only).
base::Result<std::vector<LevelTable>> make_tables(const ScreeningFile& screening,
                                                  const FigureFolders& folders);

/// Letters and digits only, capitals: "St. Croix" is "STCROIX". Numbers stay apart, so that "Wards
/// 1-4" ("WARDS1.4") is not "Wards 14"; "Ward 034" is "Ward 34".
[[nodiscard]] std::string joining_key(std::string_view name);

}  // namespace recanvass::formats
