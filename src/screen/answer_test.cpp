#include "screen/answer.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace recanvass::screen {
namespace {

UnitTable sixty_towns() {
  UnitTable table;
  table.words = "municipalities";
  table.group_words = "counties";
  Measure ballots{"ballots", "ballots", {}};
  Measure before{"before", "absentee ballots before", {}};
  Measure after{"after", "absentee ballots after", {}};
  Measure in_person{"in-person", "in person", {}};
  for (std::size_t i = 0; i < 60; ++i) {
    stats::RandomStream random({21, 1}, i);
    const double size = 400.0 + 20.0 * static_cast<double>(i);
    table.units.push_back("town " + std::to_string(i));
    table.groups.push_back("county " + std::to_string(i % 6));
    ballots.values.push_back(size);
    before.values.push_back(std::round(size * (0.2 + 0.02 * stats::draw_normal(random))));
    after.values.push_back(std::round(before.values[i] * 1.2));
    in_person.values.push_back(after.values[i] - before.values[i]);
  }
  table.measures = {ballots, before, after, in_person, {"none", "none", std::vector<double>(60)}};
  return table;
}

AskedOf of(const UnitTable& table) {
  AskedOf asked;
  asked.table = &table;
  asked.lead = {"A", "B", election::VoteCount(1'000)};
  asked.resamples = 999;
  asked.key = {1, 1};
  return asked;
}

Question question_of(auto ask) {
  Question question;
  question.id = "q";
  question.title = "title";
  question.ballots = "ballots";
  question.ask = ask;
  return question;
}

TEST(Answer, ARiseIsAFactWithItsPartsAndHasNoP) {
  const UnitTable table = sixty_towns();
  RiseAsk ask;
  ask.whole = {"absentee ballots", "before", "after"};
  ask.parts = {{"in person", "none", "in-person"}};
  base::SerialExecutor executor;
  const Answered answer = answer_question(question_of(ask), of(table), executor);
  EXPECT_EQ(answer.finding.fact, FactStanding::Holds);
  EXPECT_EQ(answer.finding.remainder, Remainder::Told);  // a sum has no null
  EXPECT_EQ(answer.finding.remainder_words.find("larger than the whole"), std::string::npos);
  EXPECT_FALSE(answer.finding.p.has_value());
  EXPECT_NE(answer.finding.fact_words.find("rose in 60 of them"), std::string::npos);
  UnitTable renamed = table;  // a town that is new, and one that is gone, are part of the totals
  renamed.measures[1].values[3] = std::numeric_limits<double>::quiet_NaN();
  renamed.measures[2].values[4] = std::numeric_limits<double>::quiet_NaN();
  const Answered other = answer_question(question_of(ask), of(renamed), executor);
  EXPECT_NE(other.finding.fact_words.find("sum of 60"), std::string::npos);
  EXPECT_NE(other.finding.fact_words.find("rose in 58 of them"), std::string::npos);
  renamed = table;
  renamed.measures[3].values[7] = 5'000;  // more in person than in all
  EXPECT_NE(answer_question(question_of(ask), of(renamed), executor)
                .finding.remainder_words.find("In 0 municipalities of the first year and 1 of the "
                                              "second that part is larger than the whole"),
            std::string::npos);
  ask.said_before = 1;
  ask.said_after = 2;
  EXPECT_EQ(answer_question(question_of(ask), of(table), executor).finding.fact,
            FactStanding::HoldsNot);
}

TEST(Answer, ARiseIsToldAgainWithSlipsFilledInAndByWhatWasIssued) {
  UnitTable table;
  table.words = "towns";
  table.units = {"Ash", "Birch", "Cedar", "Dogwood"};
  table.groups = {"a", "a", "b", "b"};
  // Ash has 9 of 1,000 in the first year; elsewhere 90 % of those issued come back, then 95 %.
  // Dogwood is too small to be called a slip; Cedar of the second year has more than were issued.
  table.measures = {{"then", "", {9, 180, 270, 0}},
                    {"now", "", {950, 190, 400, 5}},
                    {"issued-then", "", {1'000, 200, 300, 40}},
                    {"issued-now", "", {1'000, 200, 300, 40}}};
  RiseAsk ask;
  ask.whole = {"counted", "then", "now"};
  ask.fill = RiseAsk::Fill{{"those issued", "issued-then", "issued-now"}, 0.2, 50};
  ask.beside = {{"ballots issued", "issued-then", "issued-now"}};
  base::SerialExecutor executor;
  const Finding finding = answer_question(question_of(ask), of(table), executor).finding;
  EXPECT_NE(finding.fact_words.find("459 before, 1,545 after, +1,086 (+236.6 %)"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.fact_words.find(
                "In 1 towns of the first year and 0 of the second it is below 20 % of those issued "
                "(where those are 50 or more): slips of the form. Filled in at the ratio of the "
                "others (90.0 % and 95.0 %), 1,350 before and 1,545 after: +195 (+14.4 %)."),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.fact_words.find("By ballots issued: 1,540 before, 1,540 after, +0 (+0.0 %)."),
            std::string::npos)
      << finding.fact_words;
}

TEST(Answer, WhatWasLeftOutOfTheFilesIsToldFirst) {
  UnitTable table = sixty_towns();
  table.measures[2].left_out = {"Left out in every year: 3 rows."};
  table.measures[0].left_out = table.measures[2].left_out;  // said once
  base::SerialExecutor executor;
  const auto words_of = [&](auto ask) {
    return answer_question(question_of(ask), of(table), executor).finding.fact_words;
  };
  for (const std::string& words : {words_of(UnlikeAsk{"after", "ballots", "before", "ballots"}),
                                   words_of(FunnelAsk{"after", "ballots"})}) {
    EXPECT_EQ(words.find("Left out in every year: 3 rows. "), 0u) << words;
    EXPECT_EQ(words.find("Left out", 1), std::string::npos) << words;
  }
}

TEST(Answer, ATownThatChangedUnlikeOthersIsNamedWithItsBallotsAndWhy) {
  UnitTable table = sixty_towns();
  table.measures[2].values[30] = 900;  // of 1,000; some 240 expected
  const UnlikeAsk ask{"after", "ballots", "before", "ballots"};
  base::SerialExecutor executor;
  const Answered answer = answer_question(question_of(ask), of(table), executor);
  EXPECT_EQ(answer.finding.remainder, Remainder::Unexplained);
  ASSERT_EQ(answer.finding.paper.size(), 1u);
  EXPECT_EQ(answer.finding.paper[0].unit, "town 30");
  EXPECT_EQ(answer.finding.paper[0].ballots, election::BallotCount(1'000));
  EXPECT_NE(answer.finding.paper[0].why.find("900 of 1,000"), std::string::npos);
  EXPECT_GT(answer.finding.votes_concerned->value(), 500);
  EXPECT_NE(answer.finding.fact_words.find("of which 25 % is expected is named by itself from "),
            std::string::npos);
}

TEST(Answer, FiguresThatCannotBeAreLeftOutAndSaid) {
  UnitTable table = sixty_towns();
  table.measures[2].values[5] = 9'000;  // more absentee ballots than ballots
  const FunnelAsk ask{"after", "ballots"};
  base::SerialExecutor executor;
  const Answered answer = answer_question(question_of(ask), of(table), executor);
  EXPECT_EQ(answer.funnel->units.size(), 59u);
  EXPECT_EQ(answer.finding.fact_words.find("First, left out as no election has more than there can "
                                           "be: 1 of the municipalities (town 5: 9,000 of 500)"),
            0u)
      << answer.finding.fact_words;
  const UnlikeAsk changed{"after", "ballots", "before", "ballots"};
  EXPECT_EQ(answer_question(question_of(changed), of(table), executor)
                .finding.fact_words.find("First, left out as no election"),
            0u);
}

TEST(Answer, UnitsOfTheWholeWithoutAFigureAreCountedAndSoIsWhatTheyHold) {
  UnitTable table = sixty_towns();
  const FunnelAsk ask{"after", "ballots"};
  base::SerialExecutor executor;
  const std::string whole =
      answer_question(question_of(ask), of(table), executor).finding.fact_words;
  EXPECT_EQ(whole.find("have no such figure"), std::string::npos) << whole;
  table.measures[2].values[5] = std::nan("");  // votes above ballots, where blanks are asked for
  table.measures[2].values[6] = std::nan("");
  const Finding finding = answer_question(question_of(ask), of(table), executor).finding;
  EXPECT_NE(finding.fact_words.find(" 2 municipalities that hold 1,020 of the whole have no such "
                                    "figure"),
            std::string::npos)
      << finding.fact_words;
  EXPECT_NE(finding.votes_words.find("From the common rate the units outside are off by 0 votes"),
            std::string::npos)
      << finding.votes_words;
}

TEST(Answer, AFunnelOfFewUnitsSaysWhichIsFarthestAndHowLittleSoFewTell) {
  UnitTable table = sixty_towns();
  for (Measure& measure : table.measures) measure.values.resize(5);
  table.units.resize(5);
  table.groups.resize(5);
  table.measures[0].values = {8'900, 6'800, 4'700, 97'000, 143'000};
  table.measures[2].values = {225, 142, 269, 2'274, 18'382};
  base::SerialExecutor executor;
  const Finding finding =
      answer_question(question_of(FunnelAsk{"after", "ballots"}), of(table), executor).finding;
  EXPECT_EQ(finding.remainder, Remainder::NothingSeen);
  EXPECT_EQ(finding.remainder_words.find(
                "No unit stands out; of so few, only one that is very far from all others can. The "
                "farthest is town 4, with 18,382 of 143,000 (12.9 %): p = 0.0"),
            0U)
      << finding.remainder_words;
}

TEST(Answer, MissingFilesAreNamedAndNothingIsSaidOfThem) {
  AskedOf asked;
  asked.missing = {"/data/wards.csv"};
  base::SerialExecutor executor;
  const Answered answer = answer_question(question_of(FunnelAsk{"a", "b"}), asked, executor);
  EXPECT_EQ(answer.finding.remainder, Remainder::NotChecked);
  EXPECT_EQ(answer.finding.fact, FactStanding::CannotTell);
  EXPECT_NE(answer.finding.remainder_words.find("/data/wards.csv"), std::string::npos);
}

TEST(Answer, VotesStandBesideTheLeadAndPValuesAreNeverNought) {
  const Lead lead{"A", "B", election::VoteCount(22'617)};
  EXPECT_EQ(against_lead(-11'308.5, lead), "11,309 votes, 0.50 times the lead of 22,617");
  EXPECT_EQ(against_lead(5.0, {"A", "B", std::nullopt}), "5 votes; the lead is not known");
  EXPECT_EQ(against_lead(5.0, {"A", "B", election::VoteCount(0)}), "5 votes against a tie");
  EXPECT_EQ(p_words(0.0), "p < 0.0001");
  EXPECT_EQ(p_words(0.0012), "p = 0.0012");
  EXPECT_EQ(p_words(0.6), "p = 0.600");
  EXPECT_EQ(p_cell(0.0), "<0.0001");
  EXPECT_EQ(p_cell(0.0012), "0.0012");
  EXPECT_EQ(p_cell(0.6), "0.600");
}

}  // namespace
}  // namespace recanvass::screen
