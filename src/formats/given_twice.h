// Rows of one file that say the same under two names, figure by figure: a form's line typed for two
// wards. Rows that are equal in their names as well are refused before. Used by
// formats/screening_tables.h.
#pragma once

#include "formats/csv_table.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::formats {

/// Two rows that say the same.
struct SameRows {
  std::string first_key;  ///< of the units, as the taker calls them
  std::string key;
  std::string words;  ///< "row 13 of el190.csv has 22 figures of Ward 3 (row 12), all alike"
};

/// Takes rows one by one. Rows are the same where every cell that is a number, outside of the
/// columns that name the unit, is equal, and five of them are 10 or more: few are alike by chance.
class GivenTwice {
 public:
  /// @param naming  columns that name the unit
  explicit GivenTwice(std::vector<std::size_t> naming) : naming_(std::move(naming)) {}

  void take(const CsvTable& csv, const std::string& key, const std::string& name);
  [[nodiscard]] const std::vector<SameRows>& found() const { return found_; }

 private:
  struct Row {
    std::string key;
    std::string name;
    std::int64_t row = 0;
  };
  std::vector<std::size_t> naming_;
  std::map<std::string, Row> seen_;  // by figures
  std::vector<SameRows> found_;
};

}  // namespace recanvass::formats
