#include "screen/order_drift.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

using Cards = std::vector<fixture::ThrownCard>;

Cards one_batch(const std::vector<int>& votes) {
  Cards cards;
  for (const int vote : votes) {
    fixture::ThrownCard card;
    card.position = static_cast<std::uint32_t>(cards.size()) + 1;
    card.votes = {vote};
    cards.push_back(card);
  }
  return cards;
}

TEST(OrderDrift, TheDeviationIsThatOfEveryOrderOfASmallBatch) {
  // 12 cards, 10 of them blank: 66 orders.
  std::vector<int> votes(12, fixture::kBlankVote);
  votes[1] = 0;
  votes[4] = 1;
  Cards cards = one_batch(votes);
  // A second batch of blanks alone, which says nothing of an order, makes up the fewest cards.
  for (std::uint32_t at = 1; at <= 38; ++at) {
    fixture::ThrownCard card;
    card.batch = 1;
    card.position = at;
    card.votes = {fixture::kBlankVote};
    cards.push_back(card);
  }
  const auto store = fixture::store_of(cards, {2});
  const auto drifts = drift_along_batches(CardCells(store), 0, Followed::Residual);
  ASSERT_EQ(drifts.size(), 1U);
  double sum = 0.0;
  double squares = 0.0;
  double orders = 0.0;
  const auto score_of = [](int a, int b) {
    double score = 0.0;
    for (int i = 0; i < 12; ++i) score += i == a || i == b ? 0.0 : i - 5.5;
    return score;
  };
  for (int a = 0; a < 12; ++a) {
    for (int b = a + 1; b < 12; ++b) {
      orders += 1.0;
      sum += score_of(a, b);
      squares += score_of(a, b) * score_of(a, b);
    }
  }
  EXPECT_NEAR(sum, 0.0, 1e-9);
  EXPECT_NEAR(drifts[0].deviation, score_of(1, 4) / std::sqrt(squares / orders), 1e-12);
}

TEST(OrderDrift, BlanksThatGrowAlongEveryBatchAreSeen) {
  fixture::ThrownShape shape;
  shape.batches = 12;
  shape.batch_cards = 100;
  Cards cards = fixture::thrown_cards(shape);
  stats::RandomStream random({8, 1}, 0);
  for (auto& card : cards) {
    const double share = 0.2 * card.position / 100.0;
    if (card.tabulator == 2 && random.next_unit() < share) card.votes[1] = fixture::kBlankVote;
  }
  const auto store = fixture::store_of(cards, shape.choices);
  const CardCells cells(store);
  for (const Drift& drift : drift_along_batches(cells, 1, Followed::Residual)) {
    if (drift.tabulator == 3) {  // the first name is ""
      EXPECT_GT(drift.deviation, 5.0);
      EXPECT_NEAR(drift.change, 0.2, 0.07);
      EXPECT_EQ(drift.cards, 1200);
      EXPECT_EQ(drift.batches, 12);
    } else {
      EXPECT_LT(std::abs(drift.deviation), 3.5);
    }
  }
}

TEST(OrderDrift, ABatchOverTwoRunsOfTheRecordsIsNotLost) {
  fixture::ThrownShape shape;
  shape.tabulators = 1;
  shape.batches = 1;
  shape.batch_cards = 400;
  Cards cards = fixture::thrown_cards(shape);
  for (std::size_t i = 200; i < 400; ++i) cards[i].position += 1000;  // a new run of positions
  const auto store = fixture::store_of(cards, shape.choices);
  const auto drifts = drift_along_batches(CardCells(store), 0, Followed::Residual);
  ASSERT_EQ(drifts.size(), 1U);
  EXPECT_EQ(drifts[0].batches, 1);
  EXPECT_EQ(drifts[0].cards, 400);
}

TEST(OrderDrift, ALeadThatMovesFromBatchToBatchIsSeen) {
  fixture::ThrownShape shape;
  shape.batches = 20;
  Cards cards = fixture::thrown_cards(shape);
  stats::RandomStream random({8, 2}, 0);
  for (auto& card : cards) {
    if (card.tabulator == 1 && random.next_unit() < 0.03 * card.batch) card.votes[0] = 1;
  }
  const auto store = fixture::store_of(cards, shape.choices);
  const CardCells cells(store);
  const auto drifts = drift_over_batches(cells, strata_of(cells, Comparison::BatchesByBallot),
                                         count_events(cells, 0), Followed::Lead, 0, 1);
  ASSERT_EQ(drifts.size(), 4U);
  for (const Drift& drift : drifts) {
    EXPECT_EQ(drift.batches, 20);
    if (drift.tabulator == 2) {
      EXPECT_LT(drift.deviation, -4.0);
      EXPECT_LT(drift.change, -0.3);
    } else {
      EXPECT_LT(std::abs(drift.deviation), 4.0);
    }
  }
}

std::vector<Drift> residual_drift(const election::CardStore& store) {
  const CardCells cells(store);
  return drift_over_batches(cells, strata_of(cells, Comparison::BatchesByBallot),
                            count_events(cells, 0), Followed::Residual);
}

TEST(OrderDrift, SevenBatchesAreTooFewForATrend) {
  fixture::ThrownShape shape;
  shape.batches = 7;
  EXPECT_TRUE(residual_drift(fixture::store_of(shape)).empty());
  shape.batches = 8;
  EXPECT_EQ(residual_drift(fixture::store_of(shape)).size(), 4U);
}

TEST(OrderDrift, NineEventsAreTooFew) {
  std::vector<int> votes(50, 0);
  for (std::size_t i = 0; i < 9; ++i) votes[i * 3] = fixture::kBlankVote;
  auto store = fixture::store_of(one_batch(votes), {2});
  EXPECT_TRUE(drift_along_batches(CardCells(store), 0, Followed::Residual).empty());
  votes[39] = fixture::kBlankVote;
  store = fixture::store_of(one_batch(votes), {2});
  EXPECT_EQ(drift_along_batches(CardCells(store), 0, Followed::Residual).size(), 1U);
}

TEST(OrderDrift, FortyNineCardsAreTooFewAndSoAreCardsWithoutABatch) {
  std::vector<int> votes(49, fixture::kBlankVote);
  votes[7] = 0;
  auto store = fixture::store_of(one_batch(votes), {2});
  EXPECT_TRUE(drift_along_batches(CardCells(store), 0, Followed::Residual).empty());
  election::CardStoreBuilder builder;
  builder.add_contest({{"c"}, "C", 1, 0, 1, {{{"a"}, "A", {}}}});
  for (std::uint32_t at = 0; at < 80; ++at) {
    builder.add_card({builder.profile({}), builder.batch(0, ""), 0, true, {}, {}});
    const std::uint32_t code =
        at % 3 == 0 ? builder.markings(0).code_of_one(0, 0) : election::MarkingTable::kBlank;
    ASSERT_TRUE(builder.add_marking(0, code));
  }
  store = builder.finish();
  EXPECT_TRUE(drift_along_batches(CardCells(store), 0, Followed::Residual).empty());
}

}  // namespace
}  // namespace recanvass::screen
