#include "screen/style_contests.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

using Cards = std::vector<fixture::ThrownCard>;

StyleContests contests_of(const Cards& cards, const std::vector<int>& choices) {
  const auto store = fixture::store_of(cards, choices);
  base::SerialExecutor executor;
  return odd_contests(CardCells(store), executor);
}

std::vector<OddStyle> styles_of(const Cards& cards, const std::vector<int>& choices) {
  const auto store = fixture::store_of(cards, choices);
  return odd_styles(CardCells(store));
}

TEST(StyleContests, ACardWithoutAContestOfItsStyleIsFound) {
  fixture::ThrownShape shape;
  Cards cards = fixture::thrown_cards(shape);
  cards[333].votes[2] = fixture::kNotCarried;
  const StyleContests found = contests_of(cards, shape.choices);
  ASSERT_EQ(found.odd.size(), 1U);
  EXPECT_EQ(found.odd[0].cards, 1);
  EXPECT_EQ(found.odd[0].style_cards, 1200);
  EXPECT_EQ(found.odd[0].missing, std::vector<std::uint32_t>{2});
  EXPECT_TRUE(found.odd[0].added.empty());
  EXPECT_EQ(found.odd[0].batch, 333U / 50U);
  EXPECT_TRUE(found.scattered.empty());
}

TEST(StyleContests, AContestOfAnotherStyleIsFoundAsAdded) {
  fixture::ThrownShape shape;
  shape.styles = 2;
  Cards cards = fixture::thrown_cards(shape);
  for (auto& card : cards) {
    if (card.style == 1) card.votes[5] = fixture::kNotCarried;
  }
  ASSERT_TRUE(contests_of(cards, shape.choices).odd.empty());
  const auto odd = std::ranges::find(cards, 1U, &fixture::ThrownCard::style);
  odd->votes[5] = 0;
  const StyleContests found = contests_of(cards, shape.choices);
  ASSERT_EQ(found.odd.size(), 1U);
  EXPECT_EQ(found.odd[0].added, std::vector<std::uint32_t>{5});
}

TEST(StyleContests, SheetsOfOneStyleEachHaveTheirContests) {
  fixture::ThrownShape shape;
  Cards cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    for (std::size_t contest = 0; contest < 6; ++contest) {
      if ((i % 2 == 0) == (contest < 3)) cards[i].votes[contest] = fixture::kNotCarried;
    }
  }
  EXPECT_TRUE(contests_of(cards, shape.choices).odd.empty());
}

TEST(StyleContests, ASetIsOddBelowOneCardInFifty) {
  fixture::ThrownShape shape;
  Cards cards = fixture::thrown_cards(shape);  // 1,200
  for (std::size_t i = 0; i < 24; ++i) cards[i * 50].votes[1] = fixture::kNotCarried;
  EXPECT_TRUE(contests_of(cards, shape.choices).odd.empty());
  cards[0].votes[1] = 0;
  EXPECT_EQ(contests_of(cards, shape.choices).odd.size(), 23U);
}

TEST(StyleContests, AnExportThatLeavesOutBlankContestsIsNotJudged) {
  fixture::ThrownShape shape;
  Cards cards = fixture::thrown_cards(shape);
  for (auto& card : cards) {
    for (int& vote : card.votes) vote = vote == fixture::kBlankVote ? fixture::kNotCarried : vote;
  }
  const StyleContests found = contests_of(cards, shape.choices);
  EXPECT_TRUE(found.odd.empty());
  EXPECT_EQ(found.scattered.size(), 1U);
}

TEST(StyleContests, AStyleThatThePrecinctDoesNotUseIsFound) {
  fixture::ThrownShape shape;
  shape.precincts = 4;
  shape.styles = 2;
  Cards cards = fixture::thrown_cards(shape);
  ASSERT_TRUE(styles_of(cards, shape.choices).empty());
  const auto first = std::ranges::find(cards, 2U, &fixture::ThrownCard::precinct);
  first->style = 1;
  const auto found = styles_of(cards, shape.choices);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].cards, 1);
  EXPECT_NE(found[0].usual_style, found[0].style);
  EXPECT_EQ(found[0].batches.size(), 1U);
}

TEST(StyleContests, AStyleThatIsRareEverywhereIsNobodysMistake) {
  fixture::ThrownShape shape;
  Cards cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); i += 200) cards[i].style = 7;
  EXPECT_TRUE(styles_of(cards, shape.choices).empty());
}

}  // namespace
}  // namespace recanvass::screen
