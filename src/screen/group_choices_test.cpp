#include "screen/group_choices.h"

#include "screen/card_screen_fixture.h"
#include "screen/screen_cards.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::screen {
namespace {

using fixture::ThrownCard;
using fixture::ThrownShape;

constexpr std::uint32_t kThrownPrecincts = 10;

// Ten precincts, each with its own tabulator at the polling place; all mail on another one. Voters
// by mail vote for the second choice more, in one precinct more than in another.
std::vector<ThrownCard> cards_by_mail_and_in_person(std::uint64_t seed, double apart) {
  ThrownShape shape;
  shape.seed = seed;
  shape.tabulators = 4;
  shape.batches = 30;
  shape.precincts = kThrownPrecincts;
  std::vector<ThrownCard> cards = fixture::thrown_cards(shape);
  std::vector<double> more;
  stats::RandomStream random({seed, 6}, 1);
  for (std::uint32_t precinct = 0; precinct < kThrownPrecincts; ++precinct) {
    more.push_back(0.15 + apart * stats::draw_normal(random));
  }
  for (ThrownCard& card : cards) {
    card.group = card.tabulator / 2;
    card.tabulator = card.group == 1 ? 0 : 1 + card.precinct;
    if (card.group == 0) continue;
    const bool changes = random.next_unit() < more[card.precinct];
    for (int& vote : card.votes) {
      if (changes && vote == 0) vote = 1;
    }
  }
  return cards;
}

CardScreen screen_of_mail(const std::vector<ThrownCard>& cards) {
  const auto store = fixture::store_of(cards, ThrownShape{}.choices);
  base::SerialExecutor executor;
  return screen_cards(store, {}, executor);
}

std::vector<const CardFinding*> group_findings(const CardScreen& screen) {
  std::vector<const CardFinding*> found;
  for (const CardFinding& one : screen.findings) {
    if (one.check == CardCheck::GroupChoice) found.push_back(&one);
  }
  return found;
}

// Antrim, 2020: each choice's votes under the next one's name, on all tabulators of one place.
TEST(GroupChoices, VotesOfAPollingPlaceUnderTheNextNameAreFoundBesideItsMail) {
  std::vector<ThrownCard> cards = cards_by_mail_and_in_person(1, 0.0);
  EXPECT_TRUE(group_findings(screen_of_mail(cards)).empty());
  for (ThrownCard& card : cards) {
    if (card.precinct == 3 && card.group == 0 && card.votes[2] >= 0) {
      card.votes[2] = (card.votes[2] + 1) % 4;
    }
  }
  const CardScreen screen = screen_of_mail(cards);
  const auto found = group_findings(screen);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]->contest, 2U);
  EXPECT_TRUE(found[0]->comes_first);
  EXPECT_GT(found[0]->finding.votes_concerned->value(), 50);
}

// Some exchange in every precinct but one is what voters by mail do.
TEST(GroupChoices, WhatAllPlacesDoIsNoFindingAndWhatOneDoesNotDoIs) {
  std::vector<ThrownCard> cards = cards_by_mail_and_in_person(2, 0.0);
  stats::RandomStream random({12, 6}, 1);
  for (ThrownCard& card : cards) {
    const bool moves = random.next_unit() < 0.6;
    if (card.group == 1 && card.precinct != 6 && card.votes[0] == 0 && moves) card.votes[0] = 2;
  }
  const CardScreen screen = screen_of_mail(cards);
  const auto found = group_findings(screen);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0]->finding.fact_words.find("Precinct \"precinct 7\""), std::string::npos)
      << found[0]->finding.fact_words;
}

TEST(GroupChoices, PlacesWhereNothingIsWrongSeldomGiveAFinding) {
  for (const double apart : {0.0, 0.1}) {
    int found = 0;
    for (std::uint64_t seed = 40; seed < 60; ++seed) {
      if (!group_findings(screen_of_mail(cards_by_mail_and_in_person(seed, apart))).empty()) {
        ++found;
      }
    }
    EXPECT_LE(found, 3) << apart;  // of twenty at 5 %
  }
}

GroupVotes votes_at(std::uint32_t precinct, std::uint32_t group, std::int64_t first) {
  return {precinct, 0, group, 1'000, {first, 1'000 - first}};
}

// Twelve places with 40 to 62 % in the first group, ten points fewer in the second.
std::vector<GroupVotes> places_by_group(std::uint32_t places) {
  std::vector<GroupVotes> votes;
  for (std::uint32_t place = 0; place < places; ++place) {
    votes.push_back(votes_at(place, 0, 400 + 20 * place));
    votes.push_back(votes_at(place, 1, 300 + 20 * place + (place % 3) * 5));
  }
  return votes;
}

std::vector<GroupChoices> compared_in(std::size_t contests, const std::vector<GroupVotes>& votes) {
  return compare_group_choices(std::vector<std::vector<GroupVotes>>(contests, votes));
}

TEST(GroupChoices, TheExpectationIsThePlacesOwnMovedByWhatGroupsDifferBy) {
  std::vector<GroupVotes> votes = places_by_group(12);
  votes[10].votes = {300, 700};  // of place 5: 500 are as elsewhere
  const auto groups = compared_in(1, votes);
  ASSERT_EQ(groups.size(), 12U);
  EXPECT_TRUE(groups[5].only_two);
  EXPECT_EQ(groups[5].others, 1'000);
  EXPECT_NEAR(groups[5].expected[0], 505.0, 8.0);
  EXPECT_NEAR(groups[5].expected[1], 495.0, 8.0);
  EXPECT_LT(groups[5].p, 1e-4);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == 5) continue;
    EXPECT_GT(groups[i].p, 0.5) << i;
  }
}

TEST(GroupChoices, TooFewPlacesAndTooFewCardsSayNothing) {
  EXPECT_FALSE(compared_in(1, places_by_group(10)).empty());
  EXPECT_TRUE(compared_in(1, places_by_group(9)).empty());  // 18 deviations
  // Five contests of four places are twenty and more, but each has too few to say what is usual.
  EXPECT_TRUE(compared_in(5, places_by_group(4)).empty());
  EXPECT_TRUE(compare_group_choices({}).empty());
  std::vector<ThrownCard> cards = cards_by_mail_and_in_person(3, 0.0);
  cards.resize(900);  // 90 of a precinct, in person
  const auto store = fixture::store_of(cards, ThrownShape{}.choices);
  const CardCells cells(store);
  EXPECT_TRUE(group_votes(cells, count_events(cells, 0)).empty());
}

}  // namespace
}  // namespace recanvass::screen
