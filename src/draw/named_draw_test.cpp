#include "draw/named_draw.h"

#include "draw/contest_sample.h"
#include "draw/counter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::draw {
namespace {

const Seed& colorado_2020() {
  static const Seed seed = Seed::make("92076602804272786701").value();
  return seed;
}

using Places = std::vector<std::uint64_t>;

Places joined(Places first, const Places& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

TEST(NamedDraw, EachMethodHasItsNameAndNoOtherIsKnown) {
  for (const CardDraw method : {CardDraw::Counter, CardDraw::Index, CardDraw::Numbers}) {
    EXPECT_EQ(card_draw_named(name_of(method)), method);
  }
  EXPECT_FALSE(card_draw_named("Counter"));
  EXPECT_FALSE(card_draw_named("random"));
}

TEST(NamedDraw, ALongerDrawBeginsWithTheShorterOne) {
  for (const CardDraw method : {CardDraw::Counter, CardDraw::Index, CardDraw::Numbers}) {
    const Places whole = drawn_cards(method, colorado_2020(), 500, 0, 60);
    const Places first = drawn_cards(method, colorado_2020(), 500, 0, 17);
    const Places later = drawn_cards(method, colorado_2020(), 500, 17, 43);
    EXPECT_EQ(joined(first, later), whole) << name_of(method);
  }
}

TEST(NamedDraw, WithoutReplacementAllCardsComeOnceAndWithItSomeComeAgain) {
  for (const CardDraw method : {CardDraw::Index, CardDraw::Numbers}) {
    const Places places = drawn_cards(method, colorado_2020(), 50, 0, 50);
    const std::set<std::uint64_t> once(places.begin(), places.end());
    EXPECT_EQ(once.size(), 50U) << name_of(method);
    EXPECT_EQ(*once.begin(), 1U);
    EXPECT_EQ(*once.rbegin(), 50U);
    EXPECT_EQ(replacement_of(method), Replacement::Without);
  }
  const Places drawn = drawn_cards(CardDraw::Counter, colorado_2020(), 50, 0, 50);
  EXPECT_LT(std::set<std::uint64_t>(drawn.begin(), drawn.end()).size(), 50U);
  EXPECT_EQ(drawn, draw_by_counter("92076602804272786701", {1, 50}, 1, 50));
  EXPECT_EQ(replacement_of(CardDraw::Counter), Replacement::With);
}

TEST(NamedDraw, NumbersAreThoseThatAContestReadsOfTheSameCards) {
  constexpr std::uint64_t kCards = 70'000;  // more than a block
  const std::vector<std::uint32_t> styles(kCards, 0);
  const std::vector<std::vector<std::uint32_t>> contests = {{0}};
  const std::vector<std::uint64_t> sizes = {300};
  const SequenceNumbers numbers(colorado_2020().text(), kCards);
  base::SerialExecutor executor;
  Places expected;
  const ConsistentSample sample =
      consistent_sample({styles, contests, 1}, numbers, sizes, executor);
  for (const NumberedCard& card : sample.contests[0].cards) {
    expected.push_back(card.card + 1);
  }
  EXPECT_EQ(drawn_cards(CardDraw::Numbers, colorado_2020(), kCards, 0, 300), expected);
}

// San Francisco 2019, seed and number of cards as in scenario G4. The first draws were computed
// with a dozen lines of Python from the definition of cryptorandom.
TEST(NamedDraw, SanFranciscosFirstCardsAreThoseOfTheDefinition) {
  const Seed seed = Seed::make("93686630803205229070").value();
  EXPECT_EQ(drawn_cards(CardDraw::Index, seed, 146662, 0, 5),
            (Places{76131, 94617, 64807, 89364, 50827}));
}

}  // namespace
}  // namespace recanvass::draw
