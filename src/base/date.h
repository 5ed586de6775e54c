// Civil dates and local times of a jurisdiction. No clock and no time zone: "today" is always an
// argument, and a deadline is a local date and time. Next: base/calendar.h for business days.
#pragma once

#include "base/result.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recanvass::base {

enum class Weekday { Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday };

/// A day of the Gregorian calendar, years 1 to 9999.
class Date {
 public:
  /// Causes: date.invalid.
  static Result<Date> make(int year, int month, int day);
  /// Reads "2016-11-25" and nothing else. Causes: date.format, date.invalid.
  static Result<Date> parse(std::string_view text);
  /// For constants in our own code and tests. @pre the day exists.
  static Date of(int year, int month, int day);

  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;
  [[nodiscard]] int day() const;
  [[nodiscard]] Weekday weekday() const;
  /// Days since 1970-01-01.
  [[nodiscard]] std::int32_t serial() const { return serial_; }
  /// @pre the day reached is in years 1 to 9999.
  [[nodiscard]] Date plus_days(std::int64_t days) const;
  /// "2016-11-25"
  [[nodiscard]] std::string text() const;
  /// "Fri 25 Nov 2016"
  [[nodiscard]] std::string long_text() const;

  friend auto operator<=>(Date, Date) = default;

 private:
  explicit Date(std::int32_t serial) : serial_(serial) {}
  std::int32_t serial_;
};

/// Days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] std::int64_t days_between(Date from, Date to);

/// The n-th `weekday` strictly after `day`, n >= 1.
[[nodiscard]] Date nth_weekday_after(Date day, Weekday weekday, int n);

/// The n-th `weekday` of a month, n >= 1; n = -1 gives the last one. @pre it exists.
[[nodiscard]] Date nth_weekday_of_month(int year, int month, Weekday weekday, int n);

/// Easter Sunday of the Gregorian calendar (anonymous Gregorian algorithm).
[[nodiscard]] Date easter_sunday(int year);

/// A local wall-clock time of a day, minutes since midnight; 24:00 is the end of the day.
class TimeOfDay {
 public:
  /// Reads "17:00", "24:00". Causes: time.format.
  static Result<TimeOfDay> parse(std::string_view text);
  /// @pre 0 <= minutes <= 1440
  explicit TimeOfDay(int minutes);
  [[nodiscard]] int minutes() const { return minutes_; }
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(TimeOfDay, TimeOfDay) = default;

 private:
  int minutes_;
};

/// A moment on the jurisdiction's own clock.
struct LocalTime {
  Date day;
  TimeOfDay time;

  /// Reads "2016-11-25T17:00" (also with ":00" seconds). Causes: time.format, date.invalid.
  static Result<LocalTime> parse(std::string_view text);
  /// "2016-11-25T17:00"
  [[nodiscard]] std::string text() const;
  [[nodiscard]] LocalTime plus_minutes(std::int64_t minutes) const;
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

}  // namespace recanvass::base
