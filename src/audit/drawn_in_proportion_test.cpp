#include "audit/drawn_in_proportion.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::Mark;
using election::MarkingState;

const std::vector<Mark> kForA{{0}};
const std::vector<Mark> kForB{{1}};

ContestMeasure drawn_contest(std::int64_t lead, std::int64_t cards) {
  ContestMeasure contest;
  contest.contest = "Sheriff";
  contest.cards = election::CardCount(cards);
  contest.replacement = draw::Replacement::With;
  contest.risk_function = "super-simple";
  auto assertions =
      more_votes(tabulate::fixture::contest_of("AB"), std::vector<ChoiceIndex>{0}, {1, 1});
  contest.assertions.push_back({assertions[0], Rational(lead, cards), {}, {}, std::nullopt});
  return contest;
}

MeasuredCard read_as(const std::vector<Mark>& record, const std::vector<Mark>& paper) {
  return {"", Recorded::marking({MarkingState::Marked, record}), std::nullopt,
          Found::marking({MarkingState::Marked, paper})};
}

// So many agree, so many are two votes over, so many two votes under.
std::vector<MeasuredCard> cards_of(int agree, int over, int under = 0) {
  std::vector<MeasuredCard> cards;
  for (int i = 0; i < agree; ++i) cards.push_back(read_as(kForA, kForA));
  for (int i = 0; i < over; ++i) cards.push_back(read_as(kForA, kForB));
  for (int i = 0; i < under; ++i) cards.push_back(read_as(kForB, kForA));
  return cards;
}

double risk_of(const std::vector<MeasuredCard>& cards, const std::vector<ListDraws>& lists,
               std::int64_t lead = 100, std::int64_t all = 1000) {
  return measure_in_proportion(drawn_contest(lead, all), cards, lists)->risk;
}

TEST(DrawnInProportion, AsManyDrawsCountAsTheLeastDrawnListHas) {
  const auto counted = [](std::vector<ListDraws> lists) { return draws_in_proportion(lists); };
  EXPECT_EQ(counted({{500, 60}, {500, 0}}), 0);
  EXPECT_EQ(counted({{500, 60}, {500, 60}}), 120);
  EXPECT_EQ(counted({{400, 60}, {100, 6}}), 30);
  EXPECT_EQ(counted({{400, 23}, {100, 6}}), 28) << "23 of 400 are 28.75 of 500";
  EXPECT_EQ(counted({{400, 60}, {0, 0}}), 60) << "a list without a card misses nothing";
  EXPECT_EQ(counted({}), 0);
}

// 60 cards of one half of a contest's cards, none of the other: nobody looked at 500 cards.
TEST(DrawnInProportion, CardsOfOneOfTwoListsConfirmNothing) {
  EXPECT_NEAR(measure_contest(drawn_contest(100, 1000), cards_of(60, 0))->risk, 0.05186902, 1e-8);
  EXPECT_EQ(risk_of(cards_of(60, 0), {{500, 60}, {500, 0}}), 1.0);
  EXPECT_NEAR(risk_of(cards_of(70, 0), {{500, 60}, {500, 10}}),
              measure_contest(drawn_contest(100, 1000), cards_of(20, 0))->risk, 1e-12);
  EXPECT_NEAR(risk_of(cards_of(120, 0), {{500, 60}, {500, 60}}), 0.05186902 * 0.05186902, 1e-8);
}

TEST(DrawnInProportion, OverstatementsOfAllDrawsCountAndUnderstatementsOnlyInProportion) {
  const std::vector<ListDraws> unequal{{500, 60}, {500, 10}};
  EXPECT_NEAR(risk_of(cards_of(69, 1), unequal),
              std::min(1.0, measure_contest(drawn_contest(100, 1000), cards_of(19, 1))->risk),
              1e-12);
  EXPECT_EQ(risk_of(cards_of(68, 0, 2), unequal), risk_of(cards_of(70, 0), unequal));
  EXPECT_EQ(risk_of(cards_of(40, 30), unequal), 1.0) << "more than the 20 draws that count";
  const std::vector<ListDraws> equal{{500, 35}, {500, 35}};
  EXPECT_LT(risk_of(cards_of(68, 0, 2), equal), risk_of(cards_of(70, 0), equal));
  const auto measured =
      measure_in_proportion(drawn_contest(100, 1000), cards_of(68, 1, 1), unequal);
  EXPECT_EQ(measured->tally.two_under, 1);
  EXPECT_EQ(measured->tally.agree, 68);
  EXPECT_EQ(measured->discrepancies.size(), 2U);
}

double binomial(int n, int k, double share) {
  if (share <= 0.0) return k == 0 ? 1.0 : 0.0;
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(share) + (n - k) * std::log1p(-share));
}

// 400 and 100 cards, A ahead by 100; 50 cards are two votes over, so that the paper is level. Each
// spread of them over the lists and each pair of draws: exactly how often the limit is passed.
TEST(DrawnInProportion, ATieIsConfirmedNoMoreOftenThanTheLimitHoweverUnequalTheDraws) {
  constexpr double kLimit = 0.05;
  for (const auto& [first, second] :
       {std::pair(60, 6), {24, 6}, {25, 6}, {33, 9}, {120, 12}, {40, 30}, {28, 7}, {60, 0}}) {
    int confirmed_up_to = -1;  // so many overstatements: each more raises the risk
    while (risk_of(cards_of(first + second - confirmed_up_to - 1, confirmed_up_to + 1),
                   {{400, first}, {100, second}}, 100, 500) <= kLimit) {
      ++confirmed_up_to;
    }
    for (const int bad : {0, 10, 25, 40, 50}) {
      double passed = 0.0;
      for (int one = 0; one <= first; ++one) {
        for (int other = 0; other <= second; ++other) {
          if (one + other > confirmed_up_to) continue;
          passed += binomial(first, one, (50 - bad) / 400.0) * binomial(second, other, bad / 100.0);
        }
      }
      EXPECT_LE(passed, kLimit) << first << " and " << second << ", " << bad << " in the second";
    }
  }
}

}  // namespace
}  // namespace recanvass::audit
