#include "screen/answer.h"

#include <gtest/gtest.h>

#include <limits>

namespace recanvass::screen {
namespace {

// Four towns of a form: in order, with more counted than issued, with nearly none counted, unknown.
UnitTable form_towns() {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  UnitTable table;
  table.words = "municipalities";
  table.units = {"Ash", "Birch", "Cedar", "Dogwood"};
  table.groups = {"a", "a", "b", "b"};
  table.measures = {{"counted", "", {95, 258, 9, unknown}},
                    {"issued", "", {100, 28, 3'144, 50}},
                    {"in-person", "", {40, 10, 2'196, 10}}};
  return table;
}

Answered ask_within(const UnitTable& table, std::optional<double> least, std::int64_t from = 10) {
  Question question;
  question.id = "form";
  question.ask = WithinAsk{{{"counted of those issued", "counted", "issued", least, from},
                            {"in person of those counted", "in-person", "counted", {}, 1}}};
  AskedOf asked;
  asked.table = &table;
  base::SerialExecutor executor;
  return answer_question(question, asked, executor);
}

TEST(AnswerWithin, APartAboveItsWholeAndOneFarBelowItAreNamedTheWidestFirst) {
  const UnitTable table = form_towns();
  const Finding finding = ask_within(table, 0.5).finding;
  EXPECT_TRUE(finding.arithmetic);
  EXPECT_EQ(finding.remainder, Remainder::Unexplained);
  EXPECT_NE(finding.fact_words.find("counted of those issued: more than there can be in 1 "
                                    "municipalities (230 too many); below 50 % of it in 1 (3,135 "
                                    "fewer)"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.fact_words.find("in person of those counted: more than there can be in 1 "
                                    "municipalities (2,187 too many)"),
            std::string::npos)
      << finding.fact_words;
  ASSERT_EQ(finding.paper.size(), 2u);
  EXPECT_EQ(finding.paper[0].unit, "Cedar");
  EXPECT_EQ(finding.paper[0].why,
            "counted of those issued: 9 of 3,144; in person of those counted: 2,196 of 9");
  EXPECT_EQ(finding.paper[1].unit, "Birch");
  EXPECT_FALSE(finding.votes_concerned.has_value());
}

TEST(AnswerWithin, WhatIsFewIsToldOnlyFromASizeAndBelowAShareThatWereWritten) {
  const UnitTable table = form_towns();
  EXPECT_EQ(ask_within(table, std::nullopt).finding.paper.at(0).why,
            "in person of those counted: 2,196 of 9");
  EXPECT_EQ(ask_within(table, 0.5, 3'145).finding.paper.at(0).why,
            "in person of those counted: 2,196 of 9");
  UnitTable half = form_towns();
  half.measures[0].values[2] = 1'572;  // exactly half is not below half
  half.measures[2].values[2] = 1'572;
  const Finding at = ask_within(half, 0.5).finding;
  ASSERT_EQ(at.paper.size(), 1u);
  EXPECT_EQ(at.paper[0].unit, "Birch");
  half.measures[0].values[2] = 1'571;
  EXPECT_EQ(ask_within(half, 0.5).finding.paper.size(), 2u);
}

TEST(AnswerWithin, WhereEveryFigureFitsNothingIsSeen) {
  UnitTable table = form_towns();
  table.measures[0].values = {95, 28, 3'100, 50};
  const Finding finding = ask_within(table, 0.5).finding;
  EXPECT_EQ(finding.remainder, Remainder::NothingSeen);
  EXPECT_EQ(finding.fact, FactStanding::HoldsNot);
  EXPECT_TRUE(finding.paper.empty());
}

}  // namespace
}  // namespace recanvass::screen
