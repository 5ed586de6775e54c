#include "screen/odd_groups.h"

#include "screen/card_screen_fixture.h"
#include "screen/screen_cards.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::screen {
namespace {

using fixture::kBlankVote;
using fixture::ThrownCard;
using fixture::ThrownShape;

// Two styles, two counting groups (tabulators 1 and 2 are of the first), six contests; voters of
// the first group leave more contests blank, and of the second style too.
std::vector<ThrownCard> cards_of_two_counties(std::uint64_t seed) {
  ThrownShape shape;
  shape.seed = seed;
  shape.tabulators = 4;
  shape.batches = 30;
  shape.precincts = 4;
  shape.styles = 2;
  shape.blank_share = 0.04;
  std::vector<ThrownCard> cards = fixture::thrown_cards(shape);
  stats::RandomStream random({seed, 5}, 1);
  for (ThrownCard& card : cards) {
    card.group = card.tabulator / 2;
    const double more = 0.02 * card.group + 0.01 * card.style;
    for (int& vote : card.votes) {
      if (random.next_unit() < more) vote = kBlankVote;
    }
  }
  return cards;
}

CardScreen screen_of_groups(const std::vector<ThrownCard>& cards) {
  const auto store = fixture::store_of(cards, ThrownShape{}.choices);
  base::SerialExecutor executor;
  return screen_cards(store, {}, executor);
}

std::vector<const CardFinding*> of_check(const CardScreen& screen, CardCheck check) {
  std::vector<const CardFinding*> found;
  for (const CardFinding& one : screen.findings) {
    if (one.check == check) found.push_back(&one);
  }
  return found;
}

// Sarasota, 2006: one race, every machine of one kind in one place.
TEST(OddGroups, AContestBlankOnAllMachinesOfOnePlaceIsFound) {
  std::vector<ThrownCard> cards = cards_of_two_counties(1);
  stats::RandomStream random({9, 9}, 1);
  for (ThrownCard& card : cards) {
    if (card.style == 1 && card.group == 1 && random.next_unit() < 0.12) {
      card.votes[2] = kBlankVote;
    }
  }
  const CardScreen screen = screen_of_groups(cards);
  const auto found = of_check(screen, CardCheck::GroupBlanks);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]->contest, 2U);
  EXPECT_TRUE(found[0]->comes_first);
  EXPECT_NE(found[0]->finding.fact_words.find("Style \"style 2\", counting group \"group 2\""),
            std::string::npos)
      << found[0]->finding.fact_words;
  ASSERT_EQ(found[0]->finding.paper.size(), 3U);
}

// Contests are skipped by different shares, and kinds of voters skip differently: no news.
TEST(OddGroups, VotersWhoSkipMoreInEveryContestAreNoFinding) {
  int found = 0;
  for (std::uint64_t seed = 10; seed < 30; ++seed) {
    const CardScreen screen = screen_of_groups(cards_of_two_counties(seed));
    if (!of_check(screen, CardCheck::GroupBlanks).empty()) ++found;
  }
  EXPECT_LE(found, 3);  // twenty at 5 %
}

TEST(OddGroups, RowsAndColumnsAreTakenOutAndOneCellStands) {
  std::vector<std::vector<GroupBlanks>> by_contest(6);
  for (std::uint32_t contest = 0; contest < 6; ++contest) {
    for (std::uint32_t style = 0; style < 4; ++style) {
      const double odds = 0.02 * (1.0 + contest) * (1.0 + 0.5 * style);
      auto blank = std::llround(20'000.0 * odds / (1.0 + odds));
      if (contest == 3 && style == 2) blank *= 2;
      by_contest[contest].push_back({style, 0, 20'000, blank});
    }
  }
  const auto cells = odd_groups(by_contest);
  ASSERT_EQ(cells.size(), 24U);
  const OddGroup& planted = cells[3 * 4 + 2];
  EXPECT_NEAR(planted.expected, static_cast<double>(planted.cell.blank) / 2.0, 30.0);
  EXPECT_LT(planted.p, 1e-4);
  for (const OddGroup& cell : cells) {
    if (&cell == &planted) continue;
    EXPECT_GT(cell.p, 0.2) << cell.contest << " " << cell.cell.style;
  }
}

TEST(OddGroups, FewCellsSayNothing) {
  std::vector<std::vector<GroupBlanks>> by_contest(3);
  for (auto& contest : by_contest) contest = {{0, 0, 1'000, 50}, {0, 1, 1'000, 400}};
  EXPECT_TRUE(odd_groups(by_contest).empty());
  EXPECT_TRUE(odd_groups({}).empty());
}

}  // namespace
}  // namespace recanvass::screen
