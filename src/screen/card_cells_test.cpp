#include "screen/card_cells.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

#include <map>

namespace recanvass::screen {
namespace {

using election::CardContest;
using election::Mark;
using election::MarkingState;

TEST(CardCells, EveryCardIsCountedOnceWhereItBelongs) {
  fixture::ThrownShape shape;
  shape.styles = 2;
  auto cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); i += 7) cards[i].adjudicated = true;
  const auto store = fixture::store_of(cards, shape.choices);
  const CardCells cells(store);
  std::map<std::pair<std::string, std::string>, std::pair<std::uint64_t, std::uint64_t>> expected;
  for (const auto& card : cards) {
    auto& [number, changed] = expected[{fmt::format("{}-{}", card.tabulator, card.batch),
                                        fmt::format("precinct {}", card.precinct + 1)}];
    ++number;
    changed += card.adjudicated ? 1U : 0U;
  }
  std::map<std::pair<std::string, std::string>, std::pair<std::uint64_t, std::uint64_t>> found;
  for (const CardCell& cell : cells.cells()) {
    const std::uint32_t batch = cell.batch;
    auto& [number, changed] =
        found[{fmt::format("{}-{}", batch / shape.batches, batch % shape.batches),
               store.names().precincts[cells.ballots()[cell.ballot].precinct]}];
    number += cell.cards;
    changed += cell.adjudicated;
  }
  EXPECT_EQ(found, expected);
  for (const auto& ballot : cells.ballots()) EXPECT_FALSE(ballot.adjudicated);
}

TEST(CardCells, EventsAddUpToTheCardsThatAPersonCounts) {
  fixture::ThrownShape shape;
  auto cards = fixture::thrown_cards(shape);
  cards[3].votes[0] = fixture::kTwoVotes;
  cards[4].votes[0] = fixture::kNotCarried;
  const auto store = fixture::store_of(cards, shape.choices);
  const CardCells cells(store);
  for (std::uint32_t contest = 0; contest < shape.choices.size(); ++contest) {
    const ContestEvents events = count_events(cells, contest);
    std::map<std::size_t, std::uint64_t> found;
    std::map<std::size_t, std::uint64_t> expected;
    std::uint64_t carrying = 0;
    for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
      carrying += events.cards[cell];
      for (std::size_t kind = 0; kind < events.kinds; ++kind) found[kind] += events.of(cell, kind);
    }
    for (std::size_t kind = 0; kind < events.kinds; ++kind) expected[kind] = 0;
    std::uint64_t carried = 0;
    for (const auto& card : cards) {
      const int vote = card.votes[contest];
      if (vote == fixture::kNotCarried) continue;
      ++carried;
      if (vote >= 0) ++expected[ContestEvents::kChoices + static_cast<std::size_t>(vote)];
      if (vote < 0) ++expected[ContestEvents::kResidual];
      if (vote == fixture::kTwoVotes) ++expected[ContestEvents::kOvervoted];
    }
    EXPECT_EQ(found, expected) << contest;
    EXPECT_EQ(carrying, carried);
  }
}

TEST(CardCells, AMarkingIsTheEventsThatTheRulesMakeOfIt) {
  CardContest one{{"c"}, "C", 1, 0, 1, {{{"a"}, "A", {}}, {{"b"}, "B", {}}, {{"d"}, "D", {}}}};
  CardContest two = one;
  two.vote_for = 2;
  CardContest ranked = one;
  ranked.ranks = 3;
  CardContest unsaid = one;
  unsaid.vote_for = 0;
  const std::vector<Mark> a{{0, 0, 1}};
  const std::vector<Mark> ab{{0, 0, 1}, {1, 0, 1}};
  const std::vector<Mark> second_first{{2, 1, 1}, {0, 2, 1}};
  const std::vector<Mark> both_first{{0, 1, 1}, {1, 1, 1}};
  const std::vector<Mark> unknown_first{{election::kOvervotedRank, 1, 1}, {1, 2, 1}};
  const std::vector<Mark> nobody{{election::kInvalidWriteIn, 0, 1}};
  using Kinds = std::vector<std::size_t>;
  const Kinds overvoted{ContestEvents::kResidual, ContestEvents::kOvervoted};
  EXPECT_EQ(events_of(one, {MarkingState::Blank, {}}), Kinds{ContestEvents::kResidual});
  EXPECT_EQ(events_of(one, {MarkingState::Overvoted, {}}), overvoted);
  EXPECT_EQ(events_of(one, {MarkingState::Redacted, {}}), Kinds{});
  EXPECT_EQ(events_of(one, {MarkingState::Marked, a}), Kinds{ContestEvents::kChoices});
  EXPECT_EQ(events_of(one, {MarkingState::Marked, ab}), overvoted);
  EXPECT_EQ(events_of(two, {MarkingState::Marked, ab}),
            (Kinds{ContestEvents::kChoices, ContestEvents::kChoices + 1}));
  EXPECT_EQ(events_of(unsaid, {MarkingState::Marked, ab}),
            (Kinds{ContestEvents::kChoices, ContestEvents::kChoices + 1}));
  EXPECT_EQ(events_of(ranked, {MarkingState::Marked, second_first}),
            Kinds{ContestEvents::kChoices + 2});
  EXPECT_EQ(events_of(ranked, {MarkingState::Marked, both_first}), overvoted);
  EXPECT_EQ(events_of(ranked, {MarkingState::Marked, unknown_first}), overvoted);
  EXPECT_EQ(events_of(one, {MarkingState::Marked, nobody}), Kinds{});
}

TEST(CardCells, WithheldContestsAreNotCounted) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"c"}, "C", 1, 0, 1, {{{"a"}, "A", {}}}});
  builder.add_card({builder.profile({}), builder.batch(0, "1"), 1, true, {}, {}});
  ASSERT_TRUE(builder.add_marking(0, election::MarkingTable::kRedacted));
  const auto store = builder.finish();
  const CardCells cells(store);
  const ContestEvents events = count_events(cells, 0);
  ASSERT_EQ(events.cards.size(), 1U);
  EXPECT_EQ(events.cards[0], 0U);
}

}  // namespace
}  // namespace recanvass::screen
