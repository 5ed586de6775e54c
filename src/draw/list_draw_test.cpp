#include "draw/list_draw.h"

#include <gtest/gtest.h>

namespace recanvass::draw {
namespace {

const Seed kThrown = Seed::make("92076602804272786701").value();

TEST(ListDraw, ASeedTextIsTheDigitsACommaAndTheList) {
  EXPECT_EQ(seed_text_of_list(kThrown, "dane"), "92076602804272786701,dane");
}

TEST(ListDraw, BySeedAloneItIsTheDrawOfThatName) {
  for (const CardDraw method : {CardDraw::Counter, CardDraw::Index, CardDraw::Numbers}) {
    EXPECT_EQ(drawn_by_text(method, kThrown.text(), 500, 3, 20),
              drawn_cards(method, kThrown, 500, 3, 20));
  }
}

TEST(ListDraw, ListsOfOneSizeAreNotDrawnAlikeAndALongerDrawBeginsWithTheShorter) {
  for (const CardDraw method : {CardDraw::Counter, CardDraw::Index, CardDraw::Numbers}) {
    const auto dane = drawn_by_text(method, seed_text_of_list(kThrown, "dane"), 500, 0, 20);
    const auto rock = drawn_by_text(method, seed_text_of_list(kThrown, "rock"), 500, 0, 20);
    EXPECT_NE(dane, rock);
    auto parts = drawn_by_text(method, seed_text_of_list(kThrown, "dane"), 500, 0, 8);
    const auto rest = drawn_by_text(method, seed_text_of_list(kThrown, "dane"), 500, 8, 12);
    parts.insert(parts.end(), rest.begin(), rest.end());
    EXPECT_EQ(parts, dane);
  }
}

// int(hashlib.sha256(b"92076602804272786701,dane,1").hexdigest(), 16) % 500 + 1 in Python, and of
// 2 and 3.
TEST(ListDraw, TheCounterIsTheHashOfTextAndNumber) {
  EXPECT_EQ(drawn_by_text(CardDraw::Counter, seed_text_of_list(kThrown, "dane"), 500, 0, 3),
            (std::vector<std::uint64_t>{273, 102, 281}));
}

}  // namespace
}  // namespace recanvass::draw
