#include "base/date.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace recanvass::base {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<const char*, 7> kWeekdayNames = {"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

year_month_day civil(std::int32_t serial) {
  return year_month_day{sys_days{std::chrono::days{serial}}};
}

bool parse_fixed(std::string_view text, std::size_t at, std::size_t width, int& number) {
  if (text.size() < at + width) return false;
  number = 0;
  for (std::size_t i = at; i < at + width; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    number = number * 10 + (text[i] - '0');
  }
  return true;
}

}  // namespace

Result<Date> Date::make(int year, int month, int day) {
  const year_month_day ymd{std::chrono::year{year},
                           std::chrono::month{static_cast<unsigned>(month)},
                           std::chrono::day{static_cast<unsigned>(day)}};
  if (year < 1 || year > 9999 || month < 1 || day < 1 || !ymd.ok()) {
    return Problem{"date.invalid",
                   {},
                   fmt::format("{:04}-{:02}-{:02}", year, month, day),
                   "a day that exists",
                   "Check the month and the day."};
  }
  return Date(static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count()));
}

Result<Date> Date::parse(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !parse_fixed(text, 0, 4, year) ||
      !parse_fixed(text, 5, 2, month) || !parse_fixed(text, 8, 2, day)) {
    return Problem{"date.format",
                   {},
                   fmt::format("\"{}\"", text),
                   "a date such as 2016-11-25",
                   "Write year-month-day with four, two and two digits."};
  }
  return make(year, month, day);
}

Date Date::of(int year, int month, int day) { return make(year, month, day).value(); }

int Date::year() const { return static_cast<int>(civil(serial_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(serial_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(serial_).day())); }

Weekday Date::weekday() const {
  return static_cast<Weekday>(
      std::chrono::weekday{sys_days{std::chrono::days{serial_}}}.c_encoding());
}

Date Date::plus_days(std::int64_t days) const {
  const std::int64_t moved = serial_ + days;
  RECANVASS_CHECK(moved >= Date::of(1, 1, 1).serial_ && moved <= Date::of(9999, 12, 31).serial_);
  return Date(static_cast<std::int32_t>(moved));
}

std::string Date::text() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

std::string Date::long_text() const {
  return fmt::format("{} {} {} {}", kWeekdayNames.at(static_cast<std::size_t>(weekday())), day(),
                     kMonthNames.at(static_cast<std::size_t>(month() - 1)), year());
}

std::int64_t days_between(Date from, Date to) { return std::int64_t{to.serial()} - from.serial(); }

Date nth_weekday_after(Date day, Weekday weekday, int n) {
  RECANVASS_CHECK(n >= 1);
  const int ahead = (static_cast<int>(weekday) - static_cast<int>(day.weekday()) + 7) % 7;
  return day.plus_days((ahead == 0 ? 7 : ahead) + 7 * (n - 1));
}

Date nth_weekday_of_month(int year, int month, Weekday weekday, int n) {
  RECANVASS_CHECK(n >= 1 || n == -1);
  if (n == -1) {
    const Date next = month == 12 ? Date::of(year + 1, 1, 1) : Date::of(year, month + 1, 1);
    const Date last = next.plus_days(-1);
    return last.plus_days(
        -((static_cast<int>(last.weekday()) - static_cast<int>(weekday) + 7) % 7));
  }
  const Date found = nth_weekday_after(Date::of(year, month, 1).plus_days(-1), weekday, n);
  RECANVASS_CHECK(found.month() == month);
  return found;
}

Date easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int shifted = h + l - 7 * m + 114;
  return Date::of(year, shifted / 31, shifted % 31 + 1);
}

TimeOfDay::TimeOfDay(int minutes) : minutes_(minutes) {
  RECANVASS_CHECK(minutes >= 0 && minutes <= 24 * 60);
}

Result<TimeOfDay> TimeOfDay::parse(std::string_view text) {
  int hour = 0;
  int minute = 0;
  if (text.size() != 5 || text[2] != ':' || !parse_fixed(text, 0, 2, hour) ||
      !parse_fixed(text, 3, 2, minute) || minute > 59 || hour * 60 + minute > 24 * 60) {
    return Problem{"time.format",
                   {},
                   fmt::format("\"{}\"", text),
                   "a time such as 17:00",
                   "Write hours and minutes with two digits each, 00:00 to 24:00."};
  }
  return TimeOfDay(hour * 60 + minute);
}

std::string TimeOfDay::text() const {
  return fmt::format("{:02}:{:02}", minutes_ / 60, minutes_ % 60);
}

Result<LocalTime> LocalTime::parse(std::string_view text) {
  std::string_view rest = text;
  if (rest.size() == 19 && rest.substr(16) == ":00") rest = rest.substr(0, 16);
  if (rest.size() != 16 || rest[10] != 'T') {
    return Problem{"time.format",
                   {},
                   fmt::format("\"{}\"", text),
                   "a local time such as 2016-11-25T17:00",
                   "Write the date, a T and the time."};
  }
  const auto day = Date::parse(rest.substr(0, 10));
  if (!day) return day.problems();
  const auto time = TimeOfDay::parse(rest.substr(11));
  if (!time) return time.problems();
  return LocalTime{*day, *time};
}

std::string LocalTime::text() const { return day.text() + "T" + time.text(); }

LocalTime LocalTime::plus_minutes(std::int64_t minutes) const {
  constexpr std::int64_t kDay = 24 * 60;
  const std::int64_t total = time.minutes() + minutes;
  const std::int64_t days = total >= 0 ? total / kDay : -((-total + kDay - 1) / kDay);
  return {day.plus_days(days), TimeOfDay(static_cast<int>(total - days * kDay))};
}

}  // namespace recanvass::base
