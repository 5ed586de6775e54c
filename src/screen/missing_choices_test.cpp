#include "screen/missing_choices.h"

#include "screen/card_screen_fixture.h"
#include "screen/screen_cards.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::screen {
namespace {

using fixture::kBlankVote;
using fixture::ThrownCard;
using fixture::ThrownShape;

std::vector<MissingChoice> missing_of(const std::vector<ThrownCard>& cards, std::uint32_t contest) {
  const auto store = fixture::store_of(cards, ThrownShape{}.choices);
  const CardCells cells(store);
  return missing_choices(cells, count_events(cells, contest)).found;
}

// The first tabulator has a counting group for itself, so that no other check compares it.
std::vector<ThrownCard> cards_with_a_mail_tabulator() {
  std::vector<ThrownCard> cards = fixture::thrown_cards({});
  for (ThrownCard& card : cards) card.group = card.tabulator == 0 ? 1 : 0;
  return cards;
}

TEST(MissingChoices, AChoiceThatATabulatorNeverReadIsFoundWhereverItStands) {
  std::vector<ThrownCard> cards = cards_with_a_mail_tabulator();
  EXPECT_TRUE(missing_of(cards, 1).empty());
  for (ThrownCard& card : cards) {
    if (card.tabulator == 0 && card.votes[1] == 1) card.votes[1] = kBlankVote;
  }
  const auto found = missing_of(cards, 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].choice, 1U);
  EXPECT_EQ(found[0].cards, 300);
  EXPECT_GT(found[0].expected, 100.0);
  EXPECT_TRUE(missing_of(cards, 2).empty());
  const auto store = fixture::store_of(cards, ThrownShape{}.choices);
  base::SerialExecutor executor;
  const CardScreen screen = screen_cards(store, {}, executor);
  const auto named =
      std::ranges::find(screen.findings, CardCheck::MissingChoice, &CardFinding::check);
  ASSERT_NE(named, screen.findings.end());
  EXPECT_TRUE(named->comes_first);
  EXPECT_NE(named->finding.fact_words.find("tabulator 1: \"Choice 2-2\" has no vote on 300 cards"),
            std::string::npos)
      << named->finding.fact_words;
}

TEST(MissingChoices, NextToNoneInThePrecinctsOfOthersIsToldAndATwentiethMoreIsNot) {
  std::vector<ThrownCard> cards = cards_with_a_mail_tabulator();
  bool kept = false;  // one vote
  for (ThrownCard& card : cards) {
    if (card.tabulator != 0 || card.votes[1] != 1) continue;
    if (kept) card.votes[1] = kBlankVote;
    kept = true;
  }
  const auto found = missing_of(cards, 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].votes, 1);
  EXPECT_GT(found[0].expected, 100.0);
  // In other precincts of the style people may vote otherwise.
  std::vector<ThrownCard> elsewhere = cards;
  for (ThrownCard& card : elsewhere) {
    if (card.tabulator == 0) card.precinct += 50;
  }
  EXPECT_TRUE(missing_of(elsewhere, 1).empty());
  // A few more than a twentieth.
  int given = 0;
  std::vector<ThrownCard> more = cards;
  for (ThrownCard& card : more) {
    if (card.tabulator == 0 && card.votes[1] == kBlankVote && given < 12) {
      card.votes[1] = 1;
      ++given;
    }
  }
  EXPECT_TRUE(missing_of(more, 1).empty());
  std::erase_if(cards, [at = 0](const ThrownCard& card) mutable {
    return card.tabulator == 0 && at++ >= 35;
  });
  for (ThrownCard& card : cards) {
    if (card.tabulator == 0 && card.votes[1] == 1) card.votes[1] = kBlankVote;
  }
  EXPECT_TRUE(missing_of(cards, 1).empty());  // some 17 of 35
}

TEST(MissingChoices, ATabulatorAloneWithItsStylesIsNotHeldAgainstAnything) {
  std::vector<ThrownCard> cards = cards_with_a_mail_tabulator();
  for (ThrownCard& card : cards) {
    if (card.tabulator != 0) continue;
    card.style = 5;
    if (card.votes[1] == 1) card.votes[1] = kBlankVote;
  }
  EXPECT_TRUE(missing_of(cards, 1).empty());
}

}  // namespace
}  // namespace recanvass::screen
