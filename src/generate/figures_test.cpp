#include "generate/figures.h"

#include "generate/shape_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::generate {
namespace {

using election::MarkingState;

SyntheticCard card_saying(SyntheticMarking said) {
  SyntheticCard card;
  card.said = 1;
  card.markings = {std::move(said)};
  return card;
}

TEST(Figures, EachStateIsCountedAsWhatItIs) {
  const Layout layout = lay_out(fixture::small_shape());
  Figures figures(layout);
  figures.add(1, card_saying({0, MarkingState::Marked, {{2, 0, 1}}}));
  figures.add(1, card_saying({0, MarkingState::Marked, {{0, 0, 1}}}));
  figures.add(1, card_saying({0, MarkingState::Blank, {}}));
  figures.add(1, card_saying({0, MarkingState::Overvoted, {}}));
  const ContestFigures& found = figures.of(1, 0);
  EXPECT_EQ(found.cards.value(), 4);
  EXPECT_EQ(found.blank.value(), 1);
  EXPECT_EQ(found.overvoted.value(), 1);
  EXPECT_EQ(found.votes[0].value(), 1);
  EXPECT_EQ(found.votes[2].value(), 1);
  EXPECT_EQ(figures.of(0, 0).cards.value(), 0);
  EXPECT_EQ(figures.cards(1).value(), 4);

  Figures sum(layout);
  sum.add(figures);
  sum.add(0, card_saying({0, MarkingState::Marked, {{2, 0, 1}}}));
  EXPECT_EQ(sum.total(0).votes[2].value(), 2);
  EXPECT_EQ(sum.total(0).cards.value(), 5);
}

TEST(Figures, OfARankedContestTheFirstRankCounts) {
  const Layout layout = lay_out(fixture::small_shape());
  ASSERT_GT(layout.contests[5].described.ranks, 0);
  Figures figures(layout);
  figures.add(0, card_saying({5, MarkingState::Marked, {{1, 1, 1}, {0, 2, 1}}}));
  figures.add(0, card_saying({5, MarkingState::Marked, {{0, 2, 1}, {1, 3, 1}}}));
  figures.add(0, card_saying({5, MarkingState::Marked, {{0, 1, 1}, {1, 1, 1}, {0, 2, 1}}}));
  EXPECT_EQ(figures.of(0, 5).votes[0].value(), 1);
  EXPECT_EQ(figures.of(0, 5).votes[1].value(), 1);
}

}  // namespace
}  // namespace recanvass::generate
