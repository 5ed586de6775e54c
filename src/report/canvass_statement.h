// The statement of canvass: what a county or the state found, place by place, with the sums and
// room for the board's signatures. A place without figures is a hole, said as such, and the sum
// says of how many places it is; where no place has figures there is no sum and nothing to sign.
#pragma once

#include "report/drawn_out.h"
#include "report/paper.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

enum class StatementLevel { County, State };

/// One reporting unit of a county, or one county of a state.
struct StatementRow {
  std::string id;
  std::string name;
  bool is_open = false;  ///< nothing stands yet
  std::vector<std::int64_t> votes;  ///< in the order of the choices; empty when open
  std::optional<std::int64_t> blank;
  std::optional<std::int64_t> over;
  std::optional<std::int64_t> ballots;
  /// Reporting units in which voters were not compared with ballots, for want of a worksheet.
  std::int64_t units_without_worksheet = 0;
  std::int64_t units = 1;  ///< reporting units in the figures
  std::int64_t units_first_count = 0;  ///< of these, whose first count stands
  std::int64_t votes_first_count = 0;  ///< in those, of all choices
};

struct CanvassStatement {
  PaperHeading heading;
  StatementLevel level = StatementLevel::County;
  std::string place;  ///< the county's or the state's name
  std::string contest;
  std::vector<std::string> choices;
  std::vector<StatementRow> rows;
  std::vector<DrawnOut> drawn{};  ///< already taken off the figures
  std::string status;  ///< legal status of the figures: "canvassed", "certified"; empty: none
  std::string status_since;  ///< local time; empty: none
  std::vector<std::string> remarks;  ///< units minuted as unexplained, and the like
  std::vector<std::string> signers;  ///< names of the board; empty: three lines without names
};

/// CSV: one row a place, one column a choice; one row a draw of ballots. How many units were not
/// reconciled, and how many votes stand as first counted, is said of all places together and, in
/// the CSV, of each.
[[nodiscard]] PaperDocument canvass_statement(const CanvassStatement& statement,
                                              const PaperStyle& style);

}  // namespace recanvass::report
