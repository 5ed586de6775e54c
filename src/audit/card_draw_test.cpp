#include "audit/card_draw.h"

#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "draw/counter.h"
#include "election/card_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace recanvass::audit {
namespace {

using election::CardCount;
using election::CardStore;
using election::fixture::Ids;

constexpr const char* kSeed = "12345678901234567890";

election::BallotManifest small_manifest() {
  return election::BallotManifest::make({{"Box 1", "A", "1", "", CardCount(25)},
                                         {"Box 1", "A", "2", "", CardCount(10)},
                                         {"Box 2", "B", "1", "", CardCount(7)}})
      .value();
}

CardDraw drawn_from(const election::BallotManifest& manifest, DrawMethod method,
                    std::vector<DrawRound> rounds) {
  base::SerialExecutor executor;
  return draw_from_manifest(manifest, {method, kSeed, "Jur A", std::move(rounds)}, executor)
      .value();
}

// The first round of a longer draw is the shorter draw, whatever the method.
TEST(CardDraw, ALaterRoundDrawsNothingAnew) {
  const auto manifest = small_manifest();
  for (const DrawMethodAbout& one : draw_methods()) {
    const CardDraw shorter = drawn_from(manifest, one.method, {{12, {}}});
    const CardDraw longer = drawn_from(manifest, one.method, {{12, {}}, {30, {}}});
    ASSERT_EQ(shorter.cards.size(), 12U) << one.name;
    ASSERT_EQ(longer.cards.size(), 30U) << one.name;
    EXPECT_TRUE(std::equal(shorter.cards.begin(), shorter.cards.end(), longer.cards.begin()))
        << one.name;
    EXPECT_EQ(longer.cards[11].round, 1U);
    EXPECT_EQ(longer.cards[12].round, 2U);
    std::set<std::uint64_t> different;
    for (const DrawnCard& card : longer.cards) different.insert(card.card);
    const bool without = one.replacement == draw::Replacement::Without;
    EXPECT_EQ(different.size() == 30U, without) << one.name;
  }
}

TEST(CardDraw, APlaceIsTheBatchAndTheCardInIt) {
  const auto manifest = small_manifest();
  const CardDraw all = drawn_from(manifest, DrawMethod::Index, {{42, {}}});
  std::set<std::string> places;
  for (const DrawnCard& card : all.cards) {
    places.insert(card.container + card.imprinted_id);
    EXPECT_EQ(card.time, 1U);
    if (card.card == 34) {
      EXPECT_EQ(card.imprinted_id, "A-2-10");
    } else if (card.card == 35) {
      EXPECT_EQ(card.imprinted_id, "B-1-1");
    }
  }
  EXPECT_EQ(places.size(), 42U);
}

// Arlo's and Colorado's own numbers: draw/*_test.cpp has them against what they published.
TEST(CardDraw, CounterAndTicketsAreTheirProtocols) {
  const auto manifest = small_manifest();
  const CardDraw counter = drawn_from(manifest, DrawMethod::Counter, {{20, {}}});
  const auto items = draw::draw_by_counter(kSeed, {1, 42}, 1, 20);
  for (std::size_t i = 0; i < items.size(); ++i) {
    EXPECT_EQ(counter.cards[i].card + 1, items[i]);
    EXPECT_EQ(counter.cards[i].number, std::to_string(i + 1));
  }
  const CardDraw tickets = drawn_from(manifest, DrawMethod::Tickets, {{5, {}}});
  const DrawnCard& first = tickets.cards.front();
  std::vector<std::string_view> names{"Jur A"};
  if (!first.tabulator.empty()) names.emplace_back(first.tabulator);
  names.emplace_back(first.batch);
  const std::string id = draw::arlo_ballot_id(names, static_cast<std::uint64_t>(first.position));
  EXPECT_EQ(first.number, draw::trim_ticket(draw::first_ticket(kSeed, id), 18));
}

// Batches are numbered anew on each tabulator: 1-3-44 and 2-3-44 had one ticket, and were drawn
// together.
TEST(CardDraw, CardsOfTwoTabulatorsHaveTicketsOfTheirOwn) {
  const auto manifest = election::BallotManifest::make(
                            {{"", "1", "3", "", CardCount(20)}, {"", "2", "3", "", CardCount(20)}})
                            .value();
  const CardDraw drawn = drawn_from(manifest, DrawMethod::Tickets, {{40, {}}});
  std::set<std::string> numbers;
  for (const DrawnCard& card : drawn.cards) numbers.insert(card.number);
  EXPECT_EQ(numbers.size(), drawn.cards.size());
}

struct Drawing {
  CardStore store;
  AuditDomain domain;
};

Drawing drawing_of(std::int64_t mayor_at_most) {
  CardStore store =
      election::fixture::store_of(election::fixture::thrown_cards(7, 3000, Ids::Regular));
  DomainSettings settings;
  settings.contest_at_most["mayor"] = CardCount(mayor_at_most);
  AuditDomain domain = AuditDomain::make(store, settings).value();
  return {std::move(store), std::move(domain)};
}

// Plainly: number every card, sort, and take while no card of the contest is left out.
TEST(CardDraw, ACardIsEvidenceWhereNoneBelowItIsLeftOut) {
  const Drawing drawing = drawing_of(3040);
  const auto& store = drawing.store;
  base::SerialExecutor executor;
  for (const DrawMethod method : {DrawMethod::Numbers, DrawMethod::Ids}) {
    const DrawPlan plan{method, kSeed, "", {{0, {{"mayor", 40}, {"council", 60}}}}};
    const auto result = draw_from_records(store, drawing.domain, nullptr, plan, executor);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->listed, 3040U);
    EXPECT_EQ(result->phantoms, 40U);
    std::set<std::uint64_t> drawn;
    for (const DrawnCard& card : result->cards) drawn.insert(card.card);
    const auto listed = drawing.domain.listed();
    std::vector<std::pair<std::string, std::uint64_t>> numbered;
    const draw::SequenceNumbers numbers(kSeed, listed.size());
    std::vector<draw::TicketNumber> block(listed.size());
    numbers.number_block(0, block);
    for (std::uint64_t card = 0; card < listed.size(); ++card) {
      std::string id = "phantom-" + std::to_string(card - std::min<std::uint64_t>(card, 3000) + 1);
      if (card < 3000) id = store.imprinted_id(store.place_of(card));
      numbered.emplace_back(
          base::hex(method == DrawMethod::Numbers ? block[card] : draw::number_of_id(kSeed, id)),
          card);
    }
    std::ranges::sort(numbered);
    for (std::uint32_t contest = 0; contest < 3; ++contest) {
      std::vector<std::uint64_t> expected;
      for (const auto& [number, card] : numbered) {
        const auto& carried = drawing.domain.contests_of(card);
        if (std::ranges::find(carried, contest) == carried.end()) continue;
        if (!drawn.contains(card)) break;
        expected.push_back(card);
      }
      std::vector<std::uint64_t> found;
      for (const DrawnCard& card : result->cards) {
        const bool serves = std::ranges::find(card.contests, contest) != card.contests.end();
        if (serves) found.push_back(card.card);
      }
      EXPECT_EQ(found, expected) << contest;
      EXPECT_GE(found.size(), contest == 0 ? 40U : contest == 1 ? 60U : 0U);
    }
  }
}

TEST(CardDraw, ALaterRoundOfContestsHoldsTheFirst) {
  const Drawing drawing = drawing_of(3000);
  base::SerialExecutor executor;
  const DrawRound first{0, {{"mayor", 20}}};
  const DrawRound second{0, {{"mayor", 50}, {"council", 30}}};
  const auto one = draw_from_records(drawing.store, drawing.domain, nullptr,
                                     {DrawMethod::Numbers, kSeed, "", {first}}, executor);
  const auto two = draw_from_records(drawing.store, drawing.domain, nullptr,
                                     {DrawMethod::Numbers, kSeed, "", {first, second}}, executor);
  ASSERT_TRUE(one && two);
  for (const DrawnCard& card : one->cards) {
    const auto again = std::ranges::find(two->cards, card.card, &DrawnCard::card);
    ASSERT_NE(again, two->cards.end());
    EXPECT_EQ(again->round, 1U);
  }
  EXPECT_EQ(std::ranges::count(two->cards, 1U, &DrawnCard::round), 20);
}

std::vector<std::string> causes_in(const base::Result<CardDraw>& result) {
  std::vector<std::string> causes;
  if (result) return causes;
  for (const base::Problem& problem : result.problems()) causes.push_back(problem.cause);
  return causes;
}

TEST(CardDraw, EveryRefusalIsNamed) {
  const auto manifest = small_manifest();
  base::SerialExecutor executor;
  const auto refused = [&](const DrawPlan& plan) {
    return causes_in(draw_from_manifest(manifest, plan, executor));
  };
  using Causes = std::vector<std::string>;
  EXPECT_EQ(refused({DrawMethod::Tickets, kSeed, "", {{5, {}}, {4, {}}}}),
            (Causes{"draw.jurisdiction", "draw.size"}));
  EXPECT_EQ(refused({DrawMethod::Index, kSeed, "", {{43, {}}}}), Causes{"draw.size"});
  EXPECT_TRUE(refused({DrawMethod::Counter, kSeed, "", {{43, {}}}}).empty());
  EXPECT_EQ(causes_in(draw_from_manifest({}, {DrawMethod::Index, kSeed, "", {}}, executor)),
            (Causes{"draw.manifest", "draw.size"}));
  const Drawing drawing = drawing_of(3000);
  const DrawPlan wrong{
      DrawMethod::Counter, kSeed, "", {{0, {{"mayor", 9}}}, {0, {{"mayor", 8}, {"senate", 1}}}}};
  EXPECT_EQ(causes_in(draw_from_records(drawing.store, drawing.domain, nullptr, wrong, executor)),
            (Causes{"draw.method", "draw.size", "draw.contest"}));
}

}  // namespace
}  // namespace recanvass::audit
