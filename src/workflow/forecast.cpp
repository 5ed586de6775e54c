#include "workflow/forecast.h"

#include "base/quantity.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

constexpr int kDaysMax = 3653;  // ten years: a plan beyond is no plan

using Work = base::Count<struct WorkTag>;  // overflow is checked

}  // namespace

std::int64_t minutes_for(const WorkPlan& plan, std::int64_t amount) {
  RECANVASS_CHECK(amount >= 0 && plan.teams >= 1 && plan.per_team_hour >= 1);
  const std::int64_t an_hour = (Work(plan.teams) * plan.per_team_hour).value();
  const Work minutes = Work(amount) * 60 + Work(an_hour - 1);
  return minutes.value() / an_hour;
}

std::optional<base::LocalTime> finish_of(const WorkPlan& plan, std::int64_t amount,
                                         base::LocalTime from, const std::string& jurisdiction,
                                         const law::BusinessCalendars& calendars) {
  std::int64_t left = minutes_for(plan, amount);
  if (left == 0) return from;
  const int opens = plan.start.time.minutes();
  const int closes = opens + static_cast<int>(plan.hours_a_day) * 60;
  RECANVASS_CHECK(closes <= 1440);
  base::Date day = from.day;
  int minute = std::max(from.time.minutes(), opens);
  for (int i = 0; i < kDaysMax; ++i) {
    const bool worked =
        plan.days == WorkDays::Every || calendars.is_business_day(jurisdiction, day);
    const std::int64_t today = worked ? std::max(0, closes - minute) : 0;
    if (left <= today)
      return base::LocalTime{day, base::TimeOfDay(minute + static_cast<int>(left))};
    left -= today;
    day = day.plus_days(1);
    minute = opens;
  }
  return std::nullopt;
}

std::string name_of(WorkMeasure measure) {
  switch (measure) {
    case WorkMeasure::Ballots: return "ballots";
    case WorkMeasure::Units: return "units";
  }
  return {};
}

std::string name_of(WorkDays days) {
  switch (days) {
    case WorkDays::Every: return "every";
    case WorkDays::Business: return "business";
  }
  return {};
}

}  // namespace recanvass::workflow
