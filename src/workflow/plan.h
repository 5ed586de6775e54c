// Who counts how much with how many teams, from when, until when it must be done, and who was told.
// A part of the state (workflow/opening.h). Forecasts: workflow/forecast.h.
#pragma once

#include "base/json.h"
#include "election/election.h"
#include "workflow/forecast.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::workflow {

/// When something happened or is due, as stated at one time.
struct CalendarEntry {
  std::uint64_t position = 0;
  election::Moment moment;
  std::string words;
  std::string order;  ///< id of the order that sets it; empty: none
};

struct CountyPlan {
  std::uint64_t position = 0;
  WorkPlan work;
  std::int64_t rooms = 0;
  std::string words;
};

/// How much of a plan's work is done, by the county's own statement.
struct Progress {
  std::uint64_t position = 0;
  base::LocalTime reported_at;
  std::int64_t done = 0;  ///< in what the plan measures
};

struct Notice {
  std::uint64_t position = 0;
  std::string what;
  std::string where;
  std::string when;  ///< of what is announced, local time
  std::string given_at;  ///< of the notice, local time
  std::string how;
  std::string county;  ///< empty: the whole operation
  base::Json document;  ///< a file by its SHA-256; null: none
};

struct Plan {
  /// By event and county (empty: everywhere); the latest last.
  std::map<std::pair<std::string, std::string>, std::vector<CalendarEntry>> calendar;
  std::map<std::string, std::vector<CountyPlan>> counties;  ///< the latest last
  std::map<std::string, std::vector<Progress>> progress;
  std::vector<Notice> notices;

  /// The moment that holds for a county: its own, else everybody's. Null: none was stated.
  [[nodiscard]] const CalendarEntry* on_calendar(const std::string& event,
                                                 const std::string& county) const;
};

}  // namespace recanvass::workflow
