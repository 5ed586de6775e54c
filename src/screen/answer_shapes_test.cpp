#include "screen/answer.h"
#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

// 240 wards of one law: two large choices by a lean, a small one, those who could vote.
UnitTable wards_of_one_law() {
  UnitTable table;
  table.words = "wards";
  table.group_words = "towns";
  Measure large{"large", "votes for Ash", {}};
  Measure other{"other", "votes for Birch", {}};
  Measure small{"small", "votes for Cedar", {}};
  Measure all{"all", "votes", {}};
  Measure lean{"lean", "lean", {}};
  Measure register_of{"register", "registered voters", {}};
  for (std::size_t i = 0; i < 240; ++i) {
    stats::RandomStream random({31, 7}, i);
    const double towards = 0.3 * stats::draw_normal(random);
    const double votes = 900.0 + 5.0 * static_cast<double>(i);
    const double share = 0.5 + 0.15 * towards + 0.012 * stats::draw_normal(random);
    const double third = std::round(votes * (0.02 + 0.002 * stats::draw_normal(random)));
    table.units.push_back("ward " + std::to_string(i));
    table.groups.push_back("town " + std::to_string(i % 12));
    lean.values.push_back(towards);
    small.values.push_back(third);
    large.values.push_back(std::round((votes - third) * share));
    other.values.push_back(votes - third - large.values.back());
    all.values.push_back(votes);
    register_of.values.push_back(std::round(votes / (0.7 + 0.03 * stats::draw_normal(random))));
  }
  table.measures = {large, other, small, all, lean, register_of};
  return table;
}

Answered answer_to(const UnitTable& table, auto ask, std::int64_t resamples = 199) {
  Question question;
  question.id = "shape";
  question.title = "title";
  question.ballots = "all";
  question.ask = ask;
  AskedOf asked;
  asked.table = &table;
  asked.lead = {"Ash", "Birch", election::VoteCount(1'000)};
  asked.resamples = resamples;
  asked.key = {3, 1};
  base::SerialExecutor executor;
  return answer_question(question, asked, executor);
}

const OutliersAsk kShapeChoices{{"large", "other", "small"}, {"lean"}};

TEST(AnswerShapes, AWardWithVotesOnTheWrongLineIsNamedWithWhatWasExpected) {
  UnitTable table = wards_of_one_law();
  EXPECT_EQ(answer_to(table, kShapeChoices).finding.remainder, Remainder::NothingSeen);
  table.measures[1].values[90] -= 120;  // Birch's votes read as Cedar's
  table.measures[2].values[90] += 120;
  const Answered answer = answer_to(table, kShapeChoices);
  EXPECT_EQ(answer.finding.fact, FactStanding::Holds);
  EXPECT_EQ(answer.finding.remainder, Remainder::Unexplained);
  EXPECT_LT(*answer.finding.p, 1e-3);
  ASSERT_FALSE(answer.finding.paper.empty());
  EXPECT_EQ(answer.finding.paper[0].unit, "ward 90");
  EXPECT_EQ(answer.finding.paper[0].ballots, election::BallotCount(1'350));
  EXPECT_NE(answer.finding.paper[0].why.find("votes for Cedar: "), std::string::npos);
  EXPECT_NE(answer.finding.paper[0].why.find(" above"), std::string::npos);
  EXPECT_NEAR(static_cast<double>(answer.finding.votes_concerned->value()), 120.0, 30.0);
  // Birch's votes are far out as well, and are told beside them.
  EXPECT_NE(answer.finding.paper[0].why.find("; and votes for Birch: "), std::string::npos)
      << answer.finding.paper[0].why;
}

// Wards whose small choice has a long-tailed spread of its own: some are far out wherever nothing
// is wrong, and are where to look, not what is unexplained.
TEST(AnswerShapes, AWardNoFartherOutThanLongTailsReachIsNotTold) {
  UnitTable table = wards_of_one_law();
  for (std::size_t i = 0; i < 240; ++i) {
    stats::RandomStream random({33, 7}, i);
    const double odds = stats::draw_normal(random) / std::abs(stats::draw_normal(random));
    const double moved = std::round(std::clamp(4.0 * odds, -10.0, 60.0));
    table.measures[2].values[i] += moved;
    table.measures[1].values[i] -= moved;
  }
  const Answered answer = answer_to(table, kShapeChoices);
  EXPECT_EQ(answer.finding.fact, FactStanding::Holds);
  EXPECT_EQ(answer.finding.remainder, Remainder::NotTold) << *answer.finding.p;
  EXPECT_FALSE(answer.finding.paper.empty());
  EXPECT_NE(answer.finding.remainder_words.find("where to look first"), std::string::npos);
}

// The larger the fault, the smaller its p: a unit does not make its own tail.
TEST(AnswerShapes, ALargerFaultIsNeverLessTold) {
  double last = 1.0;
  for (const double moved : {100.0, 150.0, 250.0, 400.0}) {
    UnitTable table = wards_of_one_law();
    table.measures[1].values[90] -= moved;
    table.measures[2].values[90] += moved;
    const Answered answer = answer_to(table, kShapeChoices);
    EXPECT_LE(*answer.finding.p, last) << moved;
    EXPECT_EQ(answer.finding.remainder, Remainder::Unexplained) << moved;
    EXPECT_NE(answer.finding.votes_words.find("To be told from ordinary places"),
              std::string::npos);
    last = *answer.finding.p;
  }
}

TEST(AnswerShapes, AFitThatCannotBeMadeIsSaid) {
  const UnitTable table = wards_of_one_law();
  const Answered answer = answer_to(table, OutliersAsk{{"large", "other"}, {"lean", "lean"}});
  EXPECT_EQ(answer.finding.remainder, Remainder::NotChecked);
  EXPECT_NE(answer.finding.remainder_words.find("sum of others"), std::string::npos);
}

TEST(AnswerShapes, WardsMadeUpToOneShareAreAPeakAndOthersAreNone) {
  UnitTable table = wards_of_one_law();
  const PeaksAsk ask{"large", "all"};
  EXPECT_EQ(answer_to(table, ask).finding.remainder, Remainder::NothingSeen);
  for (std::size_t i = 0; i < 240; i += 12) {
    table.measures[0].values[i] = std::round(0.7 * table.measures[3].values[i]);
  }
  const Answered answer = answer_to(table, ask);
  EXPECT_EQ(answer.finding.remainder, Remainder::Unexplained);
  EXPECT_NE(answer.finding.fact_words.find("70.0 %"), std::string::npos)
      << answer.finding.fact_words;
  ASSERT_EQ(answer.finding.paper.size(), 5u);  // and the others under it
  EXPECT_GE(answer.finding.further.size(), 15u);
  for (const PaperTarget& target : answer.finding.paper) {
    EXPECT_NE(target.why.find("at the share of 70.0 %"), std::string::npos) << target.why;
  }
}

TEST(AnswerShapes, AFingerprintIsAPictureWithoutAPAndLeavesOutWhatCannotBe) {
  UnitTable table = wards_of_one_law();
  table.measures[5].values[3] = 10;  // fewer who could vote than votes
  table.measures[0].values[4] = 9'999;  // more for Ash than votes
  const Answered answer = answer_to(table, FingerprintAsk{"large", "all", "register"});
  ASSERT_TRUE(answer.fingerprint.has_value());
  EXPECT_EQ(answer.fingerprint->units, 238);
  EXPECT_EQ(answer.fingerprint->above, 1);
  EXPECT_FALSE(answer.finding.p.has_value());
  EXPECT_EQ(answer.finding.remainder, Remainder::Told);
  EXPECT_NE(answer.finding.remainder_words.find("picture only"), std::string::npos);
  EXPECT_NE(answer.finding.fact_words.find("1 unit with more votes"), std::string::npos);
}

TEST(AnswerShapes, FirstDigitsAreRefusedWithWhy) {
  const UnitTable table = wards_of_one_law();
  const Answered answer = answer_to(table, DigitClaimAsk{1, {"large"}, "", 0.0});
  EXPECT_EQ(answer.finding.remainder, Remainder::Refused);
  EXPECT_FALSE(answer.finding.p.has_value());
  EXPECT_EQ(answer.finding.remainder_words.find("Refused. First digits"), 0u);
}

// 3,000 wards of 600 votes, about half of them for Ash: their second digits cannot be Benford's.
TEST(AnswerShapes, ASecondDigitClaimVanishesBesideTheUnitsOwnLaw) {
  UnitTable table;
  table.words = "wards";
  Measure large{"large", "votes for Ash", {}};
  for (std::size_t i = 0; i < 3'000; ++i) {
    stats::RandomStream random({32, 7}, i);
    table.units.push_back("ward " + std::to_string(i));
    large.values.push_back(std::round(300.0 + 40.0 * stats::draw_normal(random)));
  }
  table.groups = table.units;
  table.measures = {large, {"all", "votes", std::vector<double>(3'000, 600.0)}};
  const DigitClaimAsk ask{2, {"large"}, "all", 0.0};
  const Answered answer = answer_to(table, ask);
  ASSERT_EQ(answer.claimed_digits.size(), 1u);
  EXPECT_LT(answer.claimed_digits[0].second.observed.p, 0.01);
  EXPECT_GT(*answer.finding.p, 0.05);
  EXPECT_EQ(answer.finding.fact, FactStanding::Holds);
  EXPECT_EQ(answer.finding.remainder, Remainder::Explained);
  // Figures that were rounded are neither Benford's nor the units' own.
  for (double& votes : table.measures[0].values) votes = 300.0;
  EXPECT_EQ(answer_to(table, ask).finding.remainder, Remainder::Unexplained);
}

}  // namespace
}  // namespace recanvass::screen
