#include "audit/stratified.h"

#include "audit/suite.h"
#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;

const std::array<election::Mark, 1> kForAda{election::Mark{0}};
const std::array<election::Mark, 1> kForBen{election::Mark{1}};

// What a card says: 'A', 'B', or '-' for a blank one.
election::MarkingView says(char what) {
  if (what == 'A') return {election::MarkingState::Marked, kForAda};
  if (what == 'B') return {election::MarkingState::Marked, kForBen};
  return {election::MarkingState::Blank, {}};
}

struct TwoOfStratum {
  MeasureDesign design;
  std::int64_t ada, ben, cards;
};

// Ada was reported to lead over all strata together.
StratifiedMeasure mayor(const std::vector<TwoOfStratum>& strata, std::string_view function) {
  const election::CardContest contest{{"mayor"}, "Mayor", 1,
                                      0,         1,       {{{"a"}, "Ada", {}}, {{"b"}, "Ben", {}}}};
  StratifiedMeasure measure;
  measure.contest = "Mayor";
  measure.risk_function = function;
  std::int64_t lead = 0;
  std::int64_t cards = 0;
  const std::vector<ChoiceIndex> winners{0};
  measure.assertions.push_back({more_votes(contest, winners, CountsVotes{}).front(), {}, {}});
  for (const TwoOfStratum& one : strata) {
    measure.strata.push_back({std::string(1, static_cast<char>('1' + measure.strata.size())),
                              one.design, CardCount(one.cards)});
    const Rational mean(one.cards + one.ada - one.ben, 2 * one.cards);
    measure.assertions[0].strata.push_back({mean, TwoVotes{one.ada, one.ben}});
    lead += one.ada - one.ben;
    cards += one.cards;
  }
  measure.assertions[0].assorter_margin = Rational(lead, cards);
  return measure;
}

// One round: each card as recorded and as found, "AA" for one that agrees; '!': not found, and
// '?' as a record: a phantom. Of a poll the record is not looked at.
StratumSample drawn(const std::vector<std::pair<std::string, int>>& cards) {
  StratumSample sample;
  for (const auto& [what, times] : cards) {
    for (int i = 0; i < times; ++i) {
      MeasuredCard card;
      card.paper = sample.cards.size();
      if (what[0] != '?') card.recorded = Recorded::marking(says(what[0]));
      if (what[1] != '!') card.found = Found::marking(says(what[1]));
      sample.cards.push_back(card);
    }
  }
  sample.round_ends = {sample.cards.size()};
  return sample;
}

double risk_of(const StratifiedMeasure& measure, const std::vector<StratumSample>& samples) {
  return measure_strata(measure, samples).value().risk;
}

constexpr MeasureDesign kCompared = MeasureDesign::Comparison;
constexpr MeasureDesign kPolled = MeasureDesign::Polling;

// P13: 8 cards with records that agree, and 23 for the winner, 8 for the loser, 1 for neither.
TEST(StratifiedAudit, P13KalamazooBySuiteIsAsPublished) {
  const std::vector<TwoOfStratum> strata{{kCompared, 3765, 1349, 5294},
                                         {kPolled, 16934, 4220, 22372}};
  const std::vector<StratumSample> samples{drawn({{"AA", 6}, {"BB", 2}}),
                                           drawn({{"?A", 23}, {"?B", 8}, {"?-", 1}})};
  EXPECT_NEAR(risk_of(mayor(strata, "suite"), samples), 0.03741402419, 1e-9);
  const MeasuredStrata measured = measure_strata(mayor(strata, "suite"), samples).value();
  EXPECT_EQ(measured.verdict, Verdict::Confirmed);
  EXPECT_EQ(measured.assertions[0].tallies[0].compared.agree, 8);
  EXPECT_EQ(measured.assertions[0].tallies[1].for_claim, 23);
  EXPECT_EQ(measured.assertions[0].tallies[1].against_claim, 8);
  EXPECT_EQ(measured.assertions[0].tallies[1].neither, 1);
}

// A discrepancy of one, a card that nobody found and a phantom count as they do in SUITE's formula.
TEST(StratifiedAudit, SuiteCountsOneVoteAndTwoVotesOver) {
  const std::vector<TwoOfStratum> strata{{kCompared, 5500, 4200, 10000},
                                         {kPolled, 2300, 1600, 4000}};
  const auto p = [&](const std::vector<std::pair<std::string, int>>& compared) {
    return risk_of(mayor(strata, "suite"),
                   {drawn(compared), drawn({{"?A", 24}, {"?B", 14}, {"?-", 2}})});
  };
  SuiteAudit one_over{{5500, 4200, 10000}, {2300, 1600, 4000}, 120, {1, 0, 0, 0}, {24, 14, 2}};
  EXPECT_NEAR(p({{"AA", 119}, {"A-", 1}}), suite_risk(one_over).p, 1e-9);
  EXPECT_NEAR(p({{"AA", 119}, {"?!", 1}}), suite_risk(one_over).p, 1e-9) << "a phantom";
  SuiteAudit two_over = one_over;
  two_over.found = {0, 1, 0, 0};
  EXPECT_NEAR(p({{"AA", 119}, {"AB", 1}}), suite_risk(two_over).p, 1e-9);
  EXPECT_NEAR(p({{"AA", 119}, {"B!", 1}}), suite_risk(two_over).p, 1e-9) << "not found";
  SuiteAudit under = one_over;
  under.found = {0, 0, 1, 1};
  EXPECT_NEAR(p({{"AA", 118}, {"BA", 1}, {"B-", 1}}), suite_risk(under).p, 1e-9);
}

// The plain second form of one stratum: bets on draws staying at `usual`, or on what was drawn.
double plain_log(const std::vector<double>& values, double cards, double theta, double usual) {
  double log_t = 0.0;
  double sum = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double k = static_cast<double>(i);
    const double mean = i == 0 ? 0.0 : sum / k;
    const double deviation = i == 0 ? 0.0 : std::sqrt(std::max(0.0, squares / k - mean * mean));
    const double first = usual > 0.0 ? 0.9 : 0.5;
    const double part = i == 0 ? first : (mean - deviation) / (usual > 0.0 ? usual : 1.0);
    const double mu = (cards * theta - sum) / (cards - k);
    log_t += std::log(1.0 + std::clamp(part, 0.1, 0.9) * (values[i] / mu - 1.0));
    sum += values[i];
    squares += values[i] * values[i];
  }
  return log_t;
}

// A lead of 416 in 5,294 records and 4,714 in 22,372 totals: a compared stratum of mean m in its
// paper shows m + 1 - .539 on average, and both means are 1/2 together under the null.
TEST(StratifiedAudit, TheRiskOfAComparedAndAPolledStratumIsTheLeastOfAFineGrid) {
  const StratifiedMeasure measure =
      mayor({{kCompared, 2765, 2349, 5294}, {kPolled, 12934, 8220, 22372}}, "ui-ts");
  const std::vector<StratumSample> samples{drawn({{"AA", 9}, {"A-", 1}}),
                                           drawn({{"?A", 24}, {"?B", 16}})};
  std::vector<double> compared(9, 1.0);
  compared.push_back(0.5);
  std::vector<double> polled(24, 1.0);
  polled.insert(polled.end(), 16, 0.0);
  const double share = 5294.0 / 27666.0;
  const double recorded = 0.5 + 416.0 / (2.0 * 5294.0);
  double least = 1e300;
  for (int i = 100; i < 40000; ++i) {
    const double shown = i / 20000.0;
    const double other = (0.5 + share * (1.0 - recorded) - share * shown) / (1.0 - share);
    if (other <= 0.01 || other >= 1.0) continue;
    least = std::min(
        least, plain_log(compared, 5294.0, shown, 1.0) + plain_log(polled, 22372.0, other, 0.0));
  }
  EXPECT_NEAR(least, 5.00685, 1e-4);
  EXPECT_NEAR(risk_of(measure, samples) / std::exp(-least), 1.0, 1e-4);
}

// Small strata, read whole, whatever the order: just the sum of the paper decides.
TEST(StratifiedAudit, WhatWasReadWholeIsConfirmedJustWhenItsSumSaysSo) {
  const std::vector<TwoOfStratum> strata{{kCompared, 3, 1, 4}, {kPolled, 2, 2, 4}};
  for (int ada = 0; ada <= 4; ++ada) {
    for (int polled = 0; polled <= 4; ++polled) {
      const auto measured =
          measure_strata(mayor(strata, "ui-ts"),
                         std::vector<StratumSample>{drawn({{"AA", ada}, {"AB", 4 - ada}}),
                                                    drawn({{"?A", polled}, {"?B", 4 - polled}})});
      const bool wins = ada + polled > 4;
      EXPECT_EQ(measured->verdict, wins ? Verdict::Confirmed : Verdict::Contradicted)
          << ada << " " << polled;
      EXPECT_EQ(measured->risk, wins ? 0.0 : 1.0) << ada << " " << polled;
    }
  }
}

TEST(StratifiedAudit, CardsThatNobodyFindsNeitherConfirmNorContradict) {
  const std::vector<TwoOfStratum> strata{{kCompared, 4, 0, 4}, {kPolled, 4, 0, 4}};
  const auto verdict = [&](int found, int lost) {
    return measure_strata(
               mayor(strata, "ui-ts"),
               std::vector<StratumSample>{drawn({{"AA", 4}}), drawn({{"?A", found}, {"?!", lost}})})
        ->verdict;
  };
  EXPECT_EQ(verdict(1, 3), Verdict::Confirmed) << "5 of 8";
  const auto measured = measure_strata(
      mayor(strata, "ui-ts"), std::vector<StratumSample>{drawn({{"A!", 4}}), drawn({{"?A", 4}})});
  EXPECT_EQ(measured->verdict, Verdict::FullHandCountNeeded) << "4 of 8, and 4 that may be";
  EXPECT_EQ(measured->risk, 1.0);
}

// A stratum's paper without replacement: "AA" and so on, so many of each, in an order of chance.
StratumSample shuffled(const std::vector<std::pair<std::string, int>>& paper,
                       std::size_t drawn_cards, stats::RandomStream& random) {
  StratumSample sample = drawn(paper);
  for (std::size_t i = sample.cards.size() - 1; i > 0; --i) {
    const double place = random.next_unit() * static_cast<double>(i + 1);
    std::swap(sample.cards[i], sample.cards[static_cast<std::size_t>(place)]);
  }
  sample.cards.resize(drawn_cards);
  return sample;
}

// Records of 40 say 24 : 16, their paper is level as the paper is that is polled. No more audits
// than the risk limit end with the wrong outcome confirmed, wherever they stop.
TEST(StratifiedAudit, AtATieTheRiskLimitHoldsByTheProduct) {
  constexpr int kRuns = 300;
  const StratifiedMeasure measure =
      mayor({{kCompared, 24, 16, 40}, {kPolled, 33, 27, 60}}, "ui-ts");
  int confirmed = 0;
  for (int run = 0; run < kRuns; ++run) {
    stats::RandomStream random({7, static_cast<std::uint64_t>(run)}, 0);
    std::vector<StratumSample> samples{shuffled({{"AA", 20}, {"AB", 4}, {"BB", 16}}, 24, random),
                                       shuffled({{"?A", 30}, {"?B", 30}}, 36, random)};
    samples[0].round_ends = {8, 16, 24};
    samples[1].round_ends = {12, 24, 36};
    confirmed += measure_strata(measure, samples)->risk <= 0.1 ? 1 : 0;
  }
  EXPECT_LE(static_cast<double>(confirmed) / kRuns, 0.1 + 4.0 * std::sqrt(0.1 * 0.9 / kRuns));
}

// SUITE's risk is the largest over all shares of the error: at the true one alone, 80 of the 140
// votes in the stratum with records, it holds.
TEST(StratifiedAudit, AtATieTheRiskLimitHoldsBySuite) {
  constexpr int kRuns = 1000;
  int confirmed = 0;
  for (int run = 0; run < kRuns; ++run) {
    stats::RandomStream random({8, static_cast<std::uint64_t>(run)}, 0);
    SuiteAudit audit{{240, 160, 400}, {330, 270, 600}, 60, {}, {}};
    for (int i = 0; i < 60; ++i) audit.found.two_over += random.next_unit() < 0.1 ? 1 : 0;
    for (const MeasuredCard& card : shuffled({{"?A", 300}, {"?B", 300}}, 60, random).cards) {
      ++(card.found.said.marks[0].choice == 0 ? audit.sample.winner : audit.sample.loser);
    }
    confirmed += suite_p_at(audit, 80.0 / 140.0) <= 0.1 ? 1 : 0;
  }
  EXPECT_LE(static_cast<double>(confirmed) / kRuns, 0.1 + 4.0 * std::sqrt(0.1 * 0.9 / kRuns));
}

// Votes in turn, as evenly as they come: 16,934 and 4,220 of 22,372.
StratumSample polled_as_reported(int cards) {
  StratumSample sample;
  std::int64_t ada = 0;
  std::int64_t ben = 0;
  for (int i = 1; i <= cards; ++i) {
    const double short_of_ada = i * 16934.0 / 22372.0 - static_cast<double>(ada);
    const double short_of_ben = i * 4220.0 / 22372.0 - static_cast<double>(ben);
    const double short_of_blank = i * 1218.0 / 22372.0 - static_cast<double>(i - 1 - ada - ben);
    const bool for_ada = short_of_ada >= std::max(short_of_ben, short_of_blank);
    const bool for_ben = !for_ada && short_of_ben >= short_of_blank;
    ada += for_ada ? 1 : 0;
    ben += for_ben ? 1 : 0;
    MeasuredCard card = drawn({{for_ada ? "?A" : for_ben ? "?B" : "?-", 1}}).cards.front();
    card.paper = sample.cards.size();
    sample.cards.push_back(card);
  }
  sample.round_ends = {sample.cards.size()};
  return sample;
}

TEST(StratifiedAudit, AFirstRoundAsItIsPlannedConfirmsAndFewerCardsDoNot) {
  const StratifiedMeasure measure =
      mayor({{kCompared, 3765, 1349, 5294}, {kPolled, 16934, 4220, 22372}}, "ui-ts");
  const auto first = first_strata_round(measure).value();
  ASSERT_TRUE(first);
  const auto clean = [&](double part) {
    const auto take = [&](std::size_t s) {
      return static_cast<int>(std::floor(part * static_cast<double>((*first)[s])));
    };
    return risk_of(measure, {drawn({{"AA", take(0)}}), polled_as_reported(take(1))});
  };
  EXPECT_LE(clean(1.0), 0.05);
  EXPECT_GT(clean(0.9), 0.05);
}

TEST(StratifiedAudit, ANextRoundIsInProportionAndAskedForWhereOneIsOver) {
  const StratifiedMeasure measure =
      mayor({{kCompared, 2765, 2349, 5294}, {kPolled, 12934, 8220, 22372}}, "ui-ts");
  std::vector<std::pair<std::string, int>> votes;
  for (int five = 0; five < 8; ++five) {
    votes.insert(votes.end(), {{"?A", 1}, {"?B", 1}, {"?A", 1}, {"?B", 1}, {"?A", 1}});
  }
  const auto measured = measure_strata(
      measure, std::vector<StratumSample>{drawn({{"AA", 9}, {"A-", 1}}), drawn(votes)});
  EXPECT_EQ(measured->verdict, Verdict::NotYetConfirmed);
  ASSERT_TRUE(measured->more);
  EXPECT_NEAR(static_cast<double>((*measured->more)[1]),
              4.0 * static_cast<double>((*measured->more)[0]), 4.0);
}

TEST(StratifiedAudit, WhatDoesNotFitIsRefused) {
  const std::vector<TwoOfStratum> two{{kCompared, 30, 10, 40}, {kPolled, 20, 10, 40}};
  const auto causes = [](const StratifiedMeasure& measure,
                         const std::vector<StratumSample>& samples) {
    std::string list;
    const auto measured = measure_strata(measure, samples);
    if (measured) return list;
    for (const base::Problem& one : measured.problems()) {
      list += (list.empty() ? "" : " ") + one.cause;
    }
    return list;
  };
  const std::vector<StratumSample> samples{drawn({{"AA", 4}}), drawn({{"?A", 4}})};
  EXPECT_EQ(causes(mayor(two, "ui-ts"), samples), "");
  EXPECT_EQ(causes(mayor(two, "fisher"), samples), "measure.function");
  const std::vector<TwoOfStratum> polls{{kPolled, 30, 10, 40}, {kPolled, 20, 10, 40}};
  EXPECT_EQ(causes(mayor(polls, "suite"), samples), "measure.strata");
  EXPECT_EQ(causes(mayor(polls, "ui-ts"), samples), "");
  const std::vector<TwoOfStratum> tie{{kCompared, 20, 20, 40}, {kPolled, 20, 20, 40}};
  EXPECT_EQ(causes(mayor(tie, "ui-ts"), samples), "measure.margin");
  StratifiedMeasure without = mayor(two, "suite");
  without.assertions[0].strata[1].votes.reset();
  EXPECT_EQ(causes(without, samples), "measure.votes");
  EXPECT_EQ(causes(mayor(two, "ui-ts"), {drawn({{"AA", 41}}), drawn({{"?A", 4}})}),
            "measure.cards");
  std::vector<StratumSample> rounds = samples;
  rounds[1].round_ends = {2, 4};
  EXPECT_EQ(causes(mayor(two, "ui-ts"), rounds), "measure.rounds");
  without.assertions.clear();
  EXPECT_EQ(causes(without, samples), "measure.assertions");
}

}  // namespace
}  // namespace recanvass::audit
