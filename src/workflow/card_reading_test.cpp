#include "workflow/card_reading.h"

#include "workflow/audits.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using base::Json;

AuditContest contest_with_rule(const std::string& rule, std::int64_t vote_for) {
  AuditContest contest;
  contest.rule = rule;
  contest.vote_for = vote_for;
  contest.choices = {{"a", "A"}, {"b", "B"}, {"c", "C"}};
  return contest;
}

// Causes of a list of readings of a council (vote for two) and a ranked mayor.
std::vector<std::string> reading_causes(const Json& readings) {
  static const AuditContest council = contest_with_rule("plurality", 2);
  static const AuditContest mayor = contest_with_rule("irv", 1);
  std::vector<std::string> causes;
  for (const base::Problem& problem :
       reading_problems(readings, {{"council", &council}, {"mayor", &mayor}})) {
    causes.push_back(problem.cause);
  }
  return causes;
}

Json council(const Json& marks, const std::string& state = "marked") {
  return {{"contest", "council"}, {"state", state}, {"marks", marks}};
}

Json mayor(const Json& marks) {
  return {{"contest", "mayor"}, {"state", "marked"}, {"marks", marks}};
}

const Json& no_mayor() {
  static const Json reading = {{"contest", "mayor"}, {"state", "not-on-card"}};
  return reading;
}

using Causes = std::vector<std::string>;

TEST(CardReading, MarksAreChoicesEachOnceAndRankedWhereTheyAreRanked) {
  const Json a = {{"choice", "a"}};
  const Json b = {{"choice", "b"}};
  const Json c = {{"choice", "c"}};
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a, b})), no_mayor()})), Causes{});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a, b, c})), no_mayor()})),
            Causes{"reading.overvote"});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a, b, c}), "overvoted"), no_mayor()})),
            Causes{});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a, a})), no_mayor()})),
            Causes{"reading.mark"});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({{{"choice", "d"}}})), no_mayor()})),
            Causes{"reading.mark"});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array()), no_mayor()})),
            Causes{"reading.mark"});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a}), "blank"), no_mayor()})),
            Causes{"reading.mark"});
  EXPECT_EQ(reading_causes(
                Json::array({council(Json::array({{{"choice", "a"}, {"rank", 1}}})), no_mayor()})),
            Causes{"reading.mark"});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a})), mayor(Json::array({a}))})),
            Causes{"reading.mark"})
      << "no rank";
  // A grid as it was marked: a skipped rank, one choice twice, two at one rank.
  EXPECT_EQ(reading_causes(
                Json::array({council(Json::array({a})), mayor({{{"choice", "a"}, {"rank", 2}},
                                                               {{"choice", "a"}, {"rank", 3}},
                                                               {{"choice", "b"}, {"rank", 3}}})})),
            Causes{});
}

TEST(CardReading, EveryContestIsTouchedOnceAndNoOther) {
  const Json a = {{"choice", "a"}};
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a}))})), Causes{"reading.contest"});
  EXPECT_EQ(reading_causes(Json::array({council(Json::array({a})), no_mayor(), no_mayor()})),
            Causes{"reading.contest"});
  EXPECT_EQ(reading_causes(Json::array(
                {council(Json::array({a})), no_mayor(), {{"contest", "x"}, {"state", "blank"}}})),
            Causes{"reading.contest"});
}

TEST(CardReading, AnotherFormIsRefusedAndNeverRead) {
  for (const Json& record :
       {Json{{"contest", "mayor"}}, Json{{"contest", 1}, {"state", "blank"}},
        Json{{"contest", "mayor"}, {"state", "unclear"}},
        Json{{"contest", "mayor"}, {"state", "blank"}, {"by", "x"}},
        Json{{"contest", "mayor"},
             {"state", "marked"},
             {"marks", Json::array({{{"choice", "a"}, {"rank", 0}}})}},
        Json{{"contest", "mayor"}, {"state", "marked"}, {"marks", Json::array({"a"})}}}) {
    const Causes causes =
        reading_causes(Json::array({council(Json::array({{{"choice", "a"}}})), record}));
    EXPECT_EQ(causes, (Causes{"reading.form", "reading.contest"})) << record.dump();
  }
}

TEST(CardReading, TheSameReadingTypedInAnotherOrderIsTheSame) {
  const Json one = Json::array(
      {mayor(Json::array({{{"choice", "a"}, {"rank", 2}}, {{"choice", "b"}, {"rank", 1}}}))});
  const Json other = Json::array(
      {mayor(Json::array({{{"choice", "b"}, {"rank", 1}}, {{"choice", "a"}, {"rank", 2}}}))});
  EXPECT_EQ(card_reading_in(one), card_reading_in(other));
  EXPECT_EQ(card_reading_json(card_reading_in(one)), other);
  const auto marks = marks_of(card_reading_in(one).at("mayor"), contest_with_rule("irv", 1));
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].choice, 1);
  EXPECT_EQ(marks[0].rank, 1);
}

}  // namespace
}  // namespace recanvass::workflow
