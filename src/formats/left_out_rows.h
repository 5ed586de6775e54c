// Rows of a file of figures that a screening leaves out, in all their columns, and tells: a year
// that is missing, a figure that another of the same row makes impossible. Rules are those of
// screening.toml (formats/screening_file.h); used by formats/screening_tables.h.
#pragma once

#include "formats/csv_table.h"
#include "formats/screening_file.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::formats {

class LeftOutRows {
 public:
  /// Looks for the rules' columns. Causes, into `problems`: screening.column.
  LeftOutRows(const UnitSource& source, const CsvTable& csv, ProblemList& problems);

  /// Whether the row at which the table stands is left out, and if so takes note of it: it counts
  /// for the first rule that it meets. A cell that is no number meets no rule of numbers.
  bool takes(const CsvTable& csv, const std::string& unit);

  /// A sentence a rule that left rows out: whose, why, how many, with how much of what is told.
  [[nodiscard]] std::vector<std::string> words() const;

 private:
  struct Rule {
    RowRule as_written;
    std::vector<std::size_t> empty;
    std::size_t column = 0;
    std::size_t of = 0;
    std::size_t told = 0;
    std::int64_t rows = 0;
    double sum = 0.0;
    std::vector<std::string> units;  // of which rows were left out, each once
  };
  [[nodiscard]] static bool meets(const Rule& rule, const CsvTable& csv);

  std::string source_;
  std::vector<Rule> rules_;
};

/// A decimal number as tables have it; whole numbers with groups of three too.
[[nodiscard]] bool read_table_value(std::string_view text, double& value);

/// The column of that name; screening.column where there is none.
[[nodiscard]] std::size_t screening_column(const CsvTable& csv, const std::string& name,
                                           ProblemList& problems);

}  // namespace recanvass::formats
