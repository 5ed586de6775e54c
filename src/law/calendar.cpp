#include "law/calendar.h"

#include <utility>

namespace recanvass::law {
namespace {

struct DayInYear {
  int year;
  base::Date operator()(const FixedDay& rule) const {
    return base::Date::of(year, rule.month, rule.day);
  }
  base::Date operator()(const WeekdayOfMonth& rule) const {
    return base::nth_weekday_of_month(year, rule.month, rule.weekday, rule.n)
        .plus_days(rule.plus_days);
  }
  base::Date operator()(const WeekdayBefore& rule) const {
    base::Date day = base::Date::of(year, rule.month, rule.day);
    while (day.weekday() != rule.weekday) day = day.plus_days(-1);
    return day.plus_days(rule.plus_days);
  }
  base::Date operator()(const FromEaster& rule) const {
    return base::easter_sunday(year).plus_days(rule.plus_days);
  }
};

base::Date observe(base::Date day, Observance observance) {
  const bool saturday = day.weekday() == base::Weekday::Saturday;
  const bool sunday = day.weekday() == base::Weekday::Sunday;
  switch (observance) {
    case Observance::None: return day;
    case Observance::NearestWeekday: return day.plus_days(saturday ? -1 : sunday ? 1 : 0);
    case Observance::SundayToMonday: return day.plus_days(sunday ? 1 : 0);
    case Observance::SaturdayToFriday: return day.plus_days(saturday ? -1 : 0);
    case Observance::WeekendToMonday: return day.plus_days(saturday ? 2 : sunday ? 1 : 0);
  }
  return day;
}

bool is_weekend(base::Date day) {
  return day.weekday() == base::Weekday::Saturday || day.weekday() == base::Weekday::Sunday;
}

}  // namespace

std::optional<base::Date> HolidayRule::observed(int year) const {
  if (first_year && year < *first_year) return std::nullopt;
  if (last_year && year > *last_year) return std::nullopt;
  if (every_years > 1 && year % every_years != year_of_cycle) return std::nullopt;
  return observe(std::visit(DayInYear{year}, day), observance);
}

BusinessCalendars::BusinessCalendars(std::map<std::string, std::vector<HolidayRule>> lists)
    : by_jurisdiction_(std::move(lists)) {}

const std::vector<HolidayRule>* BusinessCalendars::rules(const std::string& jurisdiction) const {
  auto found = by_jurisdiction_.find(jurisdiction);
  if (found == by_jurisdiction_.end()) found = by_jurisdiction_.find("us");
  return found == by_jurisdiction_.end() ? nullptr : &found->second;
}

bool BusinessCalendars::knows(const std::string& jurisdiction) const {
  return by_jurisdiction_.count(jurisdiction) > 0;
}

std::optional<Closing> BusinessCalendars::holiday(const std::string& jurisdiction,
                                                  base::Date day) const {
  const auto* list = rules(jurisdiction);
  if (list == nullptr) return std::nullopt;
  for (const HolidayRule& rule : *list) {
    // A holiday at the turn of the year may be observed in the other year.
    for (const int year : {day.year() - 1, day.year(), day.year() + 1}) {
      if (rule.observed(year) == day) return Closing{day, rule.name, rule.confidence, rule.source};
    }
  }
  return std::nullopt;
}

bool BusinessCalendars::is_business_day(const std::string& jurisdiction, base::Date day) const {
  return !is_weekend(day) && !holiday(jurisdiction, day);
}

base::Date BusinessCalendars::plus_business_days(const std::string& jurisdiction, base::Date day,
                                                 std::int64_t n) const {
  RECANVASS_CHECK(n >= 0);
  while (n == 0 && !is_business_day(jurisdiction, day)) day = day.plus_days(1);
  for (std::int64_t counted = 0; counted < n;) {
    day = day.plus_days(1);
    if (is_business_day(jurisdiction, day)) ++counted;
  }
  return day;
}

std::vector<Closing> BusinessCalendars::skipped(const std::string& jurisdiction, base::Date from,
                                                base::Date to) const {
  std::vector<Closing> closings;
  for (base::Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
    if (is_weekend(day)) continue;
    if (auto closing = holiday(jurisdiction, day)) closings.push_back(std::move(*closing));
  }
  return closings;
}

}  // namespace recanvass::law
