#include "workflow/brief_law.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using base::Date;
using base::LocalTime;
using base::TimeOfDay;

report::Briefing one_state() {
  report::Briefing briefing;
  report::BriefState state;
  state.id = "us-wi";
  state.name = "Wisconsin";
  state.contest = "president";
  state.figure.emplace();
  state.figure->runner_up = "Candidate B";
  briefing.states = {state};
  return briefing;
}

recount::Assessment one_place() {
  recount::PlaceAssessment place;
  place.contest = {"president"};
  place.jurisdiction = {"us-wi"};
  place.answer.emplace();
  place.answer->statute_id = "us-wi-2015";
  place.answer->petition.allowed = law::Verdict::Yes;
  place.answer->petition.allowed_words = "any candidate";
  place.standing.emplace();
  place.standing->reported_margin = election::VoteCount(22177);
  place.needed = recount::change_needed(election::VoteCount(22177));
  place.unknown = {"The hour is not known."};
  recount::Assessment assessment;
  assessment.places = {place};
  return assessment;
}

report::Briefing told_by_law(const recount::Assessment& assessment,
                             const election::Election& election = {}) {
  report::Briefing briefing = one_state();
  add_law(assessment, election, briefing);
  return briefing;
}

TEST(BriefLaw, TheAnswerAndTheVotesNeededReachTheirState) {
  const report::Briefing briefing = told_by_law(one_place());
  const report::BriefState& state = briefing.states[0];
  ASSERT_TRUE(state.law && state.change);
  EXPECT_EQ(state.law->answer.statute_id, "us-wi-2015");
  EXPECT_EQ(state.change->challenger, "Candidate B");
  EXPECT_EQ(state.change->votes_to_switch, 11089);
  EXPECT_EQ(state.change->votes_one_sided, 22178);
}

TEST(BriefLaw, APetitionersOwnStandingReplacesTheGeneralAnswer) {
  recount::Assessment assessment = one_place();
  assessment.places[0].petitioner.emplace();
  assessment.places[0].petitioner->name = "Candidate D";
  assessment.places[0].petitioner->accepted = law::Verdict::No;
  assessment.places[0].petitioner->words = "must trail by 1% or less";
  const report::Briefing briefing = told_by_law(assessment);
  const report::BriefLaw& law = *briefing.states[0].law;
  EXPECT_EQ(law.petitioner, "Candidate D");
  EXPECT_EQ(law.answer.petition.allowed, law::Verdict::No);
  EXPECT_EQ(law.answer.petition.allowed_words, "must trail by 1% or less");
}

TEST(BriefLaw, TheCountBeforeARecountThatTheLawWasPutToIsNamed) {
  recount::Assessment assessment = one_place();
  EXPECT_EQ(told_by_law(assessment).states[0].law->tested, "");
  recount::PlaceAssessment& place = assessment.places[0];
  place.tested.emplace();
  place.tested->source.status = election::LegalStatus::Canvassed;
  place.tested->source.known_on = Date::of(2011, 4, 15);
  place.tested->standing.emplace();
  place.tested->standing->leader = {"prosser"};
  place.tested->standing->reported_margin = election::VoteCount(7316);
  place.recounted.emplace();
  const report::Briefing briefing = told_by_law(assessment);
  const report::BriefLaw& law = *briefing.states[0].law;
  EXPECT_EQ(law.tested, "prosser led by 7,316 votes (canvassed, known on 15 April 2011)");
  EXPECT_TRUE(law.recounted);
}

TEST(BriefLaw, AnUnknownDifferenceHasNoChange) {
  recount::Assessment assessment = one_place();
  assessment.places[0].needed.reset();
  EXPECT_FALSE(told_by_law(assessment).states[0].change);
}

TEST(BriefLaw, NoLawOnRecordStaysNone) {
  recount::Assessment assessment = one_place();
  assessment.places[0].answer.reset();
  EXPECT_FALSE(told_by_law(assessment).states[0].law);
}

TEST(BriefLaw, CountiesWithClocksOfTheirOwnAreCounted) {
  recount::Assessment assessment = one_place();
  recount::CountyDeadline known;
  known.deadline.until = LocalTime{Date::of(2016, 11, 28), TimeOfDay(1440)};
  assessment.places[0].county_deadlines = {known, {}};
  EXPECT_EQ(told_by_law(assessment).states[0].law->answer.petition.deadline.words,
            "each county has a clock of its own; the day is known for 1 of 2");
}

TEST(BriefLaw, WhatCouldNotBeDecidedIsSaidForStatesInFocusOnly) {
  EXPECT_EQ(told_by_law(one_place()).not_checked,
            std::vector<std::string>{"Wisconsin: The hour is not known."});
  election::Election elsewhere;
  elsewhere.focus = {{"us-mi"}};
  EXPECT_TRUE(told_by_law(one_place(), elsewhere).not_checked.empty());
}

}  // namespace
}  // namespace recanvass::workflow
