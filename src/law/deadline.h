// The clock of a petition: so many hours, days or business days after an event, a weekday, a
// window, the later of two, in each county or in the state. Local time; no clock is read here.
// Next: law/calendar.h for business days; law/clock_event.h for the events.
#pragma once

#include "base/date.h"
#include "law/calendar.h"
#include "law/scope.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::law {

enum class ClockUnit { CalendarDays, BusinessDays, Hours, NthWeekday, BeforeEvent };

/// A last day that is a weekend or holiday: what becomes of it is not recorded, it stays, or it
/// moves to the next business day.
enum class Rolling { NotRecorded, Stays, NextBusinessDay };
/// Hours of every day, or of business days only.
enum class HoursCounted { EveryDay, BusinessDaysOnly };

/// One limb of a deadline.
struct Term {
  ClockUnit unit = ClockUnit::CalendarDays;
  std::int64_t amount = 0;  ///< days, hours, or n of the n-th weekday
  base::Weekday weekday = base::Weekday::Friday;  ///< for NthWeekday
  std::string event;  ///< id in law/clock_event.h
  std::optional<base::TimeOfDay> time;  ///< last minute of the last day; none: end of the day
  std::optional<std::int64_t> opens;  ///< first day of a window, in the same unit and event
  Rolling rolling = Rolling::NotRecorded;
  HoursCounted hours = HoursCounted::EveryDay;
};

enum class TermJoin { Later, Earlier };

/// The last moment for one step, for some contests.
struct DeadlineRule {
  Scope scope;
  std::string step;  ///< empty: the petition itself; else what else has a date of its own
  bool at_own_cost = false;  ///< only for who pays; not where the recount is free of charge
  std::string not_found;  ///< the record knows of a rule and not what it says; no terms then
  std::vector<Term> terms;
  TermJoin join = TermJoin::Later;
};

/// "5 pm on the third business day after the last county canvass is received"
[[nodiscard]] std::string words_of(const Term& term);
[[nodiscard]] std::string words_of(const DeadlineRule& rule);

/// The last moment of a rule, where the events are known.
/// @param missing  receives what would have to be known.
[[nodiscard]] Deadline find(const DeadlineRule& rule, const std::string& jurisdiction,
                            const Facts& facts, const BusinessCalendars& calendars,
                            std::optional<base::LocalTime> as_of,
                            std::vector<std::string>& missing);

}  // namespace recanvass::law
