#include "formats/holiday_reader.h"

#include "base/check.h"
#include "base/embedded.h"
#include "formats/toml_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::embedded {
std::vector<base::EmbeddedFile> holidays();
}  // namespace recanvass::embedded

namespace recanvass::formats {
namespace {

using law::Confidence;
using law::HolidayRule;
using law::Observance;

constexpr int kHolidayYearFirst = 1900;
constexpr int kHolidayYearLast = 2200;
constexpr int kHolidayCycleMax = 100;

template <class E, std::size_t words_in_all>
using HolidayWords = std::array<std::pair<const char*, E>, words_in_all>;

constexpr HolidayWords<base::Weekday, 7> kHolidayWeekdays = {{
    {"monday", base::Weekday::Monday},
    {"tuesday", base::Weekday::Tuesday},
    {"wednesday", base::Weekday::Wednesday},
    {"thursday", base::Weekday::Thursday},
    {"friday", base::Weekday::Friday},
    {"saturday", base::Weekday::Saturday},
    {"sunday", base::Weekday::Sunday},
}};
constexpr HolidayWords<Observance, 5> kHolidayWeekends = {{
    {"none", Observance::None},
    {"nearest", Observance::NearestWeekday},
    {"sunday-to-monday", Observance::SundayToMonday},
    {"saturday-to-friday", Observance::SaturdayToFriday},
    {"weekend-to-monday", Observance::WeekendToMonday},
}};
constexpr HolidayWords<Confidence, 3> kHolidayConfidences = {{
    {"high", Confidence::High},
    {"medium", Confidence::Medium},
    {"low", Confidence::Low},
}};

template <class E, std::size_t words_in_all>
std::optional<E> holiday_word(const HolidayWords<E, words_in_all>& words, std::string_view name) {
  for (const auto& [word, meaning] : words) {
    if (name == word) return meaning;
  }
  return std::nullopt;
}

template <class E, std::size_t words_in_all>
std::vector<std::string> holiday_names(const HolidayWords<E, words_in_all>& words) {
  std::vector<std::string> names;
  for (const auto& pair : words) names.emplace_back(pair.first);
  return names;
}

std::optional<base::Weekday> holiday_weekday_named(std::string_view name) {
  return holiday_word(kHolidayWeekdays, name);
}
std::optional<Observance> holiday_weekend_named(std::string_view name) {
  return holiday_word(kHolidayWeekends, name);
}
std::optional<Confidence> holiday_confidence_named(std::string_view name) {
  return holiday_word(kHolidayConfidences, name);
}

/// A number that must be there; the least one after a problem.
int holiday_number(TomlFields& fields, const char* key, int least, int most) {
  if (!fields.has(key)) {
    fields.report("toml.missing", "", fmt::format("no {}", key),
                  fmt::format("{} = {} to {}", key, least, most), "Add the key.");
  }
  return static_cast<int>(fields.whole(key, least, most).value_or(least));
}

std::optional<int> holiday_year(TomlFields& fields, const char* key) {
  const auto year = fields.whole(key, kHolidayYearFirst, kHolidayYearLast);
  return year ? std::optional<int>(static_cast<int>(*year)) : std::nullopt;
}

/// 29 February is refused: it would be missing in most years.
law::FixedDay read_holiday_fixed_day(TomlFields& fields) {
  law::FixedDay fixed;
  fixed.month = holiday_number(fields, "month", 1, 12);
  const base::Date first = base::Date::of(2001, fixed.month, 1);
  fixed.day = holiday_number(fields, "day", 1, 31);
  if (first.plus_days(fixed.day - 1).month() != fixed.month) {
    fields.report("holidays.day", "day", fmt::format("{}", fixed.day),
                  "a day that the month has in every year", "Correct the month or the day.");
    fixed.day = 1;
  }
  return fixed;
}

int read_holiday_plus_days(TomlFields& fields) {
  return static_cast<int>(fields.whole("plus_days", -7, 7).value_or(0));
}

base::Weekday read_holiday_weekday(TomlFields& fields) {
  return fields.required_name_of("weekday", holiday_weekday_named, holiday_names(kHolidayWeekdays),
                                 base::Weekday::Monday);
}

law::WeekdayBefore read_holiday_weekday_before(TomlFields& fields) {
  law::WeekdayBefore day;
  day.weekday = read_holiday_weekday(fields);
  day.plus_days = read_holiday_plus_days(fields);
  if (auto limit = fields.table("on_or_before")) {
    const law::FixedDay fixed = read_holiday_fixed_day(*limit);
    limit->finish();
    day.month = fixed.month;
    day.day = fixed.day;
  }
  return day;
}

/// `nth` is 1 to 4, which every month has, or -1 for the last.
law::WeekdayOfMonth read_holiday_weekday_of_month(TomlFields& fields) {
  law::WeekdayOfMonth day;
  day.month = holiday_number(fields, "month", 1, 12);
  day.weekday = read_holiday_weekday(fields);
  day.n = holiday_number(fields, "nth", -1, 4);
  day.plus_days = read_holiday_plus_days(fields);
  if (day.n == 0) {
    fields.report("holidays.day", "nth", "0", "1 to 4, or -1 for the last", "Correct the number.");
    day.n = 1;
  }
  return day;
}

void read_holiday_day(TomlFields& fields, HolidayRule& rule) {
  auto on = fields.table("on");
  if (!on) {
    if (!fields.has("on")) {
      fields.report("toml.missing", "", "no on", "on = { month = 7, day = 4 }", "Add the key.");
    }
    return;
  }
  if (on->has("easter")) {
    rule.day = law::FromEaster{holiday_number(*on, "easter", -70, 70)};
  } else if (on->has("on_or_before")) {
    rule.day = read_holiday_weekday_before(*on);
  } else if (on->has("nth")) {
    rule.day = read_holiday_weekday_of_month(*on);
  } else {
    rule.day = read_holiday_fixed_day(*on);
  }
  on->finish();
}

void read_holiday_name(TomlFields& fields, HolidayRule& rule) {
  rule.id = fields.required_id("id");
  rule.name = fields.required_name("name");
}

void read_holiday_cycle(TomlFields& fields, HolidayRule& rule) {
  if (!fields.has("every") && !fields.has("remainder")) return;
  rule.every_years = holiday_number(fields, "every", 2, kHolidayCycleMax);
  rule.year_of_cycle = holiday_number(fields, "remainder", 0, rule.every_years - 1);
}

void read_holiday_years(TomlFields& fields, HolidayRule& rule) {
  rule.first_year = holiday_year(fields, "from");
  rule.last_year = holiday_year(fields, "to");
  if (rule.first_year && rule.last_year && *rule.first_year > *rule.last_year) {
    fields.report("holidays.years", "to",
                  fmt::format("from {} to {}", *rule.first_year, *rule.last_year),
                  "a last year that is not before the first", "Correct one of the two.");
  }
}

void read_holiday_standing(TomlFields& fields, HolidayRule& rule) {
  rule.confidence = fields.name_of("confidence", holiday_confidence_named,
                                   holiday_names(kHolidayConfidences), rule.confidence);
  if (fields.has("source")) rule.source = fields.required_text("source");
}

bool is_state_or_federal(std::string_view id) {
  const auto small = [](char letter) { return letter >= 'a' && letter <= 'z'; };
  return id == "us" || (id.size() == 5 && id.substr(0, 3) == "us-" && small(id[3]) && small(id[4]));
}

/// Builds the calendars; what cannot be read is left out and stands among the problems.
class HolidayFile {
 public:
  void read(TomlFields& root) {
    const std::string schema = root.required_text("schema");
    if (!schema.empty() && schema != "recanvass.holidays/1") {
      root.report("holidays.schema", "schema", quote(schema), "\"recanvass.holidays/1\"",
                  "Use a program that reads this schema.");
    }
    for (TomlFields& day : root.tables("day")) read_shared_day(day);
    for (TomlFields& calendar : root.tables("calendar")) read_calendar(calendar);
    if (lists_.count("us") == 0) {
      root.report("holidays.no-federal", "", "no calendar \"us\"",
                  "a calendar of federal offices, jurisdiction = \"us\"",
                  "Add it: it stands in for every place without a calendar of its own.");
    }
    root.finish();
  }

  std::map<std::string, std::vector<HolidayRule>> take() { return std::move(lists_); }

 private:
  void read_shared_day(TomlFields& fields) {
    HolidayRule rule;
    read_holiday_name(fields, rule);
    read_holiday_day(fields, rule);
    read_holiday_cycle(fields, rule);
    fields.finish();
    if (!rule.id.empty() && !shared_.emplace(rule.id, rule).second) {
      fields.report("holidays.twice", "id", quote(rule.id), "an id of its own for each day",
                    "Take one of the two out.");
    }
  }

  void read_calendar(TomlFields& fields) {
    const std::string jurisdiction = fields.required_id("jurisdiction");
    HolidayRule common;
    common.source = fields.required_text("source");
    common.confidence =
        fields.required_name_of("confidence", holiday_confidence_named,
                                holiday_names(kHolidayConfidences), Confidence::Low);
    common.observance = fields.required_name_of("weekend", holiday_weekend_named,
                                                holiday_names(kHolidayWeekends), Observance::None);
    if (fields.has("note")) fields.required_text("note");
    std::vector<HolidayRule> rules;
    for (const std::string& id : fields.texts("holidays")) {
      if (const auto rule = shared_day(fields, "holidays", id, common)) {
        add(fields, "holidays", *rule, rules);
      }
    }
    for (TomlFields& item : fields.tables("also")) read_item(item, common, rules);
    fields.finish();
    if (jurisdiction.empty()) return;
    if (!is_state_or_federal(jurisdiction)) {
      fields.report("holidays.jurisdiction", "jurisdiction", quote(jurisdiction),
                    "\"us\", or \"us-\" and a postal code in small letters",
                    "Write it such as \"us-wi\".");
    } else if (!lists_.emplace(jurisdiction, std::move(rules)).second) {
      fields.report("holidays.twice", "jurisdiction", quote(jurisdiction),
                    "one calendar for each jurisdiction", "Join the two.");
    }
  }

  /// A holiday with terms of its own: a shared day, a day described here, or single dates.
  void read_item(TomlFields& fields, const HolidayRule& common, std::vector<HolidayRule>& rules) {
    std::optional<HolidayRule> rule = common;
    if (fields.has("day")) {
      rule = shared_day(fields, "day", fields.required_text("day"), common);
      if (!rule) return;  // what its other keys mean depends on the day
    } else {
      read_holiday_name(fields, *rule);
    }
    read_holiday_standing(fields, *rule);
    if (fields.has("dates")) {
      read_dates(fields, *rule, rules);
    } else {
      if (!fields.has("day")) read_holiday_day(fields, *rule);
      read_holiday_cycle(fields, *rule);
      read_holiday_years(fields, *rule);
      rule->observance = fields.name_of("weekend", holiday_weekend_named,
                                        holiday_names(kHolidayWeekends), rule->observance);
      add(fields, "", *rule, rules);
    }
    fields.finish();
  }

  /// Days that follow no rule: one rule for each date, on that date and no other.
  void read_dates(TomlFields& fields, HolidayRule rule, std::vector<HolidayRule>& rules) {
    rule.observance = Observance::None;
    for (const std::string& text : fields.texts("dates")) {
      const auto date = base::Date::parse(text);
      if (!date) {
        fields.report("holidays.day", "dates", quote(text), "a day such as \"2016-12-23\"",
                      "Correct the date.");
        continue;
      }
      rule.day = law::FixedDay{date->month(), date->day()};
      rule.first_year = date->year();
      rule.last_year = date->year();
      add(fields, "dates", rule, rules);
    }
  }

  std::optional<HolidayRule> shared_day(TomlFields& fields, std::string_view key,
                                        const std::string& id, const HolidayRule& common) {
    const auto found = shared_.find(id);
    if (found == shared_.end()) {
      std::vector<std::string> ids;
      for (const auto& entry : shared_) ids.push_back(entry.first);
      fields.report("holidays.unknown-day", key, quote(id), "one of " + listed(ids, ids.size()),
                    suggest(id, ids, "Describe the day with id, name and on."));
      return std::nullopt;
    }
    HolidayRule rule = found->second;
    rule.source = common.source;
    rule.confidence = common.confidence;
    rule.observance = common.observance;
    return rule;
  }

  /// Adds a rule unless one of the same id gives the same year a day already.
  static void add(TomlFields& fields, std::string_view key, const HolidayRule& rule,
                  std::vector<HolidayRule>& rules) {
    for (const HolidayRule& other : rules) {
      if (rule.id.empty() || other.id != rule.id) continue;
      for (int year = kHolidayYearFirst; year <= kHolidayYearLast; ++year) {
        if (!other.observed(year) || !rule.observed(year)) continue;
        fields.report("holidays.twice", key, fmt::format("{} twice in {}", quote(rule.id), year),
                      "each holiday once a year", "Bound one of the two with from or to.");
        return;
      }
    }
    rules.push_back(rule);
  }

  std::map<std::string, HolidayRule> shared_;
  std::map<std::string, std::vector<HolidayRule>> lists_;
};

}  // namespace

base::Result<law::BusinessCalendars> read_holidays(std::string_view toml_text,
                                                   std::string_view file) {
  const auto table = parse_toml(toml_text, std::string(file));
  if (!table) return table.problems();
  ProblemList problems;
  TomlSource source{std::string(file), problems};
  TomlFields root(*table, "", source);
  HolidayFile holidays;
  holidays.read(root);
  if (!problems.empty()) return problems.take();
  return law::BusinessCalendars(holidays.take());
}

law::BusinessCalendars built_in_holidays() {
  const auto files = embedded::holidays();
  RECANVASS_CHECK(files.size() == 1);
  auto calendars = read_holidays(files.front().text, files.front().path);
  RECANVASS_CHECK(calendars.ok());
  return std::move(calendars).value();
}

}  // namespace recanvass::formats
