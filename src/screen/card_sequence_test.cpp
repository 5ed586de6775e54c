#include "screen/card_sequence.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

CardSequence sequence(const std::vector<fixture::ThrownCard>& cards,
                      const std::vector<int>& choices) {
  const auto store = fixture::store_of(cards, choices);
  const CardCells cells(store);
  base::SerialExecutor executor;
  return sequence_of(cells, executor);
}

// Cards of one contest, one batch, one precinct.
std::vector<fixture::ThrownCard> plain_cards(const std::vector<int>& votes) {
  std::vector<fixture::ThrownCard> cards;
  for (const int vote : votes) {
    fixture::ThrownCard card;
    card.position = static_cast<std::uint32_t>(cards.size()) + 1;
    card.votes = {vote};
    cards.push_back(card);
  }
  return cards;
}

TEST(CardSequence, CardsThatSayTheSameHaveOneNumberAndOthersAnother) {
  auto cards = plain_cards({0, 1, 0, fixture::kBlankVote, fixture::kNotCarried, 1});
  const CardSequence found = sequence(cards, {2});
  EXPECT_EQ(found.said[0], found.said[2]);
  EXPECT_EQ(found.said[1], found.said[5]);
  EXPECT_NE(found.said[0], found.said[1]);
  EXPECT_NE(found.said[3], found.said[4]);
  cards[2].style = 1;
  EXPECT_NE(sequence(cards, {2}).said[0], sequence(cards, {2}).said[2]);
}

TEST(CardSequence, SurpriseIsTheShareOfSuchCardsInBits) {
  const CardSequence found = sequence(plain_cards({0, 1, 0, 0, 0, 0, 0, 0}), {2});
  EXPECT_EQ(found.surprise[1], 3U * kBit);
  EXPECT_EQ(found.surprise[0],
            static_cast<std::uint32_t>(std::lround(-std::log2(7.0 / 8.0) * kBit)));
}

TEST(CardSequence, WhatIsCommonInAPrecinctIsNotSurprisingThere) {
  // Rare in the style, but all that precinct 2 says.
  auto cards = plain_cards({0, 0, 0, 0, 0, 0, 1, 1});
  cards[6].precinct = 1;
  cards[7].precinct = 1;
  const CardSequence found = sequence(cards, {2});
  EXPECT_EQ(found.surprise[6], 0U);
  EXPECT_EQ(found.surprise[0], 0U);
}

TEST(CardSequence, NeighboursThatAreAlikeByChanceMakeNoNeighbourhood) {
  fixture::ThrownShape shape;
  shape.batch_cards = 300;
  const CardSequence chance = sequence(fixture::thrown_cards(shape), shape.choices);
  EXPECT_LT(chance.alike_by_neighbourhood(), 0.01);
  shape.household = 0.2;
  const CardSequence households = sequence(fixture::thrown_cards(shape), shape.choices);
  EXPECT_NEAR(households.alike_by_neighbourhood(), 0.2, 0.02);
  EXPECT_FALSE(households.is_sorted);
  // A card like its neighbour is then hardly surprising.
  const double alike = households.alike_by_neighbourhood();
  for (std::size_t card = 1; card < households.size(); ++card) {
    if (households.batch[card] != households.batch[card - 1]) continue;
    if (households.said[card] != households.said[card - 1]) {
      EXPECT_EQ(households.surprise_after_neighbour(card, alike), households.surprise[card]);
    } else {
      EXPECT_LE(households.surprise_after_neighbour(card, alike), 3U * kBit);
    }
  }
}

TEST(CardSequence, SortedRecordsAreKnownAsSorted) {
  fixture::ThrownShape shape;
  shape.choices = {3, 2};
  auto cards = fixture::thrown_cards(shape);
  EXPECT_FALSE(sequence(cards, shape.choices).is_sorted);
  std::ranges::stable_sort(cards, [](const auto& a, const auto& b) {
    const auto place = [](const auto& card) { return card.tabulator * 1000 + card.batch; };
    return place(a) != place(b) ? place(a) < place(b) : a.votes < b.votes;
  });
  EXPECT_TRUE(sequence(cards, shape.choices).is_sorted);
}

TEST(CardSequence, StretchesAreCardsOfOneBatch) {
  fixture::ThrownShape shape;
  const CardSequence found = sequence(fixture::thrown_cards(shape), shape.choices);
  ASSERT_EQ(found.stretches.size(), 25U);
  for (std::size_t i = 0; i < 25; ++i) EXPECT_EQ(found.stretches[i], i * 50U);
}

}  // namespace
}  // namespace recanvass::screen
