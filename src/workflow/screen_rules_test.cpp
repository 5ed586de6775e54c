#include "workflow/screen_rules.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace recanvass::workflow {
namespace {

screen::UnitTable four_wards() {
  screen::UnitTable table;
  table.words = "wards";
  table.units = {"Ward 1", "Ward 2", "Ward 3", "Ward 3"};
  table.groups = {"A", "A", "A", "B"};
  table.measures = {{"registered", "registered", {500, 600, 700, 400}},
                    {"voters", "voters", {300, 400, 500, 200}},
                    {"ballots", "ballots", {300, 400, 500, 200}},
                    {"ash", "Ash", {200, 250, 300, 120}},
                    {"birch", "Birch", {90, 140, 190, 70}}};
  return table;
}

screen::Answered rules_of(const screen::UnitTable& table) {
  screen::Question question;
  question.id = "rules";
  const screen::RulesAsk ask{"registered", "voters", "ballots", {"ash", "birch"}};
  screen::AskedOf asked;
  asked.table = &table;
  asked.lead = {"Ash", "Birch", election::VoteCount(300)};
  return answer_rules(question, ask, asked);
}

TEST(ScreenRules, FiguresThatAgreeLeaveNothingToExplain) {
  const screen::Finding finding = rules_of(four_wards()).finding;
  EXPECT_EQ(finding.remainder, screen::Remainder::NothingSeen);
  EXPECT_TRUE(finding.paper.empty());
  EXPECT_EQ(finding.votes_concerned, election::VoteCount(0));
}

TEST(ScreenRules, MoreVotesThanBallotsAreCountedAndTheUnitNamed) {
  screen::UnitTable table = four_wards();
  table.measures[3].values[1] = 290;  // 430 votes on 400 ballots
  const screen::Finding finding = rules_of(table).finding;
  EXPECT_EQ(finding.remainder, screen::Remainder::Unexplained);
  EXPECT_NE(finding.fact_words.find("R1"), std::string::npos) << finding.fact_words;
  EXPECT_EQ(finding.votes_concerned, election::VoteCount(30));
  ASSERT_FALSE(finding.paper.empty());
  EXPECT_EQ(finding.paper[0].unit, "Ward 2");
}

TEST(ScreenRules, ChoicesThatDoNotAddUpToTheirTotalAreFoundAndComeBeforeForms) {
  screen::UnitTable table = four_wards();
  table.measures.push_back({"total", "votes", {290, 390, 490, 190}});
  screen::Question question;
  screen::RulesAsk ask{"registered", "voters", "ballots", {"ash", "birch"}, "total"};
  screen::AskedOf asked;
  asked.table = &table;
  asked.lead = {"Ash", "Birch", election::VoteCount(300)};
  EXPECT_EQ(answer_rules(question, ask, asked).finding.remainder, screen::Remainder::NothingSeen);
  table.measures.back().values[2] = 930;  // 490 by its choices, as 44 was typed for 484
  table.measures[0].values[0] = 20;       // and 300 ballots of 20 registered voters
  const screen::Finding finding = answer_rules(question, ask, asked).finding;
  EXPECT_TRUE(finding.arithmetic);
  EXPECT_NE(finding.fact_words.find("R4"), std::string::npos) << finding.fact_words;
  EXPECT_EQ(finding.votes_concerned, election::VoteCount(440));
  EXPECT_EQ(finding.paper.at(0).unit, "Ward 3");
  EXPECT_EQ(finding.paper.at(1).unit, "Ward 1");
}

TEST(ScreenRules, MoreBallotsThanRegisteredVotersCannotBe) {
  screen::UnitTable table = four_wards();
  table.measures[0].values[0] = 250;
  EXPECT_NE(rules_of(table).finding.fact_words.find("that no election can have"),
            std::string::npos);
}

// Thirty wards of two kinds with the election before: strongholds where Birch has few votes, and
// others.
screen::UnitTable wards_with_a_past() {
  screen::UnitTable table;
  table.words = "wards";
  screen::Measure ash{"ash", "votes for Ash", {}};
  screen::Measure birch{"birch", "votes for Birch", {}};
  screen::Measure ash_before{"ash-before", "ash-before", {}};
  screen::Measure birch_before{"birch-before", "birch-before", {}};
  for (int i = 0; i < 30; ++i) {
    const bool stronghold = i % 3 == 0;
    table.units.push_back("Ward " + std::to_string(i + 1));
    table.groups.push_back("A");
    ash.values.push_back(stronghold ? 590.0 + i : 300.0 + 3 * i);
    birch.values.push_back(stronghold ? 4.0 : 250.0 - 2 * i);
    ash_before.values.push_back(stronghold ? 600.0 + i : 320.0 + 3 * i);
    birch_before.values.push_back(stronghold ? 6.0 : 240.0 - 2 * i);
  }
  table.measures = {ash, birch, ash_before, birch_before};
  return table;
}

screen::Finding rules_with_a_past(const screen::UnitTable& table, bool past = true) {
  screen::RulesAsk ask{"", "", "", {"ash", "birch"}};
  if (past) ask.before = {"ash-before", "birch-before"};
  screen::AskedOf asked;
  asked.table = &table;
  asked.lead = {"Ash", "Birch", election::VoteCount(300)};
  return answer_rules({}, ask, asked).finding;
}

TEST(ScreenRules, WhatIsExpectedOfAUnitIsItsOwnPastAndNotItsCountysShare) {
  screen::UnitTable table = wards_with_a_past();
  // Ten strongholds have 4 votes for Birch where the county's share would give 200.
  EXPECT_EQ(rules_with_a_past(table).remainder, screen::Remainder::NothingSeen);
  table.measures[1].values[1] = 0;  // and 248 before
  const screen::Finding finding = rules_with_a_past(table);
  EXPECT_NE(finding.fact_words.find("R9"), std::string::npos) << finding.fact_words;
  ASSERT_EQ(finding.paper.size(), 1u);
  EXPECT_EQ(finding.paper[0].unit, "Ward 2");
}

TEST(ScreenRules, WithoutAnEarlierElectionNothingIsExpectedAndThatIsSaid) {
  screen::UnitTable table = wards_with_a_past();
  table.measures[1].values[1] = 0;
  const screen::Finding finding = rules_with_a_past(table, false);
  EXPECT_EQ(finding.remainder, screen::Remainder::NothingSeen);
  EXPECT_NE(finding.fact_words.find("Not asked, as the question has no such figures: ballots"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.fact_words.find("an earlier election"), std::string::npos);
}

TEST(ScreenRules, AUnitWithoutAVoteWhereThereWereSomeIsNamed) {
  screen::UnitTable table = wards_with_a_past();
  table.measures[0].values[4] = table.measures[1].values[4] = 0;
  const screen::Finding past = rules_with_a_past(table);
  ASSERT_EQ(past.paper.size(), 1u);
  EXPECT_EQ(past.paper[0].unit, "Ward 5");
  EXPECT_EQ(past.paper[0].why, "not one vote, and 564 votes at the election before");
  EXPECT_EQ(past.votes_concerned, election::VoteCount(564));
  screen::UnitTable forms = four_wards();
  forms.measures[3].values[2] = forms.measures[4].values[2] = 0;
  const screen::Finding finding = rules_of(forms).finding;
  EXPECT_NE(finding.fact_words.find("not one vote where ballots were cast: 1 case"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_EQ(finding.paper.at(0).unit, "Ward 3");
  forms.measures[2].values[2] = 9;  // nine ballots may all be blank
  forms.measures[1].values[2] = 9;
  EXPECT_EQ(rules_of(forms).finding.remainder, screen::Remainder::NothingSeen);
}

TEST(ScreenRules, TwoChoicesThatFitExchangedAreToldAndAChangeOfMindIsNot) {
  screen::UnitTable table = wards_with_a_past();
  std::swap(table.measures[0].values[0], table.measures[1].values[0]);  // 590 and 4
  const screen::Finding finding = rules_with_a_past(table);
  EXPECT_NE(finding.fact_words.find("exchanged: 1 case"), std::string::npos) << finding.fact_words;
  EXPECT_EQ(finding.paper.at(0).unit, "Ward 1");
  table = wards_with_a_past();
  table.measures[0].values[1] -= 140;  // a quarter of the ward turns round: 163 and 388
  table.measures[1].values[1] += 140;
  EXPECT_EQ(rules_with_a_past(table).remainder, screen::Remainder::NothingSeen);
}

TEST(ScreenRules, VotesStandForBallotsWhereTheseAreNotKnown) {
  screen::UnitTable table = four_wards();
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  table.measures[2].values = {unknown, unknown, unknown, unknown};
  EXPECT_EQ(rules_of(table).finding.remainder, screen::Remainder::NothingSeen);
  table.measures[3].values[1] = 480;  // 620 votes, 600 registered, 400 voters
  const screen::Finding finding = rules_of(table).finding;
  EXPECT_NE(finding.fact_words.find("votes above voters: 1 case, 220 off in all, 1 that no"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.fact_words.find("votes above registered voters: 1 case, 20 off"),
            std::string::npos);
  EXPECT_EQ(finding.paper.size(), 1u);  // one unit, named once
}

// A federal survey and a canvass disagree in ordinary elections: told, and no impossible election.
TEST(ScreenRules, VotersOfAnotherFileAreTwoSourcesAndDoNotLead) {
  screen::UnitTable table = four_wards();
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  table.measures[2].values = {unknown, unknown, unknown, unknown};
  table.measures[3].values[1] = 480;
  for (screen::Measure& measure : table.measures) measure.files = {"canvass.csv"};
  table.measures[0].files = table.measures[1].files = {"survey.csv"};
  const screen::Finding finding = rules_of(table).finding;
  EXPECT_NE(finding.fact_words.find("votes above voters as another file has them (survey.csv): 1 "
                                    "case, 220 off in all. "),
            std::string::npos)
      << finding.fact_words;
  EXPECT_EQ(finding.votes_concerned, election::VoteCount(0));
  EXPECT_NE(finding.base_rate_words.find("21 of 49 states"), std::string::npos);
  table.measures[1].files = {"canvass.csv", "survey.csv"};
  EXPECT_EQ(rules_of(table).finding.votes_concerned, election::VoteCount(220));
}

TEST(ScreenRules, AFormsLineGivenTwiceIsNamedAndToldBesideWhatElseIsOff) {
  screen::UnitTable table = four_wards();
  table.measures[3].values[1] = 290;
  table.given_twice = {{1, "row 3 of form.csv has 9 figures of Ward 1 (row 2), all alike"}};
  const screen::Finding finding = rules_of(table).finding;
  EXPECT_NE(finding.fact_words.find("what another row says: 1 case"), std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.paper.at(0).why.find("R1: "), std::string::npos);
  EXPECT_NE(finding.paper[0].why.find("; row 3 of form.csv has 9 figures"), std::string::npos);
}

TEST(ScreenRules, OfEveryRuleTheFarthestComesBeforeSecondCases) {
  screen::UnitTable table = wards_with_a_past();
  screen::Measure ballots{"ballots", "ballots", {}};
  for (std::size_t unit = 0; unit < 30; ++unit) {
    const double votes = table.measures[0].values[unit] + table.measures[1].values[unit];
    ballots.values.push_back(unit < 8 ? votes - 50.0 : votes);
  }
  table.measures.push_back(ballots);
  table.measures[1].values[10] = 0;  // a choice with 200 expected
  screen::RulesAsk ask{"", "", "ballots", {"ash", "birch"}};
  ask.before = {"ash-before", "birch-before"};
  screen::AskedOf asked;
  asked.table = &table;
  const screen::Finding finding = answer_rules({}, ask, asked).finding;
  ASSERT_GE(finding.paper.size(), 2u);
  EXPECT_TRUE(finding.paper[0].unit == "Ward 11" || finding.paper[1].unit == "Ward 11")
      << finding.paper[0].unit << finding.paper[1].unit;
}

// Somers, Wards 7 and 8: 634 votes, 633 ballots, 634 voters. The poll list hides no vote too many.
TEST(ScreenRules, VotesAboveBallotsAreToldThoughThePollListIsOffByAsMany) {
  screen::UnitTable table = four_wards();
  table.measures[2].values[1] = 387;  // 390 votes, 387 ballots
  table.measures[1].values[1] = 390;
  const screen::Finding finding = rules_of(table).finding;
  EXPECT_NE(finding.paper.at(0).why.find("R1: "), std::string::npos) << finding.paper[0].why;
  EXPECT_EQ(finding.votes_concerned, election::VoteCount(3));
}

TEST(ScreenRules, ADigitTypedTooFewIsToldAndAThirdOfWhatIsExpectedIsNot) {
  screen::UnitTable table = wards_with_a_past();
  const double birch = table.measures[1].values[4];
  table.measures[1].values[4] = std::floor(birch / 10.0);
  const screen::Finding finding = rules_with_a_past(table);
  EXPECT_NE(finding.fact_words.find("less than a quarter of what its past lets expect: 1 case"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_EQ(finding.paper.at(0).unit, "Ward 5");
  table.measures[1].values[4] = std::floor(birch / 2.5);
  EXPECT_EQ(rules_with_a_past(table).remainder, screen::Remainder::NothingSeen);
}

TEST(ScreenRules, APartAboveItsWholeIsNamed) {
  screen::UnitTable table = four_wards();
  table.measures.push_back({"sent", "absentee ballots sent", {50, 60, 70, 80}});
  table.measures.push_back({"counted", "absentee ballots counted", {40, 60, 71, 0}});
  screen::RulesAsk ask{"registered", "voters", "ballots", {"ash", "birch"}};
  ask.within = {{"counted", "sent"}};
  screen::AskedOf asked;
  asked.table = &table;
  const screen::Finding finding = answer_rules({}, ask, asked).finding;
  EXPECT_NE(finding.fact_words.find(
                "absentee ballots counted above absentee ballots sent: 1 case, 1 off in all"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_EQ(finding.paper.at(0).unit, "Ward 3");
}

TEST(ScreenRules, UnitsThatAnotherFileHasComeFirst) {
  screen::UnitTable table = four_wards();
  table.unlisted = {"form: Ward 9, A"};
  const screen::Finding finding = rules_of(table).finding;
  EXPECT_EQ(finding.remainder, screen::Remainder::Unexplained);
  EXPECT_NE(
      finding.fact_words.find("1 unit that another file has are not among them (form: Ward 9"),
      std::string::npos)
      << finding.fact_words;
  EXPECT_EQ(finding.further.at(0).find("form: Ward 9, A"), 0u);
}

TEST(ScreenRules, AFormIsNotCalledAContainer) {
  screen::UnitTable table = four_wards();
  table.measures[3].values[1] = 290;
  const screen::Finding finding = rules_of(table).finding;
  EXPECT_EQ(finding.paper.at(0).why.find("container"), std::string::npos) << finding.paper[0].why;
  EXPECT_NE(finding.paper.at(0).why.find("ballots reported"), std::string::npos);
}

TEST(ScreenRules, UnitsOfOneNameInTwoCountiesAreTwo) {
  screen::UnitTable table = four_wards();
  table.measures[3].values[3] = 190;
  const screen::Finding finding = rules_of(table).finding;
  ASSERT_FALSE(finding.paper.empty());
  EXPECT_EQ(finding.paper[0].ballots.value(), 0);  // the question names no measure of ballots
  EXPECT_EQ(finding.paper[0].unit, "Ward 3");
}

TEST(ScreenRules, WhatIsNotKnownIsNotChecked) {
  screen::UnitTable table = four_wards();
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  table.measures[2].values = {unknown, unknown, unknown, unknown};
  table.measures[0].values = table.measures[1].values = table.measures[2].values;
  table.measures[3].values[1] = 9'000;
  EXPECT_EQ(rules_of(table).finding.remainder, screen::Remainder::NothingSeen);
  for (screen::Measure& measure : table.measures) {
    measure.values = {unknown, unknown, unknown, unknown};
  }
  EXPECT_EQ(rules_of(table).finding.remainder, screen::Remainder::NotChecked);
}

}  // namespace
}  // namespace recanvass::workflow
