#include "audit/stratified_contest.h"

#include "audit/suite.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::Mark;
using election::MarkingState;

const std::vector<Mark> kStratumA{{0}};
const std::vector<Mark> kStratumB{{1}};
const std::vector<Mark> kStratumNobody;

MeasuredCard card_said(const std::vector<Mark>& record, const std::vector<Mark>& paper,
                       std::uint64_t number) {
  const auto said = [](const std::vector<Mark>& marks) {
    return election::MarkingView{marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks};
  };
  return {"", Recorded::marking(said(record)), {}, Found::marking(said(paper)), number};
}

ContestMeasure contest_over(std::int64_t winner, std::int64_t loser, std::int64_t cards) {
  ContestMeasure contest;
  contest.contest = "Governor";
  contest.cards = CardCount(cards);
  for (Assertion& one :
       more_votes(tabulate::fixture::contest_of("AB"), std::vector<ChoiceIndex>{0}, {1, 1})) {
    contest.assertions.push_back(
        {std::move(one), Rational(winner - loser, cards), {}, {}, TwoVotes{winner, loser}});
  }
  return contest;
}

// Kalamazoo 2018 from the votes of its strata: 0.0374 as its authors printed it.
TEST(StratifiedContest, KalamazooFromTheVotesOfItsStrata) {
  const ContestMeasure tested = contest_over(3765 + 16934, 1349 + 4220, 5294 + 22372);
  StratifiedMeasure measure;
  measure.risk_function = "suite";
  measure.assertions.push_back({tested.assertions[0].assertion,
                                tested.assertions[0].assorter_margin,
                                {stratum_claim(tested.assertions[0], {5294, {3765, 1349}}, 0),
                                 stratum_claim(tested.assertions[0], {22372, {16934, 4220}}, 0)}});
  measure.strata = {{"with", MeasureDesign::Comparison, CardCount(5294)},
                    {"without", MeasureDesign::Polling, CardCount(22372)}};
  std::vector<StratumSample> samples(2);
  for (std::uint64_t i = 0; i < 8; ++i) {
    samples[0].cards.push_back(card_said(kStratumA, kStratumA, i));
  }
  for (std::uint64_t i = 0; i < 32; ++i) {
    const std::vector<Mark>& paper = i < 23 ? kStratumA : i < 31 ? kStratumB : kStratumNobody;
    samples[1].cards.push_back(card_said(kStratumNobody, paper, i));
  }
  for (StratumSample& one : samples) one.round_ends = {one.cards.size()};
  const auto measured = measure_strata(measure, samples);
  ASSERT_TRUE(measured);
  const MeasuredContest contest = as_contest(*measured, tested, 40, samples[0].cards);
  EXPECT_NEAR(contest.risk, 0.0374, 5e-5);
  EXPECT_EQ(contest.verdict, Verdict::Confirmed);
  EXPECT_EQ(contest.tally.agree, 8);
  EXPECT_EQ(contest.tally.one_over, 0);
}

TEST(StratifiedContest, AStratumsRecordsAreItsVotesAndPhantomsAreOneHalf) {
  const ContestMeasure tested = contest_over(60, 30, 160);
  const StratumClaim claim = stratum_claim(tested.assertions[0], {100, {60, 30}}, 10);
  // 60 of 1, 30 of 0, ten cards without a vote and ten phantoms of one half.
  EXPECT_EQ(claim.recorded_mean, Rational(70, 110));
  EXPECT_EQ(claim.votes->winner, 60);
  EXPECT_EQ(claim.votes->loser, 30);
}

// Every card was drawn and one was not found: a small risk of before decides nothing.
TEST(StratifiedContest, WhereEveryCardWasDrawnNoChanceIsLeft) {
  const ContestMeasure tested = contest_over(3, 2, 5);
  MeasuredStrata measured;
  measured.assertions.push_back({0.01, Certainty::Open, {}});
  measured.risk = 0.01;
  measured.verdict = Verdict::Confirmed;
  const MeasuredContest open = as_contest(measured, tested, 4, {});
  EXPECT_EQ(open.risk, 0.01);
  EXPECT_EQ(open.verdict, Verdict::Confirmed);
  const MeasuredContest all = as_contest(measured, tested, 5, {});
  EXPECT_EQ(all.risk, 1.0);
  EXPECT_EQ(all.verdict, Verdict::FullHandCountNeeded);
  measured.assertions[0].certainty = Certainty::True;
  EXPECT_EQ(as_contest(measured, tested, 5, {}).risk, 0.01);
}

}  // namespace
}  // namespace recanvass::audit
