#include "election/card_store.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

using fixture::difference;
using fixture::Ids;
using fixture::store_of;
using fixture::thrown_cards;

TEST(CardStore, GivesBackEveryCardAsItWasPutIn) {
  for (const std::uint32_t cards : {1U, 2U, 63U, 64U, 65U, 1000U}) {
    for (const Ids ids : {Ids::Regular, Ids::Odd, Ids::None}) {
      for (const std::uint32_t seed : {1U, 2U}) {
        const auto thrown = thrown_cards(seed + cards, cards, ids);
        EXPECT_EQ(difference(store_of(thrown), thrown), "");
      }
    }
  }
}

TEST(CardStore, ANumberWithoutANameIsRefused) {
  const CardStore good = store_of(thrown_cards(7, 200, Ids::Regular));
  const auto again = [&](auto&& spoil) {
    CardNames names = good.names();
    std::vector<MarkingTable> markings;
    for (std::uint32_t i = 0; i < 3; ++i) markings.push_back(good.markings(i));
    std::vector<RedactedRow> redacted;
    spoil(names, markings, redacted);
    return CardStore::put_together(std::move(names), std::move(markings), good.chunks(),
                                   std::move(redacted), nullptr)
        .has_value();
  };
  using Names = CardNames;
  using Tables = std::vector<MarkingTable>;
  using Rows = std::vector<RedactedRow>;
  EXPECT_TRUE(again([](Names&, Tables&, Rows&) {}));
  EXPECT_FALSE(again([](Names& names, Tables&, Rows&) { names.batches.pop_back(); }));
  EXPECT_FALSE(again([](Names& names, Tables&, Rows&) { names.profiles.pop_back(); }));
  EXPECT_FALSE(again([](Names& names, Tables&, Rows&) { names.styles.pop_back(); }));
  EXPECT_FALSE(again([](Names& names, Tables&, Rows&) { names.tabulators.pop_back(); }));
  EXPECT_FALSE(again([](Names& names, Tables&, Rows&) { names.contests[0].choices.pop_back(); }));
  EXPECT_FALSE(again([](Names&, Tables& tables, Rows&) { tables[1] = MarkingTable(); }));
  EXPECT_FALSE(again([](Names&, Tables& tables, Rows&) { tables.pop_back(); }));
  EXPECT_TRUE(again([](Names&, Tables&, Rows& rows) {
    rows.push_back({"r", std::nullopt, {{2, 4, VoteCount(1)}}});
  }));
  EXPECT_FALSE(again([](Names&, Tables&, Rows& rows) {
    rows.push_back({"r", std::nullopt, {{2, 5, VoteCount(1)}}});
  }));
}

}  // namespace
}  // namespace recanvass::election
