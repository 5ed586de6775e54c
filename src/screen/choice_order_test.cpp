#include "screen/choice_order.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

using Cards = std::vector<fixture::ThrownCard>;

// Shares of about 56, 24, 12 and 8 % in every precinct.
Cards places(std::uint64_t seed, std::uint32_t precincts, double spread) {
  Cards cards;
  stats::RandomStream random({seed, 3}, 0);
  for (std::uint32_t precinct = 0; precinct < precincts; ++precinct) {
    const double lean = spread * stats::draw_normal(random);
    for (std::uint32_t at = 0; at < 150; ++at) {
      fixture::ThrownCard card;
      card.precinct = precinct;
      card.style = precinct;
      card.batch = precinct;
      card.position = at + 1;
      const double kind = random.next_unit();
      card.votes = {kind < 0.56 + lean ? 0 : kind < 0.80 ? 1 : kind < 0.92 ? 2 : 3};
      cards.push_back(card);
    }
  }
  return cards;
}

std::vector<ChoiceOrder> orders_in(const Cards& cards, DefinedBy by) {
  const auto store = fixture::store_of(cards, {4});
  const CardCells cells(store);
  return other_orders(cells, count_events(cells, 0), by);
}

TEST(ChoiceOrder, VotesMovedOnByOneAreFoundInTheirPrecinct) {
  Cards cards = places(1, 20, 0.03);
  for (auto& card : cards) {
    if (card.precinct == 4) card.votes[0] = (card.votes[0] + 1) % 4;
  }
  const auto found = orders_in(cards, DefinedBy::Precinct);
  ASSERT_EQ(found.size(), 20U);
  for (const ChoiceOrder& order : found) {
    if (order.by_chance > 1e-4) continue;
    EXPECT_EQ(order.unit, 5U);  // the first name is ""
    EXPECT_EQ(order.from, (std::vector<std::size_t>{1, 2, 3, 0}));
    EXPECT_EQ(order.moved, 150);
  }
  EXPECT_LT(found[4].by_chance, 1e-10);
}

TEST(ChoiceOrder, TwoChoicesExchangedAreFoundWhereTheyAreNotEquallyStrong) {
  Cards cards = places(2, 20, 0.03);
  for (auto& card : cards) {
    if (card.precinct == 9 && card.votes[0] < 2) card.votes[0] = 1 - card.votes[0];
  }
  const auto found = orders_in(cards, DefinedBy::Style);
  EXPECT_LT(found[9].by_chance, 1e-4);
  EXPECT_EQ(found[9].from, (std::vector<std::size_t>{1, 0, 2, 3}));
  const auto moved = moved_choices(found[9]);
  ASSERT_EQ(moved.size(), 2U);
  EXPECT_EQ(moved[0], (std::pair<std::size_t, std::size_t>{0, 1}));
}

TEST(ChoiceOrder, PlacesThatDifferMuchHideAnExchange) {
  Cards cards = places(3, 20, 0.35);
  for (auto& card : cards) {
    if (card.precinct == 9 && card.votes[0] < 2) card.votes[0] = 1 - card.votes[0];
  }
  for (const ChoiceOrder& order : orders_in(cards, DefinedBy::Precinct)) {
    EXPECT_GT(order.by_chance, 1e-3) << order.unit;
  }
}

TEST(ChoiceOrder, NothingIsFoundWhereNothingIsMoved) {
  int out = 0;
  for (std::uint64_t seed = 10; seed < 40; ++seed) {
    for (const ChoiceOrder& order : orders_in(places(seed, 12, 0.05), DefinedBy::Precinct)) {
      if (order.by_chance * 12.0 < 0.05) ++out;
    }
  }
  EXPECT_LE(out, 4);  // of 30 elections
}

TEST(ChoiceOrder, SevenPlacesAreTooFew) {
  EXPECT_TRUE(orders_in(places(1, 7, 0.0), DefinedBy::Precinct).empty());
  EXPECT_EQ(orders_in(places(1, 8, 0.0), DefinedBy::Precinct).size(), 8U);
  EXPECT_TRUE(orders_in(places(1, 20, 0.0), DefinedBy::Tabulator).empty());
}

}  // namespace
}  // namespace recanvass::screen
