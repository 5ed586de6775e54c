// The explanation of changes: each reporting unit whose figures the recount changed, choice by
// choice, with its causes. A unit without a cause is said first and in a frame: no certificate is
// issued while there is one. Causes: recount/causes.h.
#pragma once

#include "report/drawn_out.h"
#include "report/paper.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::report {

struct ChangedVotes {
  std::string choice;  ///< name
  std::int64_t before = 0;
  std::int64_t after = 0;
};

struct StatedCause {
  std::string code;  ///< of recount/causes.h
  std::string words;
  std::string minute;  ///< where the minutes say so; empty: nowhere
};

struct ChangedUnit {
  std::string county;  ///< name
  std::string unit;    ///< id
  std::string name;
  std::vector<ChangedVotes> changes;  ///< changed choices only
  std::vector<StatedCause> causes;    ///< none: the unit lacks one
};

struct ChangeReport {
  PaperHeading heading;
  std::string place;
  std::int64_t units_compared = 0;
  std::vector<ChangedVotes> totals;  ///< of the units compared, every choice
  std::vector<ChangedUnit> units;    ///< largest change first
  std::vector<std::string> choices{};  ///< names, in paper order
  std::vector<DrawnOut> drawn{};  ///< of the units compared
};

/// CSV: one row a changed choice of a unit; one row a cause; one row a draw of ballots.
[[nodiscard]] PaperDocument change_report(const ChangeReport& report, const PaperStyle& style);

}  // namespace recanvass::report
