#include "tabulate/irv_margin.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::VoteCount;
using fixture::Ballots;
using fixture::ranked_profile;
using fixture::votes_of;

TEST(IrvMargin, OfTwoChoicesIsHalfTheDifference) {
  const auto bounds = irv_margin(ranked_profile("AB", {{"A", 60}, {"B", 41}}), {});
  ASSERT_TRUE(bounds.has_value());
  EXPECT_TRUE(bounds->exact());
  EXPECT_EQ(bounds->at_least, CardCount(10));  // 19 votes: ten switched pass it
  EXPECT_EQ(bounds->assertions, VoteCount(19));
}

TEST(IrvMargin, IsSmallerThanTheLastRoundWhereAnEarlierOneIsClose) {
  // C is out by 1; were B out, C would win.
  const Profile profile = ranked_profile("ABC", {{"A>C", 40}, {"B>C", 31}, {"C>A", 30}});
  const IrvCount counted = count_irv(profile, {});
  EXPECT_EQ(counted.winner, ChoiceIndex{0});
  EXPECT_EQ(counted.rounds.back().votes, votes_of({70, 31, 0}));
  const auto bounds = irv_margin(profile, {});
  EXPECT_EQ(bounds->at_least, CardCount(1));
  EXPECT_EQ(bounds->at_most, CardCount(1));
}

TEST(IrvMargin, ABallotThatListsTheWinnerAboveIsNoVoteForTheOther) {
  // B is listed on 70 ballots, on 50 of them below A: A's 50 first preferences are against 20. So
  // before any order is followed B is 30 away, and C, with 31, is 19 away.
  const Profile profile = ranked_profile("ABC", {{"A>B", 50}, {"B", 20}, {"C>A", 31}});
  const auto at_once = irv_margin(profile, {}, 0);
  EXPECT_EQ(at_once->assertions, VoteCount(19));
  EXPECT_FALSE(at_once->searched_all);
  EXPECT_EQ(irv_margin(profile, {})->assertions, VoteCount(19));
}

TEST(IrvMargin, IsNotSaidWhereItCannotBe) {
  const Profile tied = ranked_profile("AB", {{"A", 5}, {"B", 5}});
  EXPECT_FALSE(irv_margin(tied, {}).has_value());
  const Profile won = ranked_profile("AB", {{"A", 6}, {"B", 5}});
  IrvRules rules;
  rules.reading.skipped = SkippedRanks::WaitARound;
  EXPECT_FALSE(irv_margin(won, rules).has_value());
  rules = {};
  rules.reading.overvoted = OvervotedRanks::CountIfOneStands;
  EXPECT_FALSE(irv_margin(won, rules).has_value());
  rules = {};
  rules.write_ins = WriteIns::OutFirst;
  EXPECT_FALSE(irv_margin(won, rules).has_value());
}

TEST(IrvMargin, ASearchThatIsCutShortStillBounds) {
  const Profile profile = ranked_profile(
      "ABCDE", {{"A>B", 30}, {"B>C>A", 25}, {"C>D", 20}, {"D>E>A", 15}, {"E>A", 10}});
  const auto whole = irv_margin(profile, {});
  const auto cut = irv_margin(profile, {}, 1);
  EXPECT_TRUE(whole->searched_all);
  EXPECT_FALSE(cut->searched_all);
  EXPECT_LE(cut->at_least, whole->at_least);
  EXPECT_EQ(cut->at_most, whole->at_most);
}

// The second implementation: the nearest profile of as many ballots that somebody else may win.
TEST(IrvMargin, OfEverySmallProfileHoldsTheTrueOne) {
  const std::vector<std::string> kinds = {"",    "A",   "B",   "C",   "A>B",
                                          "A>C", "B>A", "B>C", "C>A", "C>B"};
  constexpr int kBallots = 5;
  struct Known {
    std::vector<int> cards;
    Choices winners;
  };
  std::vector<Known> all;
  fixture::for_each_profile(kinds, kBallots, [&](const Ballots& ballots) {
    Known known;
    int sum = 0;
    for (const auto& [kind, cards] : ballots) {
      known.cards.push_back(cards);
      sum += cards;
    }
    if (sum != kBallots) return;
    known.winners = *irv_winners_by_lot(ranked_profile("ABC", ballots), {}, 1000);
    all.push_back(std::move(known));
  });
  ASSERT_EQ(all.size(), 2002U);
  int exact = 0;
  int compared = 0;
  for (std::size_t one = 0; one < all.size(); one += 3) {
    const Known& from = all[one];
    if (from.winners.size() != 1) continue;
    int nearest = kBallots;
    for (const Known& to : all) {
      if (to.winners.empty() || to.winners == from.winners) continue;
      int changed = 0;
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        changed += std::max(0, from.cards[i] - to.cards[i]);
      }
      nearest = std::min(nearest, changed);
    }
    Ballots ballots;
    for (std::size_t i = 0; i < kinds.size(); ++i) ballots.emplace_back(kinds[i], from.cards[i]);
    const auto bounds = irv_margin(ranked_profile("ABC", ballots), {});
    ASSERT_TRUE(bounds.has_value());
    ASSERT_LE(bounds->at_least, CardCount(nearest));
    ASSERT_GE(bounds->at_most, CardCount(nearest));
    ++compared;
    if (bounds->exact()) ++exact;
  }
  EXPECT_EQ(compared, 545);
  EXPECT_GE(exact, 414);
}

}  // namespace
}  // namespace recanvass::tabulate
