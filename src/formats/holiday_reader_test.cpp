#include "formats/holiday_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace recanvass::formats {
namespace {

using base::Date;

Date date(const char* text) { return Date::parse(text).value(); }

const law::BusinessCalendars& shipped() {
  static const law::BusinessCalendars calendars = built_in_holidays();
  return calendars;
}

constexpr std::array<const char*, 52> kPlaces = {
    "us",    "us-al", "us-ak", "us-az", "us-ar", "us-ca", "us-co", "us-ct", "us-de",
    "us-dc", "us-fl", "us-ga", "us-hi", "us-id", "us-il", "us-in", "us-ia", "us-ks",
    "us-ky", "us-la", "us-me", "us-md", "us-ma", "us-mi", "us-mn", "us-ms", "us-mo",
    "us-mt", "us-ne", "us-nv", "us-nh", "us-nj", "us-nm", "us-ny", "us-nc", "us-nd",
    "us-oh", "us-ok", "us-or", "us-pa", "us-ri", "us-sc", "us-sd", "us-tn", "us-tx",
    "us-ut", "us-vt", "us-va", "us-wa", "us-wv", "us-wi", "us-wy"};

TEST(BuiltInHolidays, EveryStateTheDistrictAndTheFederalOfficesHaveACalendar) {
  for (const char* place : kPlaces) EXPECT_TRUE(shipped().knows(place)) << place;
  EXPECT_FALSE(shipped().knows("us-pr"));
}

TEST(BuiltInHolidays, ThanksgivingNewYearAndChristmasCloseOfficesEverywhere) {
  for (const char* place : kPlaces) {
    EXPECT_FALSE(shipped().is_business_day(place, date("1998-11-26"))) << place;
    EXPECT_FALSE(shipped().is_business_day(place, date("2016-11-24"))) << place;
    EXPECT_FALSE(shipped().is_business_day(place, date("2025-01-01"))) << place;
    EXPECT_FALSE(shipped().is_business_day(place, date("2030-12-25"))) << place;
  }
}

TEST(BuiltInHolidays, EveryClosingNamesItsSource) {
  for (const char* place : kPlaces) {
    const auto closings = shipped().skipped(place, date("2021-12-30"), date("2022-12-30"));
    EXPECT_GE(closings.size(), 7U) << place;
    EXPECT_LE(closings.size(), 18U) << place;
    for (const law::Closing& closing : closings) {
      EXPECT_FALSE(closing.source.empty()) << place << " " << closing.name;
      EXPECT_FALSE(closing.name.empty()) << place << " " << closing.day.text();
    }
  }
}

struct Known {
  const char* place;
  const char* day;
  const char* closed_for;  ///< empty: offices are open
};

class KnownClosing : public testing::TestWithParam<Known> {};

TEST_P(KnownClosing, IsInTheCalendar) {
  const auto closing = shipped().holiday(GetParam().place, date(GetParam().day));
  EXPECT_EQ(closing ? closing->name : "", GetParam().closed_for);
}

INSTANTIATE_TEST_SUITE_P(
    Federal, KnownClosing,
    testing::Values(Known{"us", "2016-11-11", "Veterans Day"},
                    Known{"us", "2020-11-11", "Veterans Day"}, Known{"us", "2020-06-19", ""},
                    Known{"us", "2021-06-18", "Juneteenth"},  // 19 June was a Saturday
                    Known{"us", "2022-06-20", "Juneteenth"},  // 19 June was a Sunday
                    Known{"us", "2021-12-24", "Christmas Day"},
                    Known{"us", "2021-12-31", "New Year's Day"},  // of 2022
                    Known{"us", "2022-12-26", "Christmas Day"}, Known{"us", "2016-11-08", ""},
                    Known{"us", "2016-11-25", ""}, Known{"us", "2021-01-20", ""}));

INSTANTIATE_TEST_SUITE_P(
    States, KnownClosing,
    testing::Values(
        // Wisconsin's offices close by their own list: Veterans Day is not on it.
        Known{"us-wi", "2016-11-11", ""}, Known{"us-wi", "2016-11-24", "Thanksgiving Day"},
        Known{"us-wi", "2016-11-25", ""}, Known{"us-wi", "2021-12-31", "New Year's Eve"},
        Known{"us-wi", "2008-12-31", ""}, Known{"us-wi", "2020-07-03", ""},
        Known{"us-wi", "2021-07-05", "Independence Day"},
        Known{"us-dc", "2021-01-20", "Inauguration Day"},
        Known{"us-dc", "2013-01-21", "Martin Luther King Jr. Day"},  // 20 January was a Sunday
        Known{"us-dc", "2021-06-18", "Juneteenth"},
        Known{"us-de", "2016-11-08", "General Election Day"}, Known{"us-de", "2017-11-07", ""},
        Known{"us-de", "2016-12-26", "Christmas Day"}, Known{"us-de", "2016-02-15", ""},
        Known{"us-fl", "2000-11-24", "Day after Thanksgiving"}, Known{"us-fl", "2000-11-07", ""},
        Known{"us-ga", "2019-04-22", "Confederate Memorial Day (State Holiday)"},
        Known{"us-ga", "2024-03-29", "Good Friday"},
        Known{"us-ga", "2015-12-24", "Washington's Birthday (observed)"},
        Known{"us-il", "2020-07-03", "Independence Day"},
        Known{"us-il", "2020-11-03", "General Election Day"}, Known{"us-il", "2021-06-18", ""},
        Known{"us-il", "2022-06-20", "Juneteenth"},
        Known{"us-in", "2015-11-03", "General Election Day"}, Known{"us-in", "2017-11-07", ""},
        Known{"us-in", "2015-05-05", "Primary Election Day"},
        Known{"us-in", "2016-12-23", "Washington's Birthday (observed)"},
        Known{"us-ky", "2016-11-08", "Presidential Election Day"}, Known{"us-ky", "2018-11-06", ""},
        Known{"us-la", "2024-02-13", "Mardi Gras"}, Known{"us-ma", "2015-07-03", ""},
        Known{"us-ma", "2016-04-18", "Patriots' Day"},
        Known{"us-md", "2004-11-02", "General Election Day"},
        Known{"us-md", "2004-12-31", "New Year's Day"},
        Known{"us-mi", "2016-11-08", "General Election Day"}, Known{"us-mt", "2010-12-24", ""},
        Known{"us-mt", "2021-12-24", "Christmas Day"}, Known{"us-nj", "2021-06-18", "Juneteenth"},
        Known{"us-nj", "2022-06-17", "Juneteenth"}, Known{"us-nv", "2016-10-28", "Nevada Day"},
        Known{"us-nv", "1998-10-30", "Nevada Day"}, Known{"us-ny", "2017-11-07", "Election Day"},
        Known{"us-ny", "2021-12-24", ""},
        Known{"us-ok", "2015-12-24", "Christmas (additional day)"},
        Known{"us-ri", "2020-07-06", "Independence Day"}, Known{"us-ri", "2020-07-03", ""},
        Known{"us-ri", "2021-12-27", "Christmas Day"},
        Known{"us-tx", "2016-11-25", "Day after Thanksgiving"}, Known{"us-tx", "2021-12-31", ""},
        Known{"us-ut", "2024-06-17", "Juneteenth National Freedom Day"},
        Known{"us-ut", "2024-06-19", ""}, Known{"us-va", "2019-11-05", ""},
        Known{"us-va", "2020-11-03", "Election Day"},
        Known{"us-va", "2020-01-17", "Lee-Jackson Day"}, Known{"us-va", "2021-01-15", ""},
        Known{"us-wv", "2016-05-10", "Primary Election Day"},
        Known{"us-wv", "2016-11-25", "Lincoln's Day"}));

struct Term {
  const char* place;
  const char* from;
  int n;
  const char* until;
};

class BusinessDayCount : public testing::TestWithParam<Term> {};

TEST_P(BusinessDayCount, SkipsWeekendsAndHolidays) {
  const Term& term = GetParam();
  EXPECT_EQ(shipped().plus_business_days(term.place, date(term.from), term.n).text(), term.until);
}

INSTANTIATE_TEST_SUITE_P(
    AcrossHolidays, BusinessDayCount,
    testing::Values(
        // Wisconsin 2016: three business days after Monday 21 November end on the Friday.
        Term{"us-wi", "2016-11-21", 1, "2016-11-22"}, Term{"us-wi", "2016-11-21", 2, "2016-11-23"},
        Term{"us-wi", "2016-11-21", 3, "2016-11-25"}, Term{"us-wi", "2016-11-21", 4, "2016-11-28"},
        // The day after Thanksgiving counts in Wisconsin, and not in Washington or Nevada.
        Term{"us-wa", "2016-11-23", 1, "2016-11-28"}, Term{"us-nv", "2016-11-22", 3, "2016-11-29"},
        // Veterans Day 2016, a Friday, is skipped in Connecticut, not in Wisconsin.
        Term{"us-ct", "2016-11-08", 5, "2016-11-16"}, Term{"us-wi", "2016-11-08", 5, "2016-11-15"},
        Term{"us-ga", "2020-11-20", 2, "2020-11-24"}, Term{"us-ga", "2020-11-25", 1, "2020-11-30"},
        // Over the turn of 2021, with both holidays moved to Fridays.
        Term{"us", "2021-12-23", 1, "2021-12-27"}, Term{"us", "2021-12-30", 1, "2022-01-03"},
        // None to count: the day itself, or the first business day after it.
        Term{"us-wi", "2016-11-24", 0, "2016-11-25"}, Term{"us-wi", "2016-11-25", 0, "2016-11-25"},
        Term{"us-fl", "2000-11-23", 0, "2000-11-27"}));

TEST(BuiltInHolidays, AnAnswerCanShowWhichDaysItSkippedAndHowSureItIs) {
  const auto skipped = shipped().skipped("us-mi", date("2016-11-07"), date("2016-11-28"));
  ASSERT_EQ(skipped.size(), 4U);
  EXPECT_EQ(skipped[0].day.text(), "2016-11-08");
  EXPECT_EQ(skipped[1].name, "Veterans Day");
  EXPECT_EQ(skipped[3].name, "Day after Thanksgiving");
  EXPECT_EQ(skipped[3].confidence, law::Confidence::Medium);
}

// ---- The file's form ----------------------------------------------------------------------------

constexpr const char* kHead = R"(schema = "recanvass.holidays/1"
day = [ { id = "a", name = "A", on = { month = 7, day = 4 } } ]
)";

/// A calendar of seven lines; `also` stands on the seventh.
std::string calendar(const std::string& place, const std::string& also) {
  return "[[calendar]]\njurisdiction = \"" + place +
         "\"\nsource = \"s\"\nconfidence = \"high\"\nweekend = \"nearest\"\n"
         "holidays = []\nalso = [ " +
         also + " ]\n";
}

std::string described(const std::string& on) {
  return "{ id = \"b\", name = \"B\", on = { " + on + " } }";
}

base::Problems problems_of(const std::string& text) {
  const auto read = read_holidays(text, "h.toml");
  return read.ok() ? base::Problems{} : read.problems();
}

TEST(HolidayReader, ASmallFileIsRead) {
  const auto read = read_holidays(kHead + calendar("us", "{ day = \"a\" }"), "h.toml");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_FALSE(read->is_business_day("us", date("2016-07-04")));
  EXPECT_FALSE(read->is_business_day("us", date("2020-07-03")));
  EXPECT_TRUE(read->is_business_day("us", date("2016-07-05")));
}

TEST(HolidayReader, AHolidayIsBoundedByItsYearsAndItsCycle) {
  const auto read = read_holidays(
      kHead + calendar("us", R"({ id = "b", name = "B", on = { month = 3, day = 1 }, )"
                             R"(every = 2, remainder = 1, from = 2003, to = 2007 })"),
      "h.toml");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_TRUE(read->is_business_day("us", date("2001-03-01")));
  EXPECT_FALSE(read->is_business_day("us", date("2003-02-28")));  // 1 March is a Saturday
  EXPECT_TRUE(read->is_business_day("us", date("2004-03-01")));
  EXPECT_FALSE(read->is_business_day("us", date("2005-03-01")));
  EXPECT_FALSE(read->is_business_day("us", date("2007-03-01")));
  EXPECT_TRUE(read->is_business_day("us", date("2011-03-01")));
}

struct Weekend {
  const char* word;
  const char* saturday_goes_to;  ///< 4 July 2020; the Saturday itself where it goes nowhere
  const char* sunday_goes_to;  ///< 4 July 2021
};

class WeekendWord : public testing::TestWithParam<Weekend> {};

TEST_P(WeekendWord, MovesAHoliday) {
  const auto read = read_holidays(
      kHead + calendar("us", "{ day = \"a\", weekend = \"" + std::string(GetParam().word) + "\" }"),
      "h.toml");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  for (const char* day : {"2020-07-03", "2020-07-06"}) {
    EXPECT_EQ(!read->is_business_day("us", date(day)),
              std::string(day) == GetParam().saturday_goes_to);
  }
  for (const char* day : {"2021-07-02", "2021-07-05"}) {
    EXPECT_EQ(!read->is_business_day("us", date(day)),
              std::string(day) == GetParam().sunday_goes_to);
  }
}

INSTANTIATE_TEST_SUITE_P(All, WeekendWord,
                         testing::Values(Weekend{"none", "", ""},
                                         Weekend{"nearest", "2020-07-03", "2021-07-05"},
                                         Weekend{"sunday-to-monday", "", "2021-07-05"},
                                         Weekend{"saturday-to-friday", "2020-07-03", ""},
                                         Weekend{"weekend-to-monday", "2020-07-06", "2021-07-05"}));

TEST(HolidayReader, ASingleDateClosesThatDayOnly) {
  const auto read =
      read_holidays(kHead + calendar("us", R"({ id = "b", name = "B", source = "order", )"
                                           R"(dates = ["2019-12-24", "2020-07-04"] })"),
                    "h.toml");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  const auto closing = read->holiday("us", date("2019-12-24"));
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->source, "order");
  EXPECT_TRUE(read->is_business_day("us", date("2018-12-24")));
  EXPECT_TRUE(read->is_business_day("us", date("2020-12-24")));
  EXPECT_TRUE(read->is_business_day("us", date("2020-07-03")));  // 4 July was a Saturday
}

TEST(HolidayReader, SyntaxIsRefusedWithItsLine) {
  const auto problems = problems_of("schema = \"recanvass.holidays/1\"\nday = [\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].cause, "toml.syntax");
  EXPECT_EQ(problems[0].place.file, "h.toml");
  EXPECT_GE(problems[0].place.row, 2);
}

TEST(HolidayReader, EverythingWrongIsSaidAtOnceWithItsRow) {
  const auto problems =
      problems_of(kHead + calendar("us", "{ day = \"b\" }, { day = \"a\", form = 2000 }") +
                  calendar("us-wis", "{ day = \"a\" }"));
  ASSERT_EQ(problems.size(), 3U) << base::sentences(problems);
  EXPECT_EQ(problems[0].cause, "holidays.unknown-day");
  EXPECT_EQ(problems[0].place.row, 9);
  EXPECT_EQ(problems[1].cause, "toml.unknown-key");
  EXPECT_EQ(problems[1].place.column, "calendar[1].also[2].form");
  EXPECT_EQ(problems[2].cause, "holidays.jurisdiction");
  EXPECT_EQ(problems[2].place.row, 11);
}

TEST(HolidayReader, AHolidayOfTheListAndAgainWithTermsIsRefused) {
  std::string text = kHead + calendar("us", "{ day = \"a\", from = 2000 }");
  text.replace(text.find("holidays = []"), 13, "holidays = [\"a\"]");
  const auto problems = problems_of(text);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].cause, "holidays.twice");
}

struct Broken {
  const char* name;
  std::string item;
  const char* cause;
  const char* key;
};

class BrokenHoliday : public testing::TestWithParam<Broken> {};

TEST_P(BrokenHoliday, IsRefusedWithItsCause) {
  const auto problems = problems_of(kHead + calendar("us", GetParam().item));
  ASSERT_EQ(problems.size(), 1U) << base::sentences(problems);
  EXPECT_EQ(problems[0].cause, GetParam().cause);
  EXPECT_EQ(problems[0].place.row, 9);
  const std::string key = GetParam().key;
  EXPECT_EQ(problems[0].place.column, "calendar[1].also[1]" + (key.empty() ? "" : "." + key));
  EXPECT_FALSE(problems[0].found.empty());
  EXPECT_FALSE(problems[0].wanted.empty());
  EXPECT_FALSE(problems[0].mend.empty());
}

std::string broken_name(const testing::TestParamInfo<Broken>& broken) { return broken.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Values, BrokenHoliday,
    testing::Values(
        Broken{"UnknownDay", R"({ day = "x" })", "holidays.unknown-day", "day"},
        Broken{"NoName", R"({ id = "b", on = { easter = 1 } })", "toml.missing", ""},
        Broken{"NoDay", R"({ id = "b", name = "B" })", "toml.missing", ""},
        Broken{"SharedAndDescribed", R"({ day = "a", name = "B" })", "toml.unknown-key", "name"},
        Broken{"YearsReversed", R"({ day = "a", from = 2013, to = 2012 })", "holidays.years", "to"},
        Broken{"YearAsText", R"({ day = "a", from = "2013" })", "toml.type", "from"},
        Broken{"YearTooEarly", R"({ day = "a", from = 1899 })", "toml.value", "from"},
        Broken{"Weekend", R"({ day = "a", weekend = "monday" })", "toml.value", "weekend"},
        Broken{"Confidence", R"({ day = "a", confidence = "sure" })", "toml.value", "confidence"},
        Broken{"EmptySource", R"({ day = "a", source = "" })", "toml.missing", ""},
        Broken{"EveryYear", R"({ day = "a", every = 1, remainder = 0 })", "toml.value", "every"},
        Broken{"RemainderAtTheCycle", R"({ day = "a", every = 4, remainder = 4 })", "toml.value",
               "remainder"},
        Broken{"EveryAlone", R"({ day = "a", every = 4 })", "toml.missing", ""},
        Broken{"NoSuchDate", R"({ id = "b", name = "B", dates = ["2016-11-31"] })", "holidays.day",
               "dates"},
        Broken{"DatesWithYears", R"({ id = "b", name = "B", dates = ["2016-12-23"], to = 2016 })",
               "toml.unknown-key", "to"},
        Broken{"TwoDatesInOneYear",
               R"({ id = "b", name = "B", dates = ["2016-12-23", "2016-12-24"] })",
               "holidays.twice", "dates"}),
    broken_name);

INSTANTIATE_TEST_SUITE_P(
    Days, BrokenHoliday,
    testing::Values(
        Broken{"MonthThirteen", described("month = 13, day = 1"), "toml.value", "on.month"},
        Broken{"ThirtyFirstOfJune", described("month = 6, day = 31"), "holidays.day", "on.day"},
        Broken{"LeapDay", described("month = 2, day = 29"), "holidays.day", "on.day"},
        Broken{"DayZero", described("month = 2, day = 0"), "toml.value", "on.day"},
        Broken{"FifthMonday", described("nth = 5, weekday = \"monday\", month = 1"), "toml.value",
               "on.nth"},
        Broken{"ZerothMonday", described("nth = 0, weekday = \"monday\", month = 1"),
               "holidays.day", "on.nth"},
        Broken{"ShortWeekday", described("nth = 1, weekday = \"Mon\", month = 1"), "toml.value",
               "on.weekday"},
        Broken{"EasterAndMonth", described("easter = -2, month = 4"), "toml.unknown-key",
               "on.month"},
        Broken{"NthWithDay", described("nth = 1, weekday = \"monday\", month = 1, day = 2"),
               "toml.unknown-key", "on.day"},
        Broken{"LimitWithoutDay", described("weekday = \"monday\", on_or_before = { month = 6 }"),
               "toml.missing", "on.on_or_before"},
        Broken{"OnAsText", R"({ id = "b", name = "B", on = "4 July" })", "toml.type", "on"}),
    broken_name);

TEST(HolidayReader, TheLastDayOfEachMonthIsADayAndTheNextOneIsNot) {
  const std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (std::size_t month = 1; month <= days.size(); ++month) {
    const std::string on = "month = " + std::to_string(month) + ", day = ";
    const int last = days[month - 1];
    const auto read = [&](int day) {
      return problems_of(kHead + calendar("us", described(on + std::to_string(day)))).size();
    };
    EXPECT_EQ(read(last), 0U) << month;
    EXPECT_EQ(read(last + 1), 1U) << month;
  }
}

TEST(HolidayReader, AFileIsRefusedForItsFrame) {
  const auto cause = [](const std::string& text) {
    const auto problems = problems_of(text);
    return problems.size() == 1 ? problems[0].cause : std::to_string(problems.size());
  };
  const std::string head = kHead;
  const std::string days = head.substr(head.find('\n') + 1);
  const std::string us = calendar("us", "{ day = \"a\" }");
  EXPECT_EQ(cause(head + us), "0");
  EXPECT_EQ(cause(head + calendar("us-wi", "{ day = \"a\" }")), "holidays.no-federal");
  EXPECT_EQ(cause(head + us + us), "holidays.twice");
  EXPECT_EQ(cause("surprise = 1\n" + head + us), "toml.unknown-key");
  EXPECT_EQ(cause("schema = \"recanvass.holidays/2\"\n" + days + us), "holidays.schema");
  EXPECT_EQ(cause(days + us), "toml.missing");
  EXPECT_EQ(cause(head + us + "[[calendar]]\njurisdiction = \"us-wi\"\n"), "3");
}

}  // namespace
}  // namespace recanvass::formats
