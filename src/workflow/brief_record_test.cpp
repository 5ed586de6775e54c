#include "workflow/brief_record.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using base::Date;
using base::LocalTime;
using base::TimeOfDay;

election::ResultSet press_margin(const std::string& id, Date known_on, std::int64_t votes) {
  election::ResultSet set;
  set.id = {id};
  set.jurisdiction = {"us-wi"};
  set.contest = {"president"};
  set.known_on = known_on;
  set.press = true;
  set.margin_only =
      election::MarginOnly{{"a"}, {"b"}, election::VoteCount(votes), election::VoteCount(1000)};
  return set;
}

election::Election two_states() {
  election::Election made;
  made.id = "e";
  made.election_day = Date::of(2016, 11, 8);
  made.focus = {{"us-wi"}};
  election::Contest contest;
  contest.id = {"president"};
  contest.choices = {{{"a"}, "Candidate A", {}}, {{"b"}, "Candidate B", {}}};
  made.contests = {contest};
  election::Jurisdiction ohio;
  ohio.id = {"us-oh"};
  ohio.name = "Ohio";
  election::Jurisdiction wisconsin;
  wisconsin.id = {"us-wi"};
  wisconsin.name = "Wisconsin";
  election::DatedEvent certification;
  certification.on.day = Date::of(2016, 12, 12);
  certification.expected = election::Moment{Date::of(2016, 12, 13), TimeOfDay(900)};
  certification.expected_since = Date::of(2016, 11, 29);
  certification.source = "Wis. Stat. § 7.70";
  wisconsin.events["state_certification"] = certification;
  election::DatedEvent order;
  order.on.day = Date::of(2016, 11, 29);
  order.source = "a release";
  wisconsin.events["recount_order"] = order;
  made.jurisdictions = {ohio, wisconsin};
  made.result_sets = {press_margin("first", Date::of(2016, 11, 22), 27000),
                      press_margin("second", Date::of(2016, 11, 25), 22000)};
  election::Question question;
  question.text = "Why?";
  question.on = Date::of(2016, 11, 20);
  question.status = election::QuestionStatus::Answered;
  question.status_on = Date::of(2016, 12, 1);
  question.answer = "Because";
  question.source = "a paper";
  question.status_source = "a court";
  made.questions = {question};
  election::Happening petition;
  petition.on = Date::of(2016, 11, 25);
  petition.jurisdiction = election::JurisdictionId{"us-wi"};
  petition.kind = election::HappeningKind::Petition;
  petition.what = "Petition";
  made.happenings = {petition};
  return made;
}

report::Briefing record_on(int month, int day) {
  report::Briefing briefing;
  add_record(two_states(), LocalTime{Date::of(2016, month, day), TimeOfDay(0)}, briefing);
  return briefing;
}

TEST(BriefRecord, FocusComesFirstAndAStateWithoutFiguresIsUnknown) {
  const report::Briefing briefing = record_on(11, 25);
  ASSERT_EQ(briefing.states.size(), 2U);
  EXPECT_EQ(briefing.states[0].name, "Wisconsin");
  EXPECT_TRUE(briefing.states[0].focus);
  EXPECT_FALSE(briefing.states[1].figure);
}

TEST(BriefRecord, TheFigureOfTheDayHoldsAndLaterOnesAreLeftOut) {
  const report::Briefing before = record_on(11, 24);
  EXPECT_EQ(before.states[0].figure->result_set, "first");
  EXPECT_TRUE(before.states[0].others.empty());
  const report::Briefing on_the_day = record_on(11, 25);
  EXPECT_EQ(on_the_day.states[0].figure->result_set, "second");
  EXPECT_EQ(on_the_day.states[0].figure->leader, "Candidate A");
  EXPECT_EQ(on_the_day.states[0].figure->rounded_to, 1000);
  ASSERT_EQ(on_the_day.states[0].others.size(), 1U);
  EXPECT_EQ(on_the_day.states[0].others[0].result_set, "first");
}

TEST(BriefRecord, AQuestionAnsweredLaterIsOpen) {
  const report::Briefing before = record_on(11, 30);
  EXPECT_EQ(before.questions[0].status, election::QuestionStatus::Open);
  EXPECT_TRUE(before.questions[0].answer.empty());
  const report::Briefing after = record_on(12, 1);
  EXPECT_EQ(after.questions[0].status, election::QuestionStatus::Answered);
  EXPECT_EQ(after.questions[0].answer, "Because");
  EXPECT_TRUE(record_on(11, 19).questions.empty());
}

TEST(BriefRecord, WhatHappenedAfterTheDayIsLeftOut) {
  EXPECT_TRUE(record_on(11, 24).happenings.empty());
  ASSERT_EQ(record_on(11, 25).happenings.size(), 1U);
  EXPECT_EQ(record_on(11, 25).happenings[0].jurisdiction, "Wisconsin");
}

TEST(BriefRecord, ADateIsToldFromTheDayItIsKnownOrSet) {
  EXPECT_TRUE(record_on(11, 28).dates.empty()) << "nothing was set or done yet";
  const report::Briefing set = record_on(11, 29);
  ASSERT_EQ(set.dates.size(), 2U);
  EXPECT_EQ(set.dates[0].what, "recount order");
  EXPECT_FALSE(set.dates[0].expected);
  EXPECT_EQ(set.dates[1].what, "the state certifies");
  EXPECT_EQ(set.dates[1].on.day, Date::of(2016, 12, 13)) << "the day set, not the day it came";
  const report::Briefing done = record_on(12, 12);
  EXPECT_EQ(done.dates[1].on.day, Date::of(2016, 12, 12));
}

TEST(BriefRecord, ADateCarriesItsSourceAndSaysWhenThatIsLaw) {
  const report::Briefing briefing = record_on(11, 29);
  EXPECT_FALSE(briefing.dates.at(0).by_law);
  EXPECT_TRUE(briefing.dates.at(1).by_law);
  EXPECT_FALSE(briefing.dates.at(1).expected) << "set by law: a date, not an expectation";
}

TEST(BriefRecord, TheSourceOfAnAnswerIsToldWithTheAnswer) {
  EXPECT_EQ(record_on(11, 30).questions[0].source, "a paper");
  EXPECT_EQ(record_on(12, 1).questions[0].source, "a paper; a court");
}

TEST(BriefRecord, AStateIsFoundByContestAndJurisdiction) {
  report::Briefing briefing = record_on(11, 25);
  EXPECT_EQ(find_state(briefing, {"president"}, {"us-oh"}), &briefing.states[1]);
  EXPECT_EQ(find_state(briefing, {"senate"}, {"us-oh"}), nullptr);
}

}  // namespace
}  // namespace recanvass::workflow
