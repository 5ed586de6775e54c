#include "screen/answer.h"
#include "stats/counter_random.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

// Counties that vote by mail, early and on election day; with `planted`, county 30's votes by mail
// stand under the other choice.
UnitTable counties_by_mode(bool planted) {
  UnitTable table;
  table.words = "counties";
  for (const char* id : {"mail", "mail-all", "early", "early-all", "size"}) {
    table.measures.push_back({id, id, {}});
  }
  for (std::size_t i = 0; i < 80; ++i) {
    stats::RandomStream random({4, 8}, i);
    const double lean = 0.6 * stats::draw_normal(random);
    const auto draw = [&](double trials, double odds) {
      double events = 0.0;
      for (double k = 0.0; k < trials; ++k) {
        events += random.next_unit() < 1.0 / (1.0 + std::exp(-odds)) ? 1.0 : 0.0;
      }
      return events;
    };
    const double mailed = std::floor(300.0 + 700.0 * random.next_unit());
    const double early = std::floor(500.0 + 900.0 * random.next_unit());
    double mail = draw(mailed, lean - 0.7 + 0.1 * stats::draw_normal(random));
    if (planted && i == 30) mail = mailed - mail;
    table.measures[0].values.push_back(mail);
    table.measures[1].values.push_back(mailed);
    table.measures[2].values.push_back(draw(early, lean + 0.1 * stats::draw_normal(random)));
    table.measures[3].values.push_back(early);
    table.measures[4].values.push_back(std::log10(early));
    table.units.push_back(fmt::format("county {}", i));
    table.groups.push_back("state");
  }
  return table;
}

ModesAsk by_mode() {
  ModesAsk ask;
  ask.modes = {{"early", "early", "early-all"}, {"by mail", "mail", "mail-all"}};
  ask.hold = {"size"};
  return ask;
}

Answered answer_by_mode(const UnitTable& table, const ModesAsk& ask) {
  Question question;
  question.ask = ask;
  AskedOf asked;
  asked.table = &table;
  asked.lead = {"A", "B", election::VoteCount(1'000)};
  base::SerialExecutor executor;
  return answer_question(question, asked, executor);
}

TEST(AnswerModes, AModeWithOddsOfItsOwnIsNoFinding) {
  const UnitTable table = counties_by_mode(false);
  const Answered answer = answer_by_mode(table, by_mode());
  EXPECT_EQ(answer.finding.remainder, Remainder::NothingSeen);
  EXPECT_EQ(answer.finding.fact, FactStanding::HoldsNot);
  ASSERT_TRUE(answer.modes);
  ASSERT_TRUE(answer.modes->totals[1].effect);
  EXPECT_NEAR(answer.modes->totals[1].effect->value, -0.7, 0.1);
  EXPECT_TRUE(answer.finding.paper.empty());
  EXPECT_NE(answer.finding.fact_words.find("no finding: voters choose how they vote"),
            std::string::npos);
}

TEST(AnswerModes, VotesByMailUnderTheOtherChoiceAreNamedOnceWithWhatWasExpected) {
  const UnitTable table = counties_by_mode(true);
  const Answered answer = answer_by_mode(table, by_mode());
  EXPECT_EQ(answer.finding.remainder, Remainder::Unexplained);
  ASSERT_FALSE(answer.finding.paper.empty());
  EXPECT_EQ(answer.finding.paper[0].unit, "county 30");
  ASSERT_TRUE(answer.finding.paper[0].in_question);
  EXPECT_GT(answer.finding.paper[0].in_question->value(), 50);
  for (std::size_t i = 1; i < answer.finding.paper.size(); ++i) {
    EXPECT_NE(answer.finding.paper[i].unit, "county 30");
  }
  EXPECT_TRUE(accusing_word(answer.finding).empty());
}

TEST(AnswerModes, PlaceboYearsAreTheSameStatisticOnOtherFigures) {
  UnitTable table = counties_by_mode(true);
  const UnitTable before = counties_by_mode(false);
  for (const Measure& measure : before.measures) {
    table.measures.push_back({measure.id + "-before", measure.words, measure.values});
  }
  ModesAsk ask = by_mode();
  ask.placebos = {{"2012",
                   {{"early", "early-before", "early-all-before"},
                    {"by mail", "mail-before", "mail-all-before"}}},
                  {"2016", ask.modes}};
  const Answered answer = answer_by_mode(table, ask);
  ASSERT_TRUE(answer.finding.placebos);
  EXPECT_EQ(answer.finding.placebos->runs, 2);
  EXPECT_EQ(answer.finding.placebos->as_large, 1);  // the election itself
  EXPECT_NE(answer.finding.base_rate_words.find("2012: 0 of 160 stand out"), std::string::npos)
      << answer.finding.base_rate_words;
}

TEST(AnswerModes, MoreEventsThanThereCanBeAreLeftOutAndTold) {
  UnitTable table = counties_by_mode(false);
  table.measures[0].values[3] = table.measures[1].values[3] + 1.0;
  table.measures[2].values[4] = std::nan("");
  const Answered answer = answer_by_mode(table, by_mode());
  EXPECT_EQ(answer.modes->levels.units, 78u);
  EXPECT_EQ(answer.finding.fact_words.find("First, left out"), 0u) << answer.finding.fact_words;
  EXPECT_NE(answer.finding.fact_words.find("county 3, by mail: "), std::string::npos);
}

TEST(AnswerModes, WithTooFewUnitsNothingIsChecked) {
  UnitTable table = counties_by_mode(false);
  for (Measure& measure : table.measures) measure.values.resize(4);
  table.units.resize(4);
  table.groups.resize(4);
  EXPECT_EQ(answer_by_mode(table, by_mode()).finding.remainder, Remainder::NotChecked);
}

}  // namespace
}  // namespace recanvass::screen
