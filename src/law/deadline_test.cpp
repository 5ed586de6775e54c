#include "law/deadline.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

using base::Date;
using base::LocalTime;
using base::TimeOfDay;
using base::Weekday;

BusinessCalendars thanksgiving_calendar() {
  HolidayRule rule;
  rule.name = "Thanksgiving Day";
  rule.day = WeekdayOfMonth{11, Weekday::Thursday, 4, 0};
  HolidayRule veterans;
  veterans.name = "Veterans Day";
  veterans.day = FixedDay{11, 11};
  return BusinessCalendars({{"us-wi", {rule, veterans}}});
}

Term term_of(ClockUnit unit, std::int64_t amount, const char* event) {
  Term term;
  term.unit = unit;
  term.amount = amount;
  term.event = event;
  return term;
}

DeadlineRule rule_of(std::vector<Term> terms, TermJoin join = TermJoin::Later) {
  DeadlineRule rule;
  rule.terms = std::move(terms);
  rule.join = join;
  return rule;
}

Facts facts_with(std::map<std::string, election::Moment> events) {
  Facts facts;
  facts.election_day = Date::of(2016, 11, 8);
  facts.events = std::move(events);
  return facts;
}

Deadline ask(const DeadlineRule& rule, const Facts& facts,
             std::optional<LocalTime> as_of = std::nullopt) {
  std::vector<std::string> missing;
  return find(rule, "us-wi", facts, thanksgiving_calendar(), as_of, missing);
}

LocalTime at(const char* text) { return LocalTime::parse(text).value(); }

TEST(Deadline, Wisconsin2016IsFriday25NovemberAtFive) {
  Term term = term_of(ClockUnit::BusinessDays, 3, "last_county_canvass_received");
  term.time = TimeOfDay{1020};
  const Facts facts = facts_with({{"last_county_canvass_received", {Date::of(2016, 11, 21), {}}}});
  const Deadline deadline = ask(rule_of({term}), facts);
  EXPECT_EQ(deadline.until, at("2016-11-25T17:00"));
  EXPECT_TRUE(deadline.hour_stated);
  EXPECT_EQ(deadline.words,
            "5 pm on the third business day after the last county canvass is "
            "received: Fri 25 Nov 2016, 5 pm");
  ASSERT_EQ(deadline.skipped.size(), 1U);
  EXPECT_EQ(deadline.skipped[0], "Thu 24 Nov 2016 (Thanksgiving Day)");
}

TEST(Deadline, IsOpenTheDayBeforeTodayUntilTheMinuteAndPassedAfterIt) {
  Term term = term_of(ClockUnit::CalendarDays, 3, "canvass");
  term.time = TimeOfDay{1020};
  const DeadlineRule rule = rule_of({term});
  const Facts facts = facts_with({{"canvass", {Date::of(2016, 11, 22), {}}}});
  EXPECT_EQ(ask(rule, facts, at("2016-11-24T23:59")).status, DeadlineStatus::Open);
  EXPECT_EQ(ask(rule, facts, at("2016-11-25T00:00")).status, DeadlineStatus::Today);
  EXPECT_EQ(ask(rule, facts, at("2016-11-25T17:00")).status, DeadlineStatus::Today);
  EXPECT_EQ(ask(rule, facts, at("2016-11-25T17:01")).status, DeadlineStatus::Passed);
  EXPECT_EQ(ask(rule, facts).status, DeadlineStatus::Unknown);
}

TEST(Deadline, FortyEightHoursRunFromTheHourOfTheEvent) {
  const DeadlineRule rule = rule_of({term_of(ClockUnit::Hours, 48, "state_canvass_completed")});
  const Facts timed =
      facts_with({{"state_canvass_completed", {Date::of(2016, 11, 28), TimeOfDay{840}}}});
  EXPECT_EQ(ask(rule, timed).until, at("2016-11-30T14:00"));
  const Facts untimed = facts_with({{"state_canvass_completed", {Date::of(2016, 11, 28), {}}}});
  const Deadline deadline = ask(rule, untimed);
  EXPECT_EQ(deadline.until, (LocalTime{Date::of(2016, 11, 30), TimeOfDay{1440}}));
  EXPECT_FALSE(deadline.hour_stated) << "the event's hour is unknown, so the deadline's is";
}

TEST(Deadline, HoursThatSkipWeekendsAndHolidays) {
  Term term = term_of(ClockUnit::Hours, 48, "county_canvass_declared");
  term.hours = HoursCounted::BusinessDaysOnly;
  const Facts facts =
      facts_with({{"county_canvass_declared", {Date::of(2016, 11, 10), TimeOfDay{600}}}});
  EXPECT_EQ(ask(rule_of({term}), facts).until, at("2016-11-15T10:00"))
      << "Friday 11 November is a holiday, then a weekend";
}

TEST(Deadline, CalendarDaysWeekdaysAndWindowsRunFromElectionDay) {
  const Facts facts = facts_with({});
  EXPECT_EQ(ask(rule_of({term_of(ClockUnit::CalendarDays, 28, "election_day")}), facts).until->day,
            Date::of(2016, 12, 6));
  Term friday = term_of(ClockUnit::NthWeekday, 1, "election_day");
  friday.weekday = Weekday::Friday;
  EXPECT_EQ(ask(rule_of({friday}), facts).until->day, Date::of(2016, 11, 11));
  Term second_tuesday = term_of(ClockUnit::NthWeekday, 2, "election_day");
  second_tuesday.weekday = Weekday::Tuesday;
  EXPECT_EQ(ask(rule_of({second_tuesday}), facts).until->day, Date::of(2016, 11, 22))
      << "election day itself is a Tuesday and does not count";
  Term window = term_of(ClockUnit::CalendarDays, 22, "election_day");
  window.opens = 10;
  EXPECT_EQ(ask(rule_of({window}), facts).opens, Date::of(2016, 11, 18));
  EXPECT_EQ(ask(rule_of({window}), facts).until->day, Date::of(2016, 11, 30));
}

TEST(Deadline, ALastDayOnAWeekendOrHolidayMayMove) {
  Term term = term_of(ClockUnit::CalendarDays, 2, "canvass");
  term.rolling = Rolling::NextBusinessDay;
  EXPECT_EQ(
      ask(rule_of({term}), facts_with({{"canvass", {Date::of(2016, 11, 22), {}}}})).until->day,
      Date::of(2016, 11, 25));
  EXPECT_EQ(
      ask(rule_of({term}), facts_with({{"canvass", {Date::of(2016, 11, 17), {}}}})).until->day,
      Date::of(2016, 11, 21));
}

// 19 November 2016 is a Saturday; the next business day is Monday the 21st.
TEST(Deadline, WithNoRuleOnWeekendsNobodyIsLateBeforeTheNextBusinessDayHasPassed) {
  const Facts facts = facts_with({{"canvass", {Date::of(2016, 11, 17), {}}}});
  Term term = term_of(ClockUnit::CalendarDays, 2, "canvass");
  struct Row {
    const char* as_of;
    DeadlineStatus not_recorded;
    DeadlineStatus stays;
  };
  for (const Row& row : {Row{"2016-11-19T12:00", DeadlineStatus::Today, DeadlineStatus::Today},
                         Row{"2016-11-20T12:00", DeadlineStatus::Unknown, DeadlineStatus::Passed},
                         Row{"2016-11-21T23:59", DeadlineStatus::Unknown, DeadlineStatus::Passed},
                         Row{"2016-11-22T00:00", DeadlineStatus::Passed, DeadlineStatus::Passed}}) {
    term.rolling = Rolling::NotRecorded;
    EXPECT_EQ(ask(rule_of({term}), facts, at(row.as_of)).status, row.not_recorded) << row.as_of;
    term.rolling = Rolling::Stays;
    EXPECT_EQ(ask(rule_of({term}), facts, at(row.as_of)).status, row.stays) << row.as_of;
  }
  term.rolling = Rolling::NotRecorded;
  EXPECT_EQ(ask(rule_of({term}), facts).words,
            "the second day after the canvass: Sat 19 Nov 2016; whether this weekend or holiday "
            "moves to Mon 21 Nov 2016 is not recorded");
}

TEST(Deadline, Florida2000IsTheLaterOf72HoursAndTheCountysCertificate) {
  const DeadlineRule rule = rule_of({term_of(ClockUnit::BeforeEvent, 0, "county_certification"),
                                     term_of(ClockUnit::Hours, 72, "midnight_of_election_day")});
  Facts facts;
  facts.election_day = Date::of(2000, 11, 7);
  const Deadline unknown = ask(rule, facts, at("2000-11-09T12:00"));
  EXPECT_FALSE(unknown.until.has_value()) << "a county may certify later";
  EXPECT_EQ(unknown.status, DeadlineStatus::Open) << "72 hours are not over in any case";
  EXPECT_EQ(ask(rule, facts, at("2000-11-12T12:00")).status, DeadlineStatus::Unknown);
  facts.events["county_certification"] = {Date::of(2000, 11, 9), {}};
  EXPECT_EQ(ask(rule, facts).until, (LocalTime{Date::of(2000, 11, 10), TimeOfDay{1440}}));
  facts.events["county_certification"] = {Date::of(2000, 11, 14), TimeOfDay{1020}};
  EXPECT_EQ(ask(rule, facts).until, at("2000-11-14T17:00"));
}

TEST(Deadline, AnUnknownEventIsNamed) {
  std::vector<std::string> missing;
  const Deadline deadline =
      find(rule_of({term_of(ClockUnit::BusinessDays, 3, "last_county_canvass_received")}), "us-wi",
           facts_with({}), thanksgiving_calendar(), std::nullopt, missing);
  EXPECT_FALSE(deadline.until.has_value());
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_NE(missing[0].find("last_county_canvass_received"), std::string::npos);
}

TEST(Deadline, ACountysClockSaysSo) {
  EXPECT_NE(words_of(rule_of({term_of(ClockUnit::CalendarDays, 5,
                                      "county_computational_canvass_completed")}))
                .find("each county has a clock of its own"),
            std::string::npos);
}

TEST(Deadline, AWindowIsOpenFromItsFirstDayOn) {
  Term window = term_of(ClockUnit::CalendarDays, 22, "election_day");
  window.opens = 10;
  const DeadlineRule rule = rule_of({window});
  const Deadline before = ask(rule, facts_with({}), at("2016-11-17T23:59"));
  EXPECT_EQ(before.status, DeadlineStatus::Unknown);
  EXPECT_NE(before.words.find("not yet open: opens Fri 18 Nov 2016"), std::string::npos)
      << before.words;
  const Deadline opened = ask(rule, facts_with({}), at("2016-11-18T00:00"));
  EXPECT_EQ(opened.status, DeadlineStatus::Open);
  EXPECT_EQ(opened.words.find("not yet open"), std::string::npos) << opened.words;
}

TEST(Deadline, ARuleThatWasNotFoundIsNotReplacedByAnother) {
  DeadlineRule rule;
  rule.not_found = "a section of its own";
  std::vector<std::string> missing;
  const Deadline deadline = find(rule, "us-xx", facts_with({}), {}, std::nullopt, missing);
  EXPECT_FALSE(deadline.until.has_value());
  EXPECT_EQ(deadline.words, "not recorded: a section of its own");
  EXPECT_EQ(missing, std::vector<std::string>{"a section of its own"});
}

TEST(Deadline, BeforeTheElectionNothingIsOpenTodayOrPassed) {
  // The sixth day after an election of 8 November, asked one day before, on and after it.
  const DeadlineRule rule = rule_of({term_of(ClockUnit::CalendarDays, 6, "election_day")});
  const Facts facts = facts_with({});
  EXPECT_EQ(ask(rule, facts, at("2016-11-07T23:59")).status, DeadlineStatus::Unknown);
  EXPECT_EQ(ask(rule, facts, at("2016-11-07T23:59")).until, at("2016-11-14T24:00"));
  EXPECT_EQ(ask(rule, facts, at("2016-11-08T00:00")).status, DeadlineStatus::Open);
  Facts undated = facts_with({{"canvass", {Date::of(2016, 11, 8), {}}}});
  undated.election_day = Date::of(1, 1, 1);
  const DeadlineRule canvass = rule_of({term_of(ClockUnit::CalendarDays, 6, "canvass")});
  EXPECT_EQ(ask(canvass, undated, at("2016-11-08T00:00")).status, DeadlineStatus::Open)
      << "no election day is known, so no day is before it";
}

TEST(Deadline, AnEventThatIsExpectedGivesAnExpectedDeadline) {
  const DeadlineRule rule = rule_of({term_of(ClockUnit::CalendarDays, 2, "canvass")});
  Facts facts = facts_with({{"canvass", {Date::of(2016, 11, 28), {}}}});
  EXPECT_FALSE(ask(rule, facts, at("2016-11-29T00:00")).expected);
  facts.expected = {"canvass"};
  const Deadline deadline = ask(rule, facts, at("2016-11-25T00:00"));
  EXPECT_TRUE(deadline.expected);
  EXPECT_EQ(deadline.until, at("2016-11-30T24:00"));
  EXPECT_EQ(deadline.status, DeadlineStatus::Open);
  EXPECT_NE(deadline.words.find("if the clock starts as expected"), std::string::npos);
  EXPECT_EQ(ask(rule, facts, at("2016-12-01T00:00")).status, DeadlineStatus::Unknown)
      << "the set day went by without news of the event: nothing has closed";
}

TEST(Deadline, AnEventThatIsAwaitedLeavesTheDeadlineUnknownYet) {
  const DeadlineRule rule = rule_of({term_of(ClockUnit::CalendarDays, 2, "canvass")});
  Facts facts = facts_with({});
  facts.awaited = {"canvass"};
  std::vector<std::string> missing;
  const Deadline deadline =
      find(rule, "us-wi", facts, thanksgiving_calendar(), at("2016-11-25T00:00"), missing);
  EXPECT_FALSE(deadline.until);
  EXPECT_EQ(deadline.status, DeadlineStatus::Unknown);
  EXPECT_NE(deadline.words.find("has not happened yet"), std::string::npos) << deadline.words;
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_NE(missing[0].find("not known to have happened"), std::string::npos) << missing[0];
}

TEST(Deadline, AnEventWithoutADayIsNamedInAWholeSentence) {
  Facts facts = facts_with({});
  facts.election_day = Date::of(1, 1, 1);
  std::vector<std::string> missing;
  const DeadlineRule rule = rule_of({term_of(ClockUnit::CalendarDays, 2, "election_day")});
  static_cast<void>(find(rule, "us-wi", facts, thanksgiving_calendar(), std::nullopt, missing));
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0],
            "it runs from an event whose day is not known: election day (event election_day)");
}

TEST(Deadline, AnExpectedLimbBoundsNothing) {
  const DeadlineRule rule = rule_of({term_of(ClockUnit::CalendarDays, 2, "canvass"),
                                     term_of(ClockUnit::CalendarDays, 2, "certification")});
  Facts facts = facts_with({{"canvass", {Date::of(2016, 11, 28), {}}}});
  facts.expected = {"canvass"};
  const Deadline deadline = ask(rule, facts, at("2016-11-25T00:00"));
  EXPECT_EQ(deadline.words.find("not before"), std::string::npos) << deadline.words;
  EXPECT_EQ(deadline.status, DeadlineStatus::Unknown);
}

TEST(Deadline, CalendarDaysThatRollListOnlyTheClosedDaysOfTheRoll) {
  Term term = term_of(ClockUnit::CalendarDays, 5, "canvass");
  term.rolling = Rolling::NextBusinessDay;
  // Thanksgiving is day 2 of 5: counted, though closed.
  const Deadline counted =
      ask(rule_of({term}), facts_with({{"canvass", {Date::of(2016, 11, 22), {}}}}));
  EXPECT_EQ(counted.until->day, Date::of(2016, 11, 28));
  EXPECT_TRUE(counted.skipped.empty()) << counted.skipped[0];
  // Thanksgiving is day 5: the roll passes over it.
  const Deadline rolled =
      ask(rule_of({term}), facts_with({{"canvass", {Date::of(2016, 11, 19), {}}}}));
  EXPECT_EQ(rolled.until->day, Date::of(2016, 11, 25));
  ASSERT_EQ(rolled.skipped.size(), 1U);
  EXPECT_EQ(rolled.skipped[0], "Thu 24 Nov 2016 (Thanksgiving Day)");
}

TEST(Deadline, AClockThatStartsOnAHolidayNamesItAmongTheDaysNotCounted) {
  Term term = term_of(ClockUnit::Hours, 48, "county_canvass_declared");
  term.hours = HoursCounted::BusinessDaysOnly;
  const Facts facts =
      facts_with({{"county_canvass_declared", {Date::of(2024, 11, 11), TimeOfDay{600}}}});
  const Deadline deadline = ask(rule_of({term}), facts);
  EXPECT_EQ(deadline.until, at("2024-11-13T24:00"));
  ASSERT_EQ(deadline.skipped.size(), 1U);
  EXPECT_EQ(deadline.skipped[0], "Mon 11 Nov 2024 (Veterans Day)");
}

}  // namespace
}  // namespace recanvass::law
