// When a count will be done: so much work, so many teams, so many hours a day. Whole minutes and
// exact integers; which days are worked comes from the law's calendar of holidays.
// Part of a plan (workflow/plan.h).
#pragma once

#include "base/date.h"
#include "law/calendar.h"

#include <cstdint>
#include <optional>
#include <string>

namespace recanvass::workflow {

enum class WorkMeasure { Ballots, Units };
enum class WorkDays { Every, Business };

struct WorkPlan {
  WorkMeasure measure = WorkMeasure::Ballots;
  std::int64_t amount = 0;  ///< ballots or units to be counted
  std::int64_t teams = 1;  ///< 1 or more
  std::int64_t per_team_hour = 1;  ///< ballots or units, 1 or more
  base::LocalTime start{base::Date::of(1, 1, 1), base::TimeOfDay{0}};  ///< and the hour of each day
  std::int64_t hours_a_day = 8;  ///< 1 to 24; a working day ends by midnight
  WorkDays days = WorkDays::Every;
};

/// Minutes of work for so much, all teams working: rounded up. @pre amount >= 0
[[nodiscard]] std::int64_t minutes_for(const WorkPlan& plan, std::int64_t amount);

/// When `amount` is done if work on it goes on from `from`; nothing left: `from` itself. No value
/// where it takes more than ten years.
[[nodiscard]] std::optional<base::LocalTime> finish_of(const WorkPlan& plan, std::int64_t amount,
                                                       base::LocalTime from,
                                                       const std::string& jurisdiction,
                                                       const law::BusinessCalendars& calendars);

[[nodiscard]] std::string name_of(WorkMeasure measure);
[[nodiscard]] std::string name_of(WorkDays days);

}  // namespace recanvass::workflow
