// Business days: which days the offices of a jurisdiction are closed, by rules with sources. Filled
// by formats/ from reference/holidays.toml, asked by law/deadline.h. Weekends are always closed.
#pragma once

#include "base/date.h"
#include "law/answer.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace recanvass::law {

/// The same month and day each year.
struct FixedDay {
  int month = 1;
  int day = 1;
};
/// The n-th weekday of a month, n = -1 for the last, moved by some days (the day after
/// Thanksgiving: fourth Thursday of November, plus one).
struct WeekdayOfMonth {
  int month = 1;
  base::Weekday weekday = base::Weekday::Monday;
  int n = 1;
  int plus_days = 0;
};
/// The last `weekday` on or before a month's day, moved by some days.
struct WeekdayBefore {
  int month = 1;
  int day = 1;
  base::Weekday weekday = base::Weekday::Monday;
  int plus_days = 0;
};
/// Easter Sunday moved by some days (Good Friday: -2).
struct FromEaster {
  int plus_days = 0;
};

/// Where a holiday goes that falls on a weekend: nowhere, to Friday before and Monday after, to one
/// of the two alone, or always to the Monday after (Rhode Island).
enum class Observance { None, NearestWeekday, SundayToMonday, SaturdayToFriday, WeekendToMonday };

/// One legal holiday of one jurisdiction.
struct HolidayRule {
  std::string id;  ///< "thanksgiving"; a state removes or replaces a federal rule by its id
  std::string name;  ///< "Thanksgiving Day"
  std::variant<FixedDay, WeekdayOfMonth, WeekdayBefore, FromEaster> day;
  std::optional<int> first_year;  ///< none: as far back as asked
  std::optional<int> last_year;  ///< none: still a holiday
  int every_years = 1;  ///< 4 for Inauguration Day, 2 for Election Day of even years
  int year_of_cycle = 0;  ///< a year with (year modulo every_years) equal to this has it
  Observance observance = Observance::NearestWeekday;
  Confidence confidence = Confidence::High;
  std::string source;  ///< statute or other source

  /// The day offices are closed for it because of the rule's year `year`; no value when the rule
  /// has no such year. It may fall into the year before (New Year's Day on a Saturday).
  [[nodiscard]] std::optional<base::Date> observed(int year) const;
};

/// A closed day between two others, and why.
struct Closing {
  base::Date day;
  std::string name;
  Confidence confidence = Confidence::High;
  std::string source;
};

/// The legal holidays of each jurisdiction.
class BusinessCalendars {
 public:
  BusinessCalendars() = default;
  /// @param by_jurisdiction  the whole list of each ("us-wi", and "us" for federal offices),
  /// federal                         holidays included where they are kept.
  explicit BusinessCalendars(std::map<std::string, std::vector<HolidayRule>> by_jurisdiction);

  /// Whether a list of its own is known; without one, the list of "us" is used.
  [[nodiscard]] bool knows(const std::string& jurisdiction) const;
  /// The holiday on a day; no value when there is none. Weekends are not holidays.
  [[nodiscard]] std::optional<Closing> holiday(const std::string& jurisdiction,
                                               base::Date day) const;
  [[nodiscard]] bool is_business_day(const std::string& jurisdiction, base::Date day) const;
  /// The n-th business day after `day`, n >= 1; the first one on or after it for n = 0.
  [[nodiscard]] base::Date plus_business_days(const std::string& jurisdiction, base::Date day,
                                              std::int64_t n) const;
  /// Holidays on weekdays after `from` up to and including `to`, in order.
  [[nodiscard]] std::vector<Closing> skipped(const std::string& jurisdiction, base::Date from,
                                             base::Date to) const;

 private:
  [[nodiscard]] const std::vector<HolidayRule>* rules(const std::string& jurisdiction) const;
  std::map<std::string, std::vector<HolidayRule>> by_jurisdiction_;
};

}  // namespace recanvass::law
