#include "workflow/screen_sums.h"

#include "workflow/screen_rules.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::workflow {
namespace {

using election::VoteCount;

// Two towns of Brook County and two of another, as reported: 700 votes, 420 and 280.
screen::UnitTable four_places() {
  screen::UnitTable table;
  table.words = "wards";
  table.units = {"Brook", "Field", "Hill", "Dale"};
  table.groups = {"A", "A", "B", "B"};
  table.measures = {{"ash", "Ash", {100, 120, 90, 110}},
                    {"birch", "Birch", {60, 80, 70, 70}},
                    {"total", "votes", {160, 200, 160, 180}}};
  return table;
}

struct SummedPlaces {
  screen::Question question;
  screen::RulesAsk ask{"", "", "", {"ash", "birch"}, "total"};
  screen::AskedOf asked;
};

SummedPlaces summed_places(const screen::UnitTable& table) {
  SummedPlaces out;
  out.question.leader = "ash";
  out.question.runner_up = "birch";
  out.asked.table = &table;
  out.asked.lead = {"Ash",          "Birch",        VoteCount(140), "state-canvass",
                    VoteCount(420), VoteCount(280), VoteCount(700)};
  return out;
}

TEST(ScreenSums, UnitsThatAddUpToTheReportedVotesAreSaidTo) {
  const screen::UnitTable table = four_places();
  const SummedPlaces of = summed_places(table);
  const auto finding = answer_rules(of.question, of.ask, of.asked).finding;
  EXPECT_EQ(finding.remainder, screen::Remainder::NothingSeen) << finding.fact_words;
  EXPECT_NE(finding.fact_words.find("The wards add up to what \"state-canvass\" reports."),
            std::string::npos)
      << finding.fact_words;
}

// Brookfield in Waukesha County, April 2011: a city that is not in the file.
TEST(ScreenSums, AUnitThatIsLeftOutIsMissedByTheSumAndLeads) {
  screen::UnitTable table = four_places();
  table.units.erase(table.units.begin());
  table.groups.erase(table.groups.begin());
  for (screen::Measure& measure : table.measures) measure.values.erase(measure.values.begin());
  const SummedPlaces of = summed_places(table);
  const auto finding = answer_rules(of.question, of.ask, of.asked).finding;
  EXPECT_EQ(finding.remainder, screen::Remainder::Unexplained);
  EXPECT_NE(finding.fact_words.find("votes for Ash: 320 by the units, 420 reported, 100 fewer; "
                                    "votes for Birch: 220 by the units, 280 reported, 60 fewer; "
                                    "votes in all: 540 by the units, 700 reported, 160 fewer"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_EQ(finding.votes_concerned, VoteCount(160));
}

TEST(ScreenSums, AUnitWithoutAFigureIsToldBesideASumThatIsShort) {
  screen::UnitTable table = four_places();
  table.measures[2].values[3] = std::nan("");
  const SummedPlaces of = summed_places(table);
  const auto sums = sums_beside_reported(of.question, of.ask, of.asked);
  ASSERT_EQ(sums.size(), 3u);
  EXPECT_EQ(sums[2].off(), -180);
  EXPECT_NE(sums_words(sums, of.asked).find("1 of them have no figure"), std::string::npos);
}

// "Office Totals", as published county files have them.
TEST(ScreenSums, ARowOfTotalsOfACountyOrOfAllIsNamed) {
  screen::UnitTable table = four_places();
  table.units.push_back("Elm");
  table.groups.push_back("A");
  table.units.push_back("Office Totals");
  table.groups.push_back("A");
  const std::vector<std::vector<double>> added = {{30, 250}, {20, 160}, {50, 410}};
  for (std::size_t i = 0; i < 3; ++i) {
    table.measures[i].values.insert(table.measures[i].values.end(), added[i].begin(),
                                    added[i].end());
  }
  SummedPlaces of = summed_places(table);
  EXPECT_EQ(rows_of_totals(table, of.ask), std::vector<std::size_t>{5});
  const auto finding = answer_rules(of.question, of.ask, of.asked).finding;
  EXPECT_EQ(finding.paper.at(0).unit, "Office Totals");
  EXPECT_NE(finding.paper[0].why.find("the sum of all others"), std::string::npos);
  table.measures[0].values[5] = 251;  // one vote more: a place of its own
  EXPECT_TRUE(rows_of_totals(table, of.ask).empty());
}

TEST(ScreenSums, TwoUnitsThatAreAlikeAreNoTotals) {
  screen::UnitTable table = four_places();
  for (screen::Measure& measure : table.measures) measure.values[1] = measure.values[0];
  EXPECT_TRUE(rows_of_totals(table, summed_places(table).ask).empty());
}

}  // namespace
}  // namespace recanvass::workflow
