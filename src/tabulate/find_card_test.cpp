#include "tabulate/find_card.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::fixture::Ids;
using election::fixture::store_of;
using election::fixture::thrown_cards;

TEST(FindCard, ACardIsFoundByEachNameThatTheExportHasForIt) {
  const auto cards = thrown_cards(3, 500, Ids::Odd);
  const auto store = store_of(cards);
  for (const std::size_t number : {std::size_t{0}, std::size_t{250}, std::size_t{499}}) {
    const auto by_imprint = cards_named(store, cards[number].imprinted);
    EXPECT_NE(std::ranges::find(by_imprint, number), by_imprint.end());
    const std::string parts = cards[number].tabulator + "-" + cards[number].batch + "-" +
                              std::to_string(cards[number].position);
    const auto by_parts = cards_named(store, parts);
    EXPECT_EQ(by_parts, (std::vector<std::uint64_t>{number}));
  }
  EXPECT_TRUE(cards_named(store, "no such card").empty());
}

TEST(FindCard, ARecordIdFindsItsCard) {
  const auto store = store_of(thrown_cards(4, 100, Ids::Regular));
  EXPECT_EQ(cards_named(store, "57"), (std::vector<std::uint64_t>{50}));
}

}  // namespace
}  // namespace recanvass::tabulate
