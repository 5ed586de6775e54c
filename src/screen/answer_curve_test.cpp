#include "screen/answer.h"
#include "stats/counter_random.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

// Ninety counties in which large ones use machines and fall less, everywhere and in every year.
UnitTable ninety_counties(double effect) {
  UnitTable table;
  table.words = table.group_words = "counties";
  Measure machine{"machine", "machines", {}};
  Measure size{"size", "size", {}};
  Measure fall{"fall", "the fall", {}};
  Measure earlier{"earlier", "the fall before", {}};
  for (std::size_t i = 0; i < 90; ++i) {
    stats::RandomStream random({31, 1}, i);
    const double large = stats::draw_normal(random);
    const double with = large + 0.7 * stats::draw_normal(random) > 0.0 ? 1.0 : 0.0;
    table.units.push_back("county " + std::to_string(i));
    table.groups.push_back(table.units.back());
    machine.values.push_back(with);
    size.values.push_back(large);
    fall.values.push_back(-0.03 * large - effect * with + 0.01 * stats::draw_normal(random));
    earlier.values.push_back(-0.03 * large + 0.01 * stats::draw_normal(random));
  }
  table.measures = {machine, size, fall, earlier, {"votes", "votes", std::vector<double>(90, 1e3)}};
  return table;
}

Answered ask_of(const UnitTable& table, std::optional<double> said = std::nullopt,
                const std::string& votes_of = "", bool falls = false) {
  CurveAsk ask;
  ask.votes_of = votes_of;
  ask.falls = falls;
  ask.question.property = "machine";
  ask.question.outcomes = {"fall"};
  ask.question.controls = {{"nothing", {}, false}, {"size", {"size"}, false}};
  ask.question.weights = {"", "votes"};
  ask.question.placebos = {"earlier"};
  ask.votes = "votes";
  ask.concerned = 1;
  ask.said = said;
  Question question;
  question.id = "machines";
  question.ask = ask;
  AskedOf asked;
  asked.table = &table;
  asked.lead = {"A", "B", election::VoteCount(2'000)};
  asked.resamples = 499;
  asked.key = {3, 3};
  base::SerialExecutor executor;
  return answer_question(question, asked, executor);
}

TEST(AnswerCurve, AConfoundedClaimHoldsAsAFactAndIsExplained) {
  const Answered answer = ask_of(ninety_counties(0.0), -0.05);
  EXPECT_EQ(answer.finding.fact, FactStanding::Holds);
  EXPECT_EQ(answer.finding.remainder, Remainder::Explained);
  EXPECT_GT(*answer.finding.p, 0.05);
  ASSERT_TRUE(answer.finding.placebos.has_value());
  EXPECT_EQ(answer.finding.placebos->runs, 1);
  EXPECT_EQ(answer.finding.paper.size(), kTargetsMost);
}

TEST(AnswerCurve, AnEffectThatNothingAccountsForStaysUnexplainedWithItsVotes) {
  const Answered answer = ask_of(ninety_counties(0.06));
  EXPECT_EQ(answer.finding.remainder, Remainder::Unexplained);
  const double machines = answer.curve->decisive()->coefficient;
  EXPECT_NEAR(machines, -0.06, 0.01);
  // About half of 90 counties with 1,000 votes each.
  EXPECT_NEAR(static_cast<double>(answer.finding.votes_concerned->value()), 2'700.0, 700.0);
  EXPECT_EQ(answer.finding.placebos->as_large, 0);
}

TEST(AnswerCurve, AVoteThatChangesSidesChangesTheLeadByTwo) {
  const UnitTable table = ninety_counties(0.06);
  const Answered plain = ask_of(table);
  const Answered shares = ask_of(table, std::nullopt, "Ash");
  EXPECT_NEAR(static_cast<double>(shares.finding.votes_concerned->value()),
              2.0 * static_cast<double>(plain.finding.votes_concerned->value()), 1.0);
  const Specification& last = *shares.curve->decisive();
  double machines = 0.0;
  for (const double with : table.measures[0].values) machines += with;
  const auto most = whole_of(2.0 * 1'000.0 * machines * std::abs(last.low));
  EXPECT_NE(shares.finding.votes_words.find(
                "interval up to " +
                against_lead(static_cast<double>(most), {"A", "B", election::VoteCount(2'000)})),
            std::string::npos)
      << shares.finding.votes_words;
  ASSERT_TRUE(shares.to_show.has_value());
  EXPECT_DOUBLE_EQ(shares.to_show->error, last.error);
  EXPECT_NEAR(shares.to_show->votes, 2.0 * 1'000.0 * machines, 1e-6);
}

TEST(AnswerCurve, UnitsAreNamedByPointsOfTheOutcomeAndNoneHasVotesMoreForAnybody) {
  // County 7 falls by a tenth more than its machines and its size let expect.
  UnitTable table = ninety_counties(0.0);
  table.measures[0].values[7] = 1.0;
  table.measures[2].values[7] = -0.03 * table.measures[1].values[7] + 0.1;
  const Answered falls = ask_of(table, std::nullopt, "Ash", true);
  ASSERT_EQ(falls.finding.paper.at(0).unit, "county 7");
  EXPECT_EQ(falls.finding.paper[0].why.find("the fall: "), 0u) << falls.finding.paper[0].why;
  EXPECT_NE(falls.finding.paper[0].why.find("points more than the controls let expect"),
            std::string::npos)
      << falls.finding.paper[0].why;
  for (const PaperTarget& target : falls.finding.paper) {
    EXPECT_EQ(target.why.find("votes"), std::string::npos) << target.why;
  }
  // Its paper is asked whether the claim is true there: a share of the votes, counted twice.
  const double claimed = std::abs(falls.curve->claimed()->coefficient);
  EXPECT_EQ(falls.finding.paper[0].in_question->value(), whole_of(2.0 * claimed * 1'000.0));
}

TEST(AnswerCurve, ASmallUnitThatChanceMovesIsNotNamedBeforeALargeOne) {
  UnitTable table = ninety_counties(0.0);
  for (const std::size_t unit : {7u, 8u}) {
    table.measures[0].values[unit] = 1.0;
    table.measures[2].values[unit] = -0.03 * table.measures[1].values[unit] + 0.1;
  }
  table.measures[4].values[7] = 20.0;  // voters
  EXPECT_EQ(ask_of(table).finding.paper.at(0).unit, "county 8");
}

TEST(AnswerCurve, UnitsThatAreNotInItAreToldFirstWithTheirVotes) {
  UnitTable table = ninety_counties(0.0);
  table.measures[1].values[3] = std::nan("");
  table.measures[4].values[3] = 2'500.0;
  table.measures[2].values[5] = std::nan("");
  const Answered answer = ask_of(table);
  EXPECT_EQ(answer.finding.fact_words.find("Not in it, as a figure is not known: 2 of 90 counties "
                                           "with 3,500 of 91,500 votes (county 3, county 5). "),
            0u)
      << answer.finding.fact_words;
  EXPECT_EQ(ask_of(ninety_counties(0.0)).finding.fact_words.find("Not in it"), std::string::npos);
}

TEST(AnswerCurve, WithinGroupsItSaysHowManyGroupsMakeTheFigure) {
  UnitTable table = ninety_counties(0.0);
  for (std::size_t i = 0; i < 90; ++i) {
    table.groups[i] = "state " + std::to_string(i / 9);
    if (i < 54) table.measures[0].values[i] = i < 27 ? 1.0 : 0.0;  // six states bought one kind
  }
  CurveAsk ask;
  ask.question.property = "machine";
  ask.question.outcomes = {"fall"};
  ask.question.controls = {{"nothing", {}, false}, {"within states", {"size"}, true}};
  ask.question.weights = {""};
  ask.votes = "votes";
  Question question;
  question.ask = ask;
  AskedOf asked;
  asked.table = &table;
  asked.resamples = 99;
  base::SerialExecutor executor;
  const Answered answer = answer_question(question, asked, executor);
  EXPECT_EQ(answer.curve->decisive()->telling_groups, 4u);
  EXPECT_NE(answer.finding.remainder_words.find("in 4 of 10 they differ in the property"),
            std::string::npos)
      << answer.finding.remainder_words;
}

TEST(AnswerCurve, AClaimOfTheOtherSignIsNoFact) {
  EXPECT_EQ(ask_of(ninety_counties(0.0), 0.05).finding.fact, FactStanding::HoldsNot);
}

TEST(AnswerCurve, WhatCannotBeFittedIsNotChecked) {
  UnitTable table = ninety_counties(0.0);
  table.measures[1].values = table.measures[0].values;  // the control is the property
  const Answered answer = ask_of(table);
  EXPECT_EQ(answer.finding.remainder, Remainder::NotChecked);
  EXPECT_EQ(answer.finding.fact, FactStanding::CannotTell);
  EXPECT_NE(answer.finding.remainder_words.find("could not be fitted"), std::string::npos);
}

// Measured with slips the claim is drawn to 0: what is left is held against the claim of the units
// and the measure that decide.
TEST(AnswerCurve, WhatIsLeftIsReadAgainstTheClaimOfTheSameUnitsAndMeasure) {
  UnitTable table = ninety_counties(0.06);
  Measure slips = table.measures[0];
  slips.id = "with-slips";
  Measure sound = table.measures[0];
  sound.id = "sound";
  for (std::size_t i = 0; i < 90; i += 4) {
    slips.values[i] = 1.0 - slips.values[i];
    sound.values[i] = std::nan("");
  }
  table.measures.push_back(slips);
  table.measures.push_back(sound);
  CurveAsk ask;
  ask.question.property = "with-slips";
  ask.question.outcomes = {"fall"};
  ask.question.controls = {{"nothing", {}, false}, {"sound, size", {"size"}, false}};
  ask.question.controls[1].property = "sound";
  ask.question.weights = {""};
  ask.votes = "votes";
  Question question;
  question.ask = ask;
  AskedOf asked;
  asked.table = &table;
  asked.resamples = 99;
  base::SerialExecutor executor;
  const Answered answer = answer_question(question, asked, executor);
  ASSERT_TRUE(answer.curve->claimed_alike);
  const Specification& alike = *answer.curve->claimed_alike;
  EXPECT_EQ(alike.units, answer.curve->decisive()->units);
  EXPECT_GT(std::abs(alike.coefficient), 1.5 * std::abs(answer.curve->claimed()->coefficient));
  const double left = 100.0 * answer.curve->decisive()->coefficient / alike.coefficient;
  EXPECT_NE(answer.finding.remainder_words.find(
                fmt::format("{:.0f} % of the {}", left, signed_number(alike.coefficient))),
            std::string::npos)
      << answer.finding.remainder_words;
}

// Five groups: the smallest p that their signs can give is 1 in 16, whatever is there.
TEST(AnswerCurve, OfFiveGroupsNothingIsDeniedThatTheMethodCouldNotShow) {
  UnitTable table = ninety_counties(0.2);
  table.words = "towns";
  for (std::size_t i = 0; i < 90; ++i) table.groups[i] = "county " + std::to_string(i % 5);
  const Answered few = ask_of(table);
  EXPECT_GT(*few.curve->decisive()->p_wild, 0.05);
  EXPECT_LE(few.curve->decisive()->p, 0.05);
  EXPECT_EQ(few.finding.fact, FactStanding::Holds);
  EXPECT_EQ(few.finding.remainder, Remainder::NotTold);
  EXPECT_NE(few.finding.remainder_words.find("no smaller p than 0.0625"), std::string::npos)
      << few.finding.remainder_words;
  EXPECT_FALSE(few.to_show);  // no size would be told
  for (std::size_t i = 0; i < 90; ++i) table.groups[i] = "county " + std::to_string(i % 8);
  EXPECT_EQ(ask_of(table).finding.remainder, Remainder::Unexplained);
}

}  // namespace
}  // namespace recanvass::screen
