#include "screen/card_numbers.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

std::vector<fixture::ThrownCard> two_batches() {
  fixture::ThrownShape shape;
  shape.tabulators = 1;
  shape.batches = 2;
  shape.batch_cards = 10;
  return fixture::thrown_cards(shape);
}

std::vector<BatchNumbers> numbers_of(const std::vector<fixture::ThrownCard>& cards) {
  return batch_numbers(fixture::store_of(cards, fixture::ThrownShape().choices));
}

TEST(CardNumbers, AWholeBatchHasNoGap) {
  const auto batches = numbers_of(two_batches());
  ASSERT_EQ(batches.size(), 2U);
  for (const BatchNumbers& batch : batches) {
    EXPECT_EQ(batch.numbered, 10);
    EXPECT_EQ(batch.lowest, 1);
    EXPECT_EQ(batch.highest, 10);
    EXPECT_EQ(batch.missing, 0);
    EXPECT_EQ(batch.twice, 0);
  }
}

TEST(CardNumbers, GapsInTheMiddleAndAtTheBeginningAreCounted) {
  auto cards = two_batches();
  std::erase_if(cards, [](const auto& card) {
    return card.batch == 1 && (card.position == 4 || card.position == 7);
  });
  EXPECT_EQ(numbers_of(cards)[1].missing, 2);
  // The first of a batch, where other batches begin at 1.
  auto third = two_batches();
  for (auto& card : two_batches()) {
    card.batch = 2;
    if (card.position > 1 && card.tabulator == 0) third.push_back(card);
  }
  std::erase_if(third, [](const auto& card) { return card.batch == 2 && card.position == 1; });
  const auto batches = numbers_of(third);
  ASSERT_EQ(batches.size(), 3U);
  EXPECT_EQ(batches[2].missing, 1);
}

TEST(CardNumbers, WhereBatchesDoNotBeginAtOneTheirLowestIsTheFirst) {
  auto cards = two_batches();
  for (auto& card : cards) card.position += 100;
  for (const BatchNumbers& batch : numbers_of(cards)) EXPECT_EQ(batch.missing, 0);
}

TEST(CardNumbers, ANumberOfTwoBallotsIsTwiceAndOfTwoSheetsIsNot) {
  auto cards = two_batches();
  cards[3].position = 3;  // as the card before it
  auto batches = numbers_of(cards);
  EXPECT_EQ(batches[0].twice, 1);
  EXPECT_EQ(batches[0].missing, 1);
  cards[3].starts_ballot = false;
  batches = numbers_of(cards);
  EXPECT_EQ(batches[0].twice, 0);
}

TEST(CardNumbers, ABatchInTheRecordsTwiceHasEveryNumberTwice) {
  auto cards = two_batches();
  const auto again = two_batches();
  cards.insert(cards.end(), again.begin(), again.begin() + 10);
  EXPECT_EQ(numbers_of(cards)[0].twice, 10);
  EXPECT_EQ(numbers_of(cards)[1].twice, 0);
}

TEST(CardNumbers, CardsWithoutNumbersAreNotLookedAt) {
  auto cards = two_batches();
  for (auto& card : cards) card.position = 0;
  EXPECT_TRUE(numbers_of(cards).empty());
}

}  // namespace
}  // namespace recanvass::screen
