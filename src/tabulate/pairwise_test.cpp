#include "tabulate/pairwise.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::tabulate {
namespace {

using election::VoteCount;
using fixture::Ballots;
using fixture::ranked_profile;
using fixture::votes_of;

constexpr auto kWinning = DefeatStrength::WinningVotes;
constexpr auto kMargin = DefeatStrength::Margin;

// Schulze (2011), example 1: 45 voters, five candidates.
const Ballots kSchulze45 = {{"A>C>B>E>D", 5}, {"A>D>E>C>B", 5}, {"B>E>D>A>C", 8}, {"C>A>B>E>D", 3},
                            {"C>A>E>B>D", 7}, {"C>B>A>D>E", 2}, {"D>C>E>B>A", 7}, {"E>B>A>D>C", 8}};

TEST(Pairwise, TheExampleOfSchulzesPaperComesOut) {
  const Pairwise pairwise = pairwise_of(ranked_profile("ABCDE", kSchulze45));
  const std::vector<std::vector<std::int64_t>> prefer = {{0, 20, 26, 30, 22},
                                                         {25, 0, 16, 33, 18},
                                                         {19, 29, 0, 17, 24},
                                                         {15, 12, 28, 0, 14},
                                                         {23, 27, 21, 31, 0}};
  for (ChoiceIndex a = 0; a < 5; ++a) {
    for (ChoiceIndex b = 0; b < 5; ++b) {
      EXPECT_EQ(pairwise.prefer(a, b), VoteCount(prefer[a][b]));
    }
  }
  EXPECT_EQ(strongest_paths(pairwise, kWinning),
            votes_of({0,  28, 28, 30, 24, 25, 0,  28, 33, 24, 25, 29, 0,
                      29, 24, 25, 28, 28, 0,  24, 25, 28, 28, 31, 0}));
  EXPECT_EQ(schulze(pairwise, kWinning).winners, (Choices{4}));
  EXPECT_EQ(condorcet_winner(pairwise), std::nullopt);
  EXPECT_EQ(smith_set(pairwise), (Choices{0, 1, 2, 3, 4}));
}

TEST(Pairwise, TennesseesCondorcetWinnerIsElectedByEveryMethod) {
  const Pairwise pairwise = pairwise_of(
      ranked_profile("ABCD", {{"A>B>C>D", 42}, {"B>C>D>A", 26}, {"C>D>B>A", 15}, {"D>C>B>A", 17}}));
  EXPECT_EQ(condorcet_winner(pairwise), ChoiceIndex{1});
  EXPECT_EQ(smith_set(pairwise), (Choices{1}));
  for (const DefeatStrength strength : {kWinning, kMargin}) {
    EXPECT_EQ(schulze(pairwise, strength).winners, (Choices{1}));
    EXPECT_EQ(minimax(pairwise, strength).winners, (Choices{1}));
    EXPECT_EQ(ranked_pairs(pairwise, strength)->winners, (Choices{1}));
  }
}

TEST(Pairwise, HowABallotIsReadIsASetting) {
  const Profile profile = ranked_profile("ABCD", {{"A=B>_>C", 1}});
  const auto above = [&](const PlaceReading& reading, Unranked unranked) {
    const Pairwise pairwise = pairwise_of(profile, reading, unranked);
    std::string text;
    for (ChoiceIndex a = 0; a < 4; ++a) {
      for (ChoiceIndex b = 0; b < 4; ++b) {
        if (pairwise.prefer(a, b) == VoteCount(0)) continue;
        text += static_cast<char>('A' + a);
        text += static_cast<char>('A' + b);
        text += ' ';
      }
    }
    return text;
  };
  EXPECT_EQ(above(kOrderOnly, Unranked::Below), "AC AD BC BD CD ");
  EXPECT_EQ(above(kOrderOnly, Unranked::SaysNothing), "AC BC ");
  EXPECT_EQ(above({.shared = SharedPlaces::Stop}, Unranked::Below), "");
  EXPECT_EQ(above({.shared = SharedPlaces::PassOver}, Unranked::Below), "CA CB CD ");
  EXPECT_EQ(above({BlankPlaces::StopAtOne, SharedPlaces::Equal}, Unranked::Below), "AC AD BC BD ");
}

TEST(Pairwise, WhoIsNotRankedIsBelowAndEqualRanksAreEqual) {
  const Pairwise pairwise =
      pairwise_of(ranked_profile("ABCD", {{"A>_>B=C", 3}, {"C", 2}, {"B>A>B", 1}, {"", 5}}));
  EXPECT_EQ(pairwise.prefer(0, 1), VoteCount(3));
  EXPECT_EQ(pairwise.prefer(1, 0), VoteCount(1));
  EXPECT_EQ(pairwise.prefer(1, 2), VoteCount(1));
  EXPECT_EQ(pairwise.prefer(2, 1), VoteCount(2));
  EXPECT_EQ(pairwise.prefer(2, 3), VoteCount(5));
  EXPECT_EQ(pairwise.prefer(3, 2), VoteCount(0));
}

// Thousands of equal defeats below the first can be locked in more orders than are looked at.
TEST(Pairwise, RankedPairsElectWhoIsPreferredToEveryOtherHoweverManyOrdersThereAre) {
  const Pairwise pairwise = pairwise_of(ranked_profile(
      "ABCDEFGH", {{"E>A>B>C>D>F>G>H", 1}, {"E>D>H>G>F>C>B>A", 1}, {"E>F>C>A>H>B>G>D", 1}}));
  ASSERT_EQ(condorcet_winner(pairwise), ChoiceIndex{4});
  for (const int orders : {1, 100}) {
    const auto outcome = ranked_pairs(pairwise, kWinning, orders);
    ASSERT_TRUE(outcome.has_value()) << orders;
    EXPECT_EQ(outcome->winners, (Choices{4}));
  }
}

TEST(Pairwise, ACycleOfEqualDefeatsIsATieOfAll) {
  const Pairwise cycle =
      pairwise_of(ranked_profile("ABC", {{"A>B>C", 1}, {"B>C>A", 1}, {"C>A>B", 1}}));
  const Choices all = {0, 1, 2};
  EXPECT_EQ(schulze(cycle, kWinning).tied, all);
  EXPECT_EQ(minimax(cycle, kMargin).tied, all);
  EXPECT_EQ(ranked_pairs(cycle, kWinning)->decision, Decision::Tied);
  EXPECT_EQ(ranked_pairs(cycle, kWinning)->tied, all);
  EXPECT_EQ(ranked_pairs(cycle, kWinning, 2), std::nullopt);  // more orders than allowed
  EXPECT_EQ(smith_set(cycle), all);
}

// The second implementation of ranked pairs: every order of all defeats by strength.
std::set<ChoiceIndex> ranked_pairs_plain(const Pairwise& pairwise) {
  struct Edge {
    std::int64_t strength;
    ChoiceIndex a;
    ChoiceIndex b;
  };
  std::vector<Edge> edges;
  for (ChoiceIndex a = 0; a < 3; ++a) {
    for (ChoiceIndex b = 0; b < 3; ++b) {
      const std::int64_t by = (pairwise.prefer(a, b) - pairwise.prefer(b, a)).value();
      if (by > 0) edges.push_back({by, a, b});
    }
  }
  std::vector<std::size_t> order(edges.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::set<ChoiceIndex> winners;
  do {
    bool sorted = true;
    for (std::size_t i = 1; i < order.size(); ++i) {
      sorted = sorted && edges[order[i - 1]].strength >= edges[order[i]].strength;
    }
    if (!sorted) continue;
    std::set<std::pair<ChoiceIndex, ChoiceIndex>> kept;
    for (const std::size_t at : order) {
      const Edge& edge = edges[at];
      // With three choices a cycle is a way back of one or two defeats.
      const auto third = static_cast<ChoiceIndex>(3 - edge.a - edge.b);
      const bool back = kept.contains({edge.b, third}) && kept.contains({third, edge.a});
      if (!back) kept.insert({edge.a, edge.b});
    }
    for (ChoiceIndex c = 0; c < 3; ++c) {
      const bool beaten =
          std::ranges::any_of(kept, [&](const auto& edge) { return edge.second == c; });
      if (!beaten) winners.insert(c);
    }
  } while (std::ranges::next_permutation(order).found);
  return winners;
}

TEST(Pairwise, EveryProfileOfThreeChoicesAndSixBallotsKeepsTheMethodsPromises) {
  const std::vector<std::string> kinds = {"A",     "B>A",   "A>B>C", "A>C>B",
                                          "B>A>C", "B>C>A", "C>A>B", "C>B>A"};
  fixture::for_each_profile(kinds, 6, [&](const Ballots& ballots) {
    const Pairwise pairwise = pairwise_of(ranked_profile("ABC", ballots));
    const auto pairs = *ranked_pairs(pairwise, kMargin);
    std::set<ChoiceIndex> possible(pairs.winners.begin(), pairs.winners.end());
    possible.insert(pairs.tied.begin(), pairs.tied.end());
    ASSERT_EQ(possible, ranked_pairs_plain(pairwise));
    const Choices smith = smith_set(pairwise);
    for (const ChoiceIndex winner : possible) {
      ASSERT_TRUE(std::ranges::find(smith, winner) != smith.end());
    }
    const auto winner = condorcet_winner(pairwise);
    ASSERT_EQ(winner.has_value(), smith.size() == 1);
    if (!winner) return;
    ASSERT_EQ(pairs.winners, Choices{*winner});
    ASSERT_EQ(schulze(pairwise, kWinning).winners, Choices{*winner});
    ASSERT_EQ(minimax(pairwise, kWinning).winners, Choices{*winner});
  });
}

}  // namespace
}  // namespace recanvass::tabulate
