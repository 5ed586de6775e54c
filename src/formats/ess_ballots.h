// ES&S' lists of ballots ("Ballots - Table View"), which lie beside its cast vote records and say
// in which batch each card is, on which machine it was read and what was printed on it: the records
// themselves have none of these. Next: formats/choice_columns.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recanvass::formats {

/// What a list says of one record.
struct EssBallot {
  std::string batch;
  std::string tabulator_cvr;
  std::string group;
  std::string machine;  ///< as it is called; empty: only in tabulator_cvr, if anywhere
  bool met = false;  ///< a card of that record was read
};

/// By the number of the record.
// tidy: order-free, looked up by the number; what is not met is counted
using EssBallots = std::unordered_map<std::string, EssBallot>;

/// Adds the ballots of the lists. Titles may stand above the heading, and the number of ballots
/// below, which must be right. A record that stands twice says the same each time.
/// Causes: ess-ballots.fields, ess-ballots.twice, ess-ballots.total, csv.*, text.*, workbook.*.
[[nodiscard]] EssBallots read_ess_ballots(const InputFiles& files,
                                          const std::vector<std::size_t>& which,
                                          CardReading& reading);

/// "Total : 14", which ES&S puts below its tables: the number; no value where a row is another.
[[nodiscard]] std::optional<std::int64_t> total_of_rows(std::span<const std::string_view> fields);

}  // namespace recanvass::formats
