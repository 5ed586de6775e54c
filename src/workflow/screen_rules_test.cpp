#include "workflow/screen_rules.h"

#include <gtest/gtest.h>

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

TEST(ScreenRules, AChoiceWithoutAVoteWhereManyAreExpectedIsFound) {
  screen::UnitTable table = four_wards();
  table.measures[4].values[2] = 0;  // some 130 of 300 expected by the county's share
  EXPECT_NE(rules_of(table).finding.fact_words.find("R9"), std::string::npos);
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
  table.measures[3].values[1] = 9'000;
  EXPECT_EQ(rules_of(table).finding.remainder, screen::Remainder::NothingSeen);
  for (screen::Measure& measure : table.measures) {
    measure.values = {unknown, unknown, unknown, unknown};
  }
  EXPECT_EQ(rules_of(table).finding.remainder, screen::Remainder::NotChecked);
}

}  // namespace
}  // namespace recanvass::workflow
