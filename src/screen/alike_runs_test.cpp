#include "screen/alike_runs.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

using Cards = std::vector<fixture::ThrownCard>;

std::vector<AlikeRun> alike_in(const Cards& cards, const std::vector<int>& choices) {
  const auto store = fixture::store_of(cards, choices);
  const CardCells cells(store);
  base::SerialExecutor executor;
  return alike_runs(sequence_of(cells, executor));
}

TEST(AlikeRuns, ALongRunOfOneBallotIsFound) {
  fixture::ThrownShape shape;
  Cards cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < 12; ++i) cards[310 + i].votes = {1, 0, 3, 1, 2, 1};
  const auto runs = alike_in(cards, shape.choices);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].first, 310U);
  EXPECT_EQ(runs[0].cards, 12U);
  EXPECT_LT(runs[0].by_chance, 1e-6);
}

TEST(AlikeRuns, ARunEndsWithItsBatch) {
  fixture::ThrownShape shape;
  Cards cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < 24; ++i) cards[338 + i].votes = {1, 0, 3, 1, 2, 1};
  const auto runs = alike_in(cards, shape.choices);
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].cards, 12U);
  EXPECT_EQ(runs[1].first, 350U);
}

TEST(AlikeRuns, ChanceAndHouseholdsMakeFewRunsInAHundredCounties) {
  // At most one in twenty records of the null should have one.
  int with_runs = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    fixture::ThrownShape shape;
    shape.seed = seed;
    shape.tabulators = 2;
    if (seed % 2 == 0) shape.household = 0.3;
    if (seed % 4 >= 2) shape.choices = {2, 2};
    if (!alike_in(fixture::thrown_cards(shape), shape.choices).empty()) ++with_runs;
  }
  EXPECT_LE(with_runs, 10);  // P(more | 100 draws, 5 %) = 1.1 %
}

TEST(AlikeRuns, TheChanceIsThePublishedProduct) {
  // Only one thing is said by three cards; of the whole precinct one card in 256 says it.
  CardSequence cards;
  cards.said = {1, 2, 3, 3, 3, 3, 4, 5};
  cards.batch.assign(8, 0);
  cards.ballot.assign(8, 0);
  cards.surprise.assign(8, 8 * kBit);
  cards.stretches = {0, 8};
  cards.neighbours = 7;
  cards.alike_neighbours = 0;
  cards.alike_expected = 0.0;
  const auto runs = alike_runs(cards);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_DOUBLE_EQ(runs[0].by_chance, 8.0 * std::exp2(-32.0));
}

TEST(AlikeRuns, SortedRecordsHaveNone) {
  CardSequence cards;
  cards.said.assign(40, 7);
  cards.batch.assign(40, 0);
  cards.ballot.assign(40, 0);
  cards.surprise.assign(40, 9 * kBit);
  cards.stretches = {0, 40};
  EXPECT_EQ(alike_runs(cards).size(), 1U);
  cards.is_sorted = true;
  EXPECT_TRUE(alike_runs(cards).empty());
}

}  // namespace
}  // namespace recanvass::screen
