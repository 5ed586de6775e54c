#include "audit/measure.h"

#include "audit/phantom.h"
#include "audit/polling_rounds.h"
#include "audit/pool.h"
#include "audit/sample_size.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::Mark;
using election::MarkingState;

const std::vector<Mark> kMarksA{{0}};
const std::vector<Mark> kMarksB{{1}};
const std::vector<Mark> kMarksC{{2}};

election::MarkingView marked(const std::vector<Mark>& marks) {
  return {MarkingState::Marked, marks};
}
election::MarkingView blank() { return {MarkingState::Blank, {}}; }

MeasuredCard agreeing(const std::vector<Mark>& marks) {
  return {"", Recorded::marking(marked(marks)), std::nullopt, Found::marking(marked(marks))};
}

// A leads B by so many votes of so many cards; C is far behind.
ContestMeasure plurality_contest(std::int64_t lead, std::int64_t cards) {
  ContestMeasure contest;
  contest.contest = "Mayor";
  contest.cards = CardCount(cards);
  const auto assertions =
      more_votes(tabulate::fixture::contest_of("ABC"), std::vector<ChoiceIndex>{0}, {1, 1});
  contest.assertions.push_back({assertions[0], Rational(lead, cards), {}, {}, std::nullopt});
  contest.assertions.push_back({assertions[1], Rational(lead + 1, cards), {}, {}, std::nullopt});
  return contest;
}

std::vector<std::string> causes_of(const base::Result<MeasuredContest>& result) {
  std::vector<std::string> causes;
  if (result) return causes;
  for (const base::Problem& problem : result.problems()) causes.push_back(problem.cause);
  return causes;
}

// Inyo County 2020, as published: lead, cards, cards drawn, risk.
TEST(Measure, SixContestsOfInyoCountyAsPublished) {
  struct Row {
    std::int64_t lead, cards;
    std::size_t drawn;
    double p;
  };
  const Row rows[] = {{123, 1023, 57, 0.0334683365}, {342, 1124, 23, 0.0262207507},
                      {148, 1763, 81, 0.035435645},  {47, 970, 140, 0.0367748926},
                      {66, 1672, 172, 0.0369354669}, {625, 1802, 20, 0.0259377838}};
  for (const Row& row : rows) {
    ContestMeasure contest = plurality_contest(row.lead, row.cards);
    contest.risk_function = "super-simple-arlo";
    contest.replacement = draw::Replacement::With;
    const std::vector<MeasuredCard> cards(row.drawn, agreeing(kMarksA));
    const auto measured = measure_contest(contest, cards);
    ASSERT_TRUE(measured);
    EXPECT_NEAR(measured->risk, row.p, 5e-11) << row.drawn;
    EXPECT_EQ(measured->verdict, Verdict::Confirmed);
    EXPECT_EQ(measured->tally.agree, static_cast<std::int64_t>(row.drawn));
  }
}

// Colorado Springs 2C, 2020: two one-vote and one two-vote overstatement at 337 cards need 815.
TEST(Measure, SuperSimpleAsksForColoradosNextRound) {
  ContestMeasure contest = plurality_contest(7625, 382583);
  contest.risk_function = "super-simple";
  contest.risk_limit = 0.04;
  contest.replacement = draw::Replacement::With;
  std::vector<MeasuredCard> cards(334, agreeing(kMarksA));
  for (int i = 0; i < 2; ++i) {
    cards.push_back({"", Recorded::marking(marked(kMarksA)), {}, Found::marking(blank())});
  }
  cards.push_back({"", Recorded::marking(marked(kMarksA)), {}, Found::marking(marked(kMarksB))});
  const auto measured = measure_contest(contest, cards);
  ASSERT_TRUE(measured);
  EXPECT_EQ(measured->verdict, Verdict::NotYetConfirmed);
  EXPECT_EQ(measured->tally.one_over, 2);
  EXPECT_EQ(measured->tally.two_over, 1);
  EXPECT_EQ(measured->discrepancies.size(), 3U);
  EXPECT_EQ(measured->assertions[0].more_if_clean, 815 - 337);
}

// Of 1,000 cards 50 are phantoms: every twentieth draw costs a vote, and the next round says so.
TEST(Measure, TheNextRoundExpectsPhantomsByTheirShare) {
  for (const char* function : {"default", "super-simple"}) {
    ContestMeasure contest = plurality_contest(200, 1000);
    contest.risk_function = function;
    std::vector<MeasuredCard> cards(10, agreeing(kMarksA));
    const auto without = measure_contest(contest, cards);
    contest.phantoms = CardCount(50);
    const auto with = measure_contest(contest, cards);
    ASSERT_TRUE(without && with) << function;
    const std::int64_t more = with->assertions[0].more_if_clean.value();
    EXPECT_GT(more, without->assertions[0].more_if_clean.value()) << function;
    // Colorado's size is a straight line, a draw or two above where its risk meets the limit.
    const std::int64_t slack = contest.risk_function == "default" ? 0 : 2;
    std::int64_t had = 0;
    for (std::int64_t draw = 1; draw <= more; ++draw) {
      const bool confirmed = measure_contest(contest, cards)->verdict == Verdict::Confirmed;
      EXPECT_FALSE(confirmed && draw <= more - slack) << function << ": " << draw - 1;
      const std::int64_t now = (2 * 50 * draw + 990) / (2 * 990);  // of 990 cards that are left
      cards.push_back(now > had ? MeasuredCard{} : agreeing(kMarksA));
      had = now;
    }
    EXPECT_GT(had, 0) << function;
    EXPECT_EQ(measure_contest(contest, cards)->verdict, Verdict::Confirmed) << function;
  }
}

TEST(Measure, UnderstatementsCountForColoradoAndNotForArlo) {
  ContestMeasure contest = plurality_contest(50, 1000);
  contest.replacement = draw::Replacement::With;
  std::vector<MeasuredCard> cards(40, agreeing(kMarksA));
  cards.push_back({"", Recorded::marking(marked(kMarksC)), {}, Found::marking(marked(kMarksA))});
  contest.risk_function = "super-simple";
  const auto colorado = measure_contest(contest, cards);
  contest.risk_function = "super-simple-arlo";
  const auto arlo = measure_contest(contest, cards);
  ASSERT_TRUE(colorado && arlo);
  // A over B gains one vote, A over C two: the card counts by the smaller gain.
  EXPECT_EQ(colorado->tally.one_under, 1);
  EXPECT_NEAR(colorado->risk * (1.0 + 1.0 / 2.0781), arlo->risk, 1e-3);
  EXPECT_LT(colorado->risk, arlo->risk);
}

// Plain Kaplan-Markov: a product over cards, from counts alone.
TEST(Measure, KaplanMarkovAgreesWithItsPlainProduct) {
  ContestMeasure contest = plurality_contest(100, 1000);
  contest.assertions.pop_back();
  contest.replacement = draw::Replacement::With;
  contest.risk_function = "kaplan-markov";
  std::vector<MeasuredCard> cards(60, agreeing(kMarksA));
  cards.push_back({"", Recorded::marking(marked(kMarksA)), {}, Found::marking(blank())});
  cards.push_back({"", Recorded::marking(marked(kMarksB)), {}, Found::marking(marked(kMarksA))});
  cards.push_back({"", Recorded::phantom(), {}, Found::no_card()});
  const auto measured = measure_contest(contest, cards);
  ASSERT_TRUE(measured);
  const double v = 0.1;
  double p = 1.0;
  double least = 1.0;
  std::vector<double> overstated(60, 0.0);
  overstated.insert(overstated.end(), {0.5, -1.0, 0.5});
  for (const double one : overstated) {
    p *= 0.6 / ((1.0 - one) / (2.0 - v) + 0.1);
    least = std::min(least, p);
  }
  EXPECT_NEAR(measured->risk, least, 1e-12);
  const DiscrepancyTally expected{60, 2, 0, 0, 1, 0, 0, 1, 1, 0};
  EXPECT_EQ(measured->assertions[0].tally, expected);
  EXPECT_EQ(measured->discrepancies.size(), 3U);
  EXPECT_EQ(measured->discrepancies[1].overstatement, Rational(-1));
}

TEST(Measure, WithoutACardItAsksForTheErrorFreeSample) {
  for (const char* function : {"default", "alpha-optimal-comparison", "kaplan-kolmogorov"}) {
    ContestMeasure contest = plurality_contest(400, 20000);
    contest.assertions.pop_back();
    contest.risk_function = function;
    const auto measured = measure_contest(contest, {});
    ASSERT_TRUE(measured);
    EXPECT_EQ(measured->risk, 1.0);
    const ComparisonSize size{20000, 400};
    RiskSettings settings;
    settings.reported = stats::overstatement_values(size.upper_bound(), {1e-3, 1e-4});
    const auto fresh = make_risk_function(function, comparison_claim(size), settings);
    EXPECT_EQ(measured->assertions[0].more_if_clean, error_free_cards(size, **fresh, 0.05));
    EXPECT_EQ(measured->assertions[0].more_if_alike, std::nullopt);
  }
}

// Every card of a small contest is read: the answer is arithmetic, whatever the order.
TEST(Measure, AllCardsReadConfirmALeadAndNeverATie) {
  const std::vector<std::vector<Mark>> paper_of_lead{kMarksA, kMarksA, kMarksB, kMarksA, kMarksB};
  const std::vector<std::vector<Mark>> paper_of_tie{kMarksA, kMarksA, kMarksB, kMarksC, kMarksB};
  for (const auto design : {MeasureDesign::Comparison, MeasureDesign::Polling}) {
    for (const bool tie : {false, true}) {
      ContestMeasure contest = plurality_contest(1, 5);
      contest.design = design;
      const auto& paper = tie ? paper_of_tie : paper_of_lead;
      std::vector<MeasuredCard> cards;
      for (std::size_t i = 0; i < paper.size(); ++i) {
        cards.push_back({"",
                         Recorded::marking(marked(paper_of_lead[i])),
                         {},
                         Found::marking(marked(paper[i]))});
      }
      const auto measured = measure_contest(contest, cards);
      ASSERT_TRUE(measured);
      EXPECT_EQ(measured->verdict, tie ? Verdict::Contradicted : Verdict::Confirmed);
      if (tie) {
        EXPECT_EQ(measured->risk, 1.0);
      } else {
        EXPECT_EQ(measured->risk, 0.0);
      }
      EXPECT_EQ(measured->assertions[measured->worst].margin_least > 0.0, !tie);
    }
  }
}

// Forty cards of which the false records come last: the risk was small before them.
TEST(Measure, PaperThatElectsAnotherIsContradictedHoweverSmallTheRiskWas) {
  for (const auto design : {MeasureDesign::Comparison, MeasureDesign::Polling}) {
    ContestMeasure contest = plurality_contest(20, 40);
    contest.assertions.pop_back();
    contest.design = design;
    std::vector<MeasuredCard> cards(10, agreeing(kMarksB));
    cards.insert(cards.begin(), 19, agreeing(kMarksA));
    const auto before = measure_contest(contest, cards);
    ASSERT_TRUE(before);
    EXPECT_EQ(before->verdict, Verdict::Confirmed);
    for (int i = 0; i < 11; ++i) {
      cards.push_back(
          {"", Recorded::marking(marked(kMarksA)), {}, Found::marking(marked(kMarksB))});
    }
    const auto measured = measure_contest(contest, cards);
    ASSERT_TRUE(measured);
    EXPECT_EQ(measured->verdict, Verdict::Contradicted);
    EXPECT_EQ(measured->risk, 1.0);
    EXPECT_NEAR(measured->assertions[0].margin_least, -0.05, 1e-12) << "19 to 21 of 40";
  }
}

// Draws of 0, 1, ... of cards of which some come again: only different cards are all cards.
TEST(Measure, WithReplacementAllReadMeansAllDifferentCards) {
  ContestMeasure contest = plurality_contest(2, 4);
  contest.assertions.pop_back();
  contest.replacement = draw::Replacement::With;
  const auto after = [&](const std::vector<std::uint64_t>& draws) {
    std::vector<MeasuredCard> cards;
    for (const std::uint64_t paper : draws) {
      cards.push_back(agreeing(paper < 3 ? kMarksA : kMarksB));
      cards.back().paper = paper;
    }
    return measure_contest(contest, cards).value();
  };
  EXPECT_EQ(after({0, 1, 1, 1}).verdict, Verdict::NotYetConfirmed);
  EXPECT_EQ(after({0, 1, 1, 1}).assertions[0].exact.cards, 2);
  EXPECT_EQ(after({0, 1, 1, 2}).verdict, Verdict::Confirmed) << "three of four for A";
  EXPECT_EQ(after({0, 1, 3, 2, 3}).verdict, Verdict::Confirmed);
  EXPECT_TRUE(after({0, 1, 3, 2, 3}).assertions[0].exact.all);
  std::vector<MeasuredCard> unknown(4, agreeing(kMarksA));
  EXPECT_EQ(measure_contest(contest, unknown)->verdict, Verdict::NotYetConfirmed)
      << "which cards they are nobody said";
}

// Calls back with every list of `size` of the values 0 to `values` - 1.
template <typename Each>
void each_list(std::size_t size, std::size_t values, const Each& each) {
  std::vector<std::size_t> list(size, 0);
  for (bool more = true; more;) {
    each(list);
    more = false;
    for (std::size_t& one : list) {
      one = (one + 1) % values;
      more = one != 0;
      if (more) break;
    }
  }
}

// Of A, B and C (and blank) by votes of each; no value: a tie.
std::optional<std::size_t> most_votes(const std::vector<std::size_t>& cards) {
  std::array<int, 4> votes{};
  for (const std::size_t card : cards) ++votes[card];
  for (std::size_t i = 0; i < 3; ++i) {
    if (votes[i] > votes[(i + 1) % 3] && votes[i] > votes[(i + 2) % 3]) return i;
  }
  return std::nullopt;
}

const std::array<std::vector<Mark>, 4> kPaper{kMarksA, kMarksB, kMarksC, {}};

Found paper_of(std::size_t said) {
  return Found::marking(said == 3 ? blank() : marked(kPaper[said]));
}

// Records in one order (the draw's), paper in any: all of it is read.
void expect_confirmed_just_when_right(const std::string& function, MeasureDesign design,
                                      std::size_t size) {
  each_list(size, 4, [&](const std::vector<std::size_t>& records) {
    if (!std::ranges::is_sorted(records)) return;
    const auto reported = most_votes(records);
    if (!reported) return;
    std::array<std::int64_t, 4> votes{};
    for (const std::size_t record : records) ++votes[record];
    ContestMeasure contest;
    contest.contest = "Mayor";
    contest.cards = CardCount(static_cast<std::int64_t>(size));
    contest.design = design;
    contest.risk_function = function;
    const auto winner = static_cast<ChoiceIndex>(*reported);
    const Assertions claims =
        more_votes(tabulate::fixture::contest_of("ABC"), std::vector<ChoiceIndex>{winner}, {1, 1});
    for (std::size_t loser = 0; loser < 3; ++loser) {
      if (loser == *reported) continue;
      contest.assertions.push_back(
          {claims.at(contest.assertions.size()),
           Rational(votes[*reported] - votes[loser], static_cast<std::int64_t>(size)),
           {},
           {},
           std::nullopt});
    }
    each_list(size, 4, [&](const std::vector<std::size_t>& paper) {
      // Cards with the same record are alike: one order of their paper stands for all.
      for (std::size_t i = 1; i < size; ++i) {
        if (records[i - 1] == records[i] && paper[i - 1] > paper[i]) return;
      }
      std::vector<MeasuredCard> cards;
      for (std::size_t i = 0; i < size; ++i) {
        cards.push_back({"", Recorded::marking(paper_of(records[i]).said), {}, paper_of(paper[i])});
      }
      const auto measured = measure_contest(contest, cards);
      ASSERT_TRUE(measured);
      const bool right = most_votes(paper) == reported;
      ASSERT_EQ(measured->verdict, right ? Verdict::Confirmed : Verdict::Contradicted);
      ASSERT_EQ(measured->risk, right ? 0.0 : 1.0);
    });
  });
}

TEST(Measure, EveryContestOfUpToFourCardsAllReadIsConfirmedJustWhenItsPaperElectsTheReported) {
  for (std::size_t size = 1; size <= 4; ++size) {
    for (const char* function : {"default", "super-simple", "kaplan-markov"}) {
      expect_confirmed_just_when_right(function, MeasureDesign::Comparison, size);
    }
    expect_confirmed_just_when_right("default", MeasureDesign::Polling, size);
  }
}

TEST(Measure, EveryContestOfFiveAndSixCardsAllReadIsConfirmedJustWhenItsPaperElectsTheReported) {
  for (std::size_t size = 5; size <= 6; ++size) {
    expect_confirmed_just_when_right("super-simple", MeasureDesign::Comparison, size);
  }
}

TEST(Measure, ACardThatIsNotFoundIsWorseThanAnyPaper) {
  std::vector<double> risks;
  for (const Found& found : {Found::marking(marked(kMarksA)), Found::marking(blank()),
                             Found::marking(marked(kMarksB)), Found::no_card(), Found::without()}) {
    ContestMeasure contest = plurality_contest(100, 1000);
    contest.assertions.pop_back();
    std::vector<MeasuredCard> cards(30, agreeing(kMarksC));
    cards.push_back({"", Recorded::marking(marked(kMarksC)), {}, found});
    cards.insert(cards.end(), 20, agreeing(kMarksC));
    const auto measured = measure_contest(contest, cards);
    ASSERT_TRUE(measured);
    risks.push_back(measured->assertions[0].log_evidence);
  }
  EXPECT_GT(risks[0], risks[1]);
  EXPECT_GT(risks[1], risks[2]);
  EXPECT_GT(risks[2], risks[3]) << "its record may have been for the winner";
  EXPECT_EQ(risks[2], risks[4]) << "a card with the contest in its record must carry it";
}

// One pool of all cards, with the same paper: its evidence is a poll's, up to a straight line.
TEST(Measure, APoolOfAllCardsIsAPoll) {
  tabulate::Profile profile(tabulate::fixture::contest_of("ABC"));
  profile.add(MarkingState::Marked, kMarksA, CardCount(600));
  profile.add(MarkingState::Marked, kMarksB, CardCount(400));
  ContestMeasure contest = plurality_contest(200, 1000);
  contest.assertions.pop_back();
  const Pool pool(contest.assertions[0].assertion.assorter, profile, CardCount(0));
  contest.assertions[0].pool_means = {pool.mean()};
  std::vector<MeasuredCard> cards;
  for (int i = 0; i < 100; ++i) {
    const auto& paper = i % 5 < 3 ? kMarksA : kMarksB;
    cards.push_back({"", Recorded::pooled({}), 0U, Found::marking(marked(paper))});
  }
  // The same stake in both: a bet of x - 1/2 is one of B - 1/2 = (x - 1/2) / (2u - v).
  contest.risk_function = "betting-fixed";
  contest.settings.bet = 0.4 * 1.8;
  const auto pooled = measure_contest(contest, cards);
  contest.design = MeasureDesign::Polling;
  contest.settings.bet = 0.4;
  const auto polled = measure_contest(contest, cards);
  ASSERT_TRUE(pooled && polled);
  EXPECT_NEAR(pooled->assertions[0].log_evidence, polled->assertions[0].log_evidence, 1e-9);
  EXPECT_EQ(polled->assertions[0].for_claim, 60);
  EXPECT_EQ(polled->assertions[0].against_claim, 40);
  EXPECT_TRUE(pooled->discrepancies.empty()) << "a mean differs from every card of its pool";
  EXPECT_EQ(pooled->tally.other_over + pooled->tally.other_under, 100);
}

TEST(Measure, RoundFunctionsReadTheVotesOfEachRound) {
  ContestMeasure contest = plurality_contest(200, 1000);
  contest.assertions.pop_back();
  contest.design = MeasureDesign::Polling;
  contest.replacement = draw::Replacement::With;
  contest.assertions[0].votes = TwoVotes{600, 400};
  std::vector<MeasuredCard> cards(35, agreeing(kMarksA));
  cards.insert(cards.end(), 15, agreeing(kMarksB));
  cards.insert(cards.end(), 10, agreeing(kMarksC));
  cards.insert(cards.end(), 29, agreeing(kMarksA));
  cards.push_back({"", {}, {}, Found::no_card()});
  contest.round_ends = {60, 90};
  const std::vector<RoundTally> rounds{{50, 35}, {80, 64}};
  const RoundPlan plan{0.6, 0.05};
  contest.risk_function = "providence";
  const auto providence = measure_contest(contest, cards);
  ASSERT_TRUE(providence);
  const auto p = round_p_values(RoundRule::Providence, plan, rounds);
  EXPECT_DOUBLE_EQ(providence->risk, std::min(p[0], p[1]));
  contest.risk_function = "minerva";
  EXPECT_EQ(causes_of(measure_contest(contest, cards)),
            std::vector<std::string>{"measure.schedule"});
  contest.rounds_fixed_before_seed = true;
  EXPECT_TRUE(measure_contest(contest, cards));
  contest.risk_function = "bayes";
  const auto bayes = measure_contest(contest, cards);
  ASSERT_TRUE(bayes);
  EXPECT_DOUBLE_EQ(bayes->risk, std::min(bayes_risk({35, 15}), bayes_risk({64, 16})));
}

TEST(Measure, EveryRefusalIsNamed) {
  const std::vector<MeasuredCard> five(5, agreeing(kMarksA));
  ContestMeasure none;
  none.cards = CardCount(10);
  EXPECT_EQ(causes_of(measure_contest(none, five)), std::vector<std::string>{"measure.assertions"});
  ContestMeasure tie = plurality_contest(0, 10);
  tie.risk_function = "guess";
  tie.round_ends = {3, 3, 5};
  EXPECT_EQ(causes_of(measure_contest(tie, five)),
            (std::vector<std::string>{"measure.margin", "measure.rounds", "measure.function"}));
  EXPECT_EQ(causes_of(measure_contest(plurality_contest(1, 4), five)),
            std::vector<std::string>{"measure.cards"});
  ContestMeasure poll = plurality_contest(1, 10);
  poll.risk_function = "bravo";
  EXPECT_EQ(causes_of(measure_contest(poll, five)), std::vector<std::string>{"measure.function"});
  poll.design = MeasureDesign::Polling;
  EXPECT_EQ(causes_of(measure_contest(poll, five)),
            (std::vector<std::string>{"measure.votes", "measure.votes"}));
  ContestMeasure share = plurality_contest(1, 10);
  share.assertions.pop_back();
  share.assertions[0].assertion =
      above_share(tabulate::fixture::contest_of("AB"), 0, Rational(2, 3), {1, 1});
  share.risk_function = "super-simple";
  EXPECT_EQ(causes_of(measure_contest(share, five)), std::vector<std::string>{"measure.votes"});
}

TEST(Measure, MoreIfAlikeFollowsTheErrorsSeen) {
  ContestMeasure contest = plurality_contest(500, 10000);
  contest.assertions.pop_back();
  std::vector<MeasuredCard> cards(49, agreeing(kMarksA));
  cards.push_back({"", Recorded::marking(marked(kMarksA)), {}, Found::marking(blank())});
  const auto measured = measure_contest(contest, cards);
  ASSERT_TRUE(measured);
  const AssertionRisk& risk = measured->assertions[0];
  ASSERT_TRUE(risk.more_if_clean && risk.more_if_alike);
  EXPECT_GT(*risk.more_if_alike, *risk.more_if_clean);
  EXPECT_EQ(measured->verdict, Verdict::NotYetConfirmed);
  // So many clean cards more do confirm it, and one less does not.
  cards.insert(cards.end(), static_cast<std::size_t>(*risk.more_if_clean) - 1, agreeing(kMarksA));
  EXPECT_NE(measure_contest(contest, cards)->verdict, Verdict::Confirmed);
  cards.push_back(agreeing(kMarksA));
  EXPECT_EQ(measure_contest(contest, cards)->verdict, Verdict::Confirmed);
}

TEST(Measure, WordsOfOverstatements) {
  EXPECT_EQ(words_of_overstatement(Rational(1, 2)), "one vote over");
  EXPECT_EQ(words_of_overstatement(Rational(-1)), "two votes under");
  EXPECT_EQ(words_of_overstatement(Rational(3, 10)), "over by 0.3");
  EXPECT_EQ(words_of_overstatement(Rational(0)), "agrees");
}

}  // namespace
}  // namespace recanvass::audit
