#include "screen/card_screen_fixture.h"
#include "screen/card_words.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

// Cards of two precincts; those of the first in two batches.
election::CardStore store_of_two_precincts() {
  std::vector<fixture::ThrownCard> cards;
  for (std::uint32_t i = 0; i < 12; ++i) {
    fixture::ThrownCard card;
    card.precinct = i / 8;
    card.batch = i < 3 ? 0 : 1;
    card.votes = {static_cast<int>(i % 3)};
    cards.push_back(card);
  }
  return fixture::store_of(cards, {3});
}

TEST(GroupWords, AFindingTellsBothSidesTheVotesAndTheBatches) {
  const auto store = store_of_two_precincts();
  const CardCells cells(store);
  const CardScreenAsk ask;
  const CardWords words(cells, ask);
  GroupChoices odd;
  odd.here = {1, 1, 1, 8, {2, 300, 15}};  // the first names are of cards without any
  odd.others = 1'234;
  odd.only_two = true;
  odd.expected = {290.0, 20.0, -1.0};
  const CardFinding found = words.group_choices(odd, {0.0001, 0.002});
  EXPECT_EQ(found.finding.fact_words,
            "Precinct \"precinct 1\", style \"style 1\", counting group \"group 1\": 8 cards with "
            "\"Contest 1\" have 2 for \"Choice 1-1\" where 290 would be, 300 for \"Choice 1-2\" "
            "where 20 would be, by the 1,234 cards of the same ballots in the other counting group "
            "and what the groups differ by in other places. Too many in one is too few in the "
            "other, and the records do not say which of the two is out of line. Paper of both "
            "would.");
  EXPECT_EQ(found.finding.votes_concerned->value(), 288);
  ASSERT_EQ(found.finding.paper.size(), 2U);
  EXPECT_EQ(found.finding.paper[0].why, "5 cards of the precinct, style and counting group");
  EXPECT_EQ(found.finding.paper[1].why, "3 cards of the precinct, style and counting group");
  EXPECT_EQ(accusing_word(found.finding), "");
  odd.only_two = false;
  const CardFinding of_many = words.group_choices(odd, {0.0001, 0.002});
  EXPECT_NE(of_many.finding.fact_words.find("in other counting groups"), std::string::npos);
  EXPECT_EQ(of_many.finding.fact_words.find("Paper of both"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::screen
