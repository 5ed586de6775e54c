#include "screen/repeated_cards.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

using Cards = std::vector<fixture::ThrownCard>;

struct Found {
  std::vector<RepeatedRun> runs;
  std::vector<SharedCards> shared;
};

Found found_in(const Cards& cards, const std::vector<int>& choices) {
  const auto store = fixture::store_of(cards, choices);
  const CardCells cells(store);
  base::SerialExecutor executor;
  const CardSequence sequence = sequence_of(cells, executor);
  return {repeated_runs(sequence), shared_cards(cells, sequence)};
}

fixture::ThrownShape county(std::uint64_t seed) {
  fixture::ThrownShape shape;
  shape.seed = seed;
  shape.choices = {3, 2, 4, 2, 3, 2, 3, 4};
  return shape;
}

// What a person scans again: the votes go to cards that lie elsewhere.
void copy_votes(Cards& cards, std::size_t from, std::size_t to, std::size_t number) {
  for (std::size_t i = 0; i < number; ++i) {
    cards[to + i].votes = cards[from + i].votes;
    cards[to + i].precinct = cards[from + i].precinct;
  }
}

TEST(RepeatedCards, ARunThatComesAgainIsFoundWithItsEnds) {
  const auto shape = county(1);
  Cards cards = fixture::thrown_cards(shape);
  copy_votes(cards, 60, 710, 30);
  const auto runs = found_in(cards, shape.choices).runs;
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].first, 60U);
  EXPECT_EQ(runs[0].again, 710U);
  EXPECT_EQ(runs[0].cards, 30U);
  EXPECT_EQ(runs[0].alike, 30U);
  EXPECT_EQ(runs[0].order, RepeatOrder::Same);
  EXPECT_LT(runs[0].by_chance, 1e-12);
}

TEST(RepeatedCards, AStackFedTheOtherWayRoundIsFound) {
  const auto shape = county(2);
  Cards cards = fixture::thrown_cards(shape);
  Cards stack(cards.begin() + 100, cards.begin() + 140);
  std::ranges::reverse(stack);
  for (std::size_t i = 0; i < stack.size(); ++i) {
    cards[605 + i].votes = stack[i].votes;
    cards[605 + i].precinct = stack[i].precinct;
  }
  const auto runs = found_in(cards, shape.choices).runs;
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].order, RepeatOrder::Reversed);
  EXPECT_EQ(runs[0].first, 100U);
  EXPECT_EQ(runs[0].again, 605U);
  EXPECT_EQ(runs[0].cards, 40U);
}

TEST(RepeatedCards, AMarkReadOtherwiseTheSecondTimeDoesNotHideTheRun) {
  const auto shape = county(3);
  Cards cards = fixture::thrown_cards(shape);
  copy_votes(cards, 0, 800, 50);
  cards[825].votes[2] = cards[825].votes[2] == 0 ? 1 : 0;
  const auto runs = found_in(cards, shape.choices).runs;
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].cards, 50U);
  EXPECT_EQ(runs[0].alike, 49U);
}

TEST(RepeatedCards, NothingComesAgainByChanceInAHundredCounties) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    auto shape = county(seed);
    shape.tabulators = 2;
    shape.household = seed % 2 == 0 ? 0.25 : 0.0;
    if (seed % 4 == 3) shape.choices = {2};
    const Found found = found_in(fixture::thrown_cards(shape), shape.choices);
    EXPECT_TRUE(found.runs.empty()) << seed;
    EXPECT_TRUE(found.shared.empty()) << seed;
  }
}

TEST(RepeatedCards, FewCommonCardsAreNoRunAndManyAre) {
  // How many cards of a two-party contest must come again: with more contests fewer.
  auto shape = county(4);
  shape.choices = {2, 2};
  Cards cards = fixture::thrown_cards(shape);
  copy_votes(cards, 0, 800, 6);
  EXPECT_TRUE(found_in(cards, shape.choices).runs.empty());
  copy_votes(cards, 0, 800, 48);
  EXPECT_EQ(found_in(cards, shape.choices).runs.size(), 1U);
}

TEST(RepeatedCards, OneMarkingOverAndOverIsNotARunThatComesAgain) {
  const auto shape = county(5);
  Cards cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < 40; ++i) copy_votes(cards, 200, 200 + i, 1);
  for (std::size_t i = 0; i < 40; ++i) copy_votes(cards, 200, 900 + i, 1);
  EXPECT_TRUE(found_in(cards, shape.choices).runs.empty());
}

TEST(RepeatedCards, AShuffledStackIsFoundByTheCardsItShares) {
  const auto shape = county(6);
  Cards cards = fixture::thrown_cards(shape);
  Cards stack(cards.begin() + 50, cards.begin() + 100);
  stats::RandomStream random({9, 9}, 0);
  for (std::size_t i = stack.size(); i > 1; --i) {
    std::swap(stack[i - 1], stack[random.next_bits() % i]);
  }
  for (std::size_t i = 0; i < stack.size(); ++i) {
    cards[1000 + i].votes = stack[i].votes;
    cards[1000 + i].precinct = stack[i].precinct;
  }
  const Found found = found_in(cards, shape.choices);
  EXPECT_TRUE(found.runs.empty());
  ASSERT_EQ(found.shared.size(), 1U);
  EXPECT_EQ(found.shared[0].batch, 1U);
  EXPECT_EQ(found.shared[0].other, 20U);
  EXPECT_GE(found.shared[0].shared, 20);
  EXPECT_LT(found.shared[0].expected, 1.0);
}

TEST(RepeatedCards, SortedRecordsSayNothingOfOrder) {
  auto shape = county(7);
  shape.choices = {3, 2};
  Cards cards = fixture::thrown_cards(shape);
  std::ranges::stable_sort(cards, [](const auto& a, const auto& b) {
    const auto place = [](const auto& card) { return card.tabulator * 1000 + card.batch; };
    return place(a) != place(b) ? place(a) < place(b) : a.votes < b.votes;
  });
  EXPECT_TRUE(found_in(cards, shape.choices).runs.empty());
}

TEST(RepeatedCards, NoCardsAreNoRun) {
  CardSequence none;
  none.stretches = {0};
  EXPECT_TRUE(repeated_runs(none).empty());
}

// A run stands at one of N places and comes again at another: N^2 pairs.
TEST(RepeatedCards, ChanceOfARunCountsEveryPairOfPlaces) {
  const auto shape = county(1);
  Cards cards = fixture::thrown_cards(shape);
  copy_votes(cards, 60, 710, 5);
  const auto runs = found_in(cards, shape.choices).runs;
  ASSERT_EQ(runs.size(), 1U);
  const auto number = static_cast<double>(cards.size());
  EXPECT_DOUBLE_EQ(runs[0].by_chance, number * number * std::exp2(-runs[0].bits));
}

}  // namespace
}  // namespace recanvass::screen
