// Figures of an audit by county, as Georgia published them beside the report of its full hand
// count: what was certified first, what was counted by hand, and the difference. A table as CSV, or
// the certified figures alone as JSON. Next: workflow/reverify_counties.h.
#pragma once

#include "base/json.h"
#include "formats/problem_list.h"
#include "formats/published_colorado.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// A county's line; "ALL" is the line of sums.
struct CountyFigures {
  PublishedRow row;
  std::string county;
  std::map<std::string, std::int64_t> figures;  ///< "ofc-bc", "rla-tbj", "delta-tbj"
};

struct CountyTable {
  std::string file;
  std::vector<CountyFigures> rows;
};

[[nodiscard]] bool is_county_table(const std::vector<std::vector<std::string_view>>& rows);
/// Causes: those of PublishedTable::next(), published.number (a figure that is no whole number).
[[nodiscard]] CountyTable read_county_table(const std::string& text, const std::string& file,
                                            ProblemList& problems);

/// {"Appling": {"BC": 8367, "TBJ": 8341, ...}, ...}: figures of "ofc-".
[[nodiscard]] bool is_county_document(const base::Json& json);
/// @pre is_county_document()
[[nodiscard]] CountyTable read_county_document(const base::Json& json, const std::string& file);

}  // namespace recanvass::formats
