// A recount of cast vote records beside what was reported, unit by unit: for a terminal and as
// JSON. A mechanism is a likely cause to look for; what none explains is "unexplained".
#pragma once

#include "base/json.h"
#include "report/terminal.h"
#include "tabulate/against.h"

#include <string>
#include <vector>

namespace recanvass::report {

struct AgainstReport {
  election::CardContest contest;
  std::string title;      ///< the contest's name with what tells it apart
  std::string unit_kind;  ///< "precinct", "everything"
  std::string file;       ///< of the returns
  std::vector<std::string> remarks;  ///< of their reader
  tabulate::AgainstReturns against;
};

/// True when every unit has the same figures, which can be, and none stands on one side only.
[[nodiscard]] bool agrees(const tabulate::AgainstReturns& against);

[[nodiscard]] std::string against_text(const AgainstReport& report, const Screen& screen);
[[nodiscard]] base::Json against_json(const AgainstReport& report);

}  // namespace recanvass::report
