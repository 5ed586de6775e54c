#include "audit/audit_domain.h"

#include "election/card_fixture.h"
#include "tabulate/profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::CardStore;
using election::fixture::PlainCard;

// Every card carries the mayor's contest; those of odd number the council's as well. Batches of
// four cards, the second of which was scanned where no card can be found again.
CardStore small_store() {
  std::vector<PlainCard> cards;
  for (std::uint32_t i = 0; i < 12; ++i) {
    PlainCard card;
    card.tabulator = i / 4 == 1 ? "P" : "C";
    card.batch = std::to_string(1 + i / 4);
    card.position = 1 + i % 4;
    const auto choice = static_cast<election::ChoiceIndex>(i % 3 == 0 ? 1 : 0);
    card.markings[0] = {election::MarkingState::Marked, {{choice}}};
    if (i % 2 == 1) card.markings[1] = {election::MarkingState::Marked, {{choice}}};
    cards.push_back(card);
  }
  return election::fixture::store_of(cards);
}

Assorter first_over_second(const CardStore& store, std::uint32_t contest) {
  const auto& known = store.contests()[contest];
  return {known, SumClaim{CountsVotes{1, 1}, pair_weights(known.choices.size(), {0, 1}), {}, {}}};
}

std::vector<std::string> causes_in(const base::Result<AuditDomain>& made) {
  std::vector<std::string> causes;
  if (made) return causes;
  for (const base::Problem& problem : made.problems()) causes.push_back(problem.cause);
  return causes;
}

TEST(AuditDomain, WithStylesAContestIsAboutTheCardsThatCarryIt) {
  const CardStore store = small_store();
  DomainSettings settings;
  settings.contest_at_most["council"] = CardCount(8);
  const auto made = AuditDomain::make(store, settings);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->contest(0).cards(), CardCount(12));
  EXPECT_EQ(made->contest(1).recorded, CardCount(6));
  EXPECT_EQ(made->contest(1).phantoms, CardCount(2));
  EXPECT_EQ(made->phantoms(), 2U);
  EXPECT_EQ(made->contests_of(0), std::vector<std::uint32_t>{0});
  EXPECT_EQ(made->contests_of(1), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(made->contests_of(13), std::vector<std::uint32_t>{1}) << "a phantom";
  // Of the six: cards 1, 5, 7, 11 for the first choice, 3 and 9 for the second.
  EXPECT_EQ(made->margin_of(store, 1, first_over_second(store, 1)), Rational(2, 8));
}

TEST(AuditDomain, WithoutStylesEveryContestIsAboutAllCards) {
  const CardStore store = small_store();
  DomainSettings settings;
  settings.style = StyleUse::AllCards;
  settings.cards_at_most = CardCount(15);
  const auto made = AuditDomain::make(store, settings);
  ASSERT_TRUE(made);
  for (std::uint32_t contest = 0; contest < 3; ++contest) {
    EXPECT_EQ(made->contest(contest).cards(), CardCount(15));
  }
  EXPECT_EQ(made->margin_of(store, 1, first_over_second(store, 1)), Rational(2, 15));
}

TEST(AuditDomain, APoolCountsAsCarryingEveryContestFoundInIt) {
  const CardStore store = small_store();
  DomainSettings settings;
  settings.pooled_tabulators = {"P"};
  const auto made = AuditDomain::make(store, settings);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->pools().size(), 1U);
  EXPECT_EQ(made->contest(1).without, CardCount(2));
  EXPECT_EQ(made->contest(1).cards(), CardCount(8));
  EXPECT_EQ(made->contests_of(4), (std::vector<std::uint32_t>{0, 1}));
  const Assorter assorter = first_over_second(store, 1);
  // Its cards 5 and 7 are for the first, 4 and 6 do not carry the contest: (1 + 1 + 0 + 0) / 4.
  EXPECT_EQ(made->pool_means(store, 1, assorter), std::vector<Rational>{Rational(1, 2)});
  EXPECT_EQ(made->margin_of(store, 1, assorter), Rational(2, 8));
  double mean = 0.0;
  double shares = 0.0;
  for (const stats::ValueShare& one : made->reported_comparison(store, 1, assorter)) {
    mean += one.value * one.share;
    shares += one.share;
  }
  EXPECT_NEAR(shares, 1.0, 1e-12);
  // Without errors the mean is that of a comparison without any: u / (2u - v).
  EXPECT_NEAR(mean, 1.0 / 1.75, 1e-3);
}

// What a card of the small world says of the contest: for the winner, for the loser, nothing.
enum class Says { Winner, Loser, Without };

// Three cards of a pool, and one whose record does not carry the contest.
CardStore world_of(const std::array<Says, 3>& pool) {
  std::vector<PlainCard> cards;
  for (std::uint32_t i = 0; i < 4; ++i) {
    PlainCard card;
    card.tabulator = i < 3 ? "P" : "C";
    card.batch = "1";
    card.position = 1 + i;
    card.markings[0] = {};
    const Says says = i < 3 ? pool[i] : Says::Without;
    const auto choice = static_cast<election::ChoiceIndex>(says == Says::Loser ? 1 : 0);
    if (says != Says::Without) {
      card.markings[1] = {election::MarkingState::Marked, {{choice}}};
    }
    cards.push_back(card);
  }
  return election::fixture::store_of(cards);
}

// Pools do not say how many of their cards carry a contest more surely than records do: paper that
// carries it may lie outside. Only the number of cards that carry it is trusted. Every world of
// three pooled records and four papers: where the mean of the comparison is above one half, the
// winner has more votes on paper, wherever they lie.
TEST(AuditDomain, NoPaperOutsideAPoolHidesBehindCardsWithoutTheContest) {
  const auto says = [](int code) { return static_cast<Says>(code % 3); };
  int confirmed = 0;
  for (int code = 0; code < 27 * 81; ++code) {
    const std::array<Says, 3> pool{says(code), says(code / 3), says(code / 9)};
    const CardStore store = world_of(pool);
    DomainSettings settings;
    settings.pooled_tabulators = {"P"};
    const auto made = AuditDomain::make(store, settings);
    ASSERT_TRUE(made);
    if (made->contest(1).cards() == CardCount(0)) continue;
    const Assorter assorter = first_over_second(store, 1);
    const Rational margin_v = made->margin_of(store, 1, assorter);
    if (margin_v <= Rational(0)) continue;
    const OverstatementAssorter compared(assorter, margin_v, StyleUse::CardsWithContest);
    const Recorded record = Recorded::pooled(made->pool_means(store, 1, assorter)[0]);
    int lead = 0;
    std::int64_t carrying = 0;
    Rational sum;
    for (int card = 0, rest = code / 27; card < 4; ++card, rest /= 3) {
      const Says paper = says(rest);
      lead += paper == Says::Winner ? 1 : paper == Says::Loser ? -1 : 0;
      carrying += paper == Says::Without ? 0 : 1;
      const election::Mark mark{static_cast<election::ChoiceIndex>(paper == Says::Loser ? 1 : 0)};
      const Found found = paper == Says::Without
                              ? Found::without()
                              : Found::marking({election::MarkingState::Marked, {&mark, 1}});
      if (card < 3) sum = sum + compared.value(record, found);
    }
    if (CardCount(carrying) > made->contest(1).recorded || sum <= Rational(3, 2)) continue;
    EXPECT_GT(lead, 0) << code;
    ++confirmed;
  }
  EXPECT_GT(confirmed, 50);
}

TEST(AuditDomain, WhatDrawsShowIfTheReportIsRightHasTheReportedMean) {
  const CardStore store = small_store();
  const auto made = AuditDomain::make(store, {});
  ASSERT_TRUE(made);
  const Assorter assorter = first_over_second(store, 0);
  double mean = 0.0;
  for (const stats::ValueShare& one : made->reported_polling(store, 0, assorter)) {
    mean += one.value * one.share;
  }
  const Rational margin_v = made->margin_of(store, 0, assorter);
  EXPECT_NEAR(2.0 * mean - 1.0, margin_v.approximate(), 1e-12);
  EXPECT_TRUE(made->reported_comparison(store, 0, assorter).empty());
}

TEST(AuditDomain, EveryRefusalIsNamed) {
  const CardStore store = small_store();
  DomainSettings settings;
  settings.pooled_groups = {"Nowhere"};
  settings.pooled_tabulators = {"Q"};
  settings.contest_at_most["senate"] = CardCount(3);
  EXPECT_EQ(causes_in(AuditDomain::make(store, settings)),
            (std::vector<std::string>{"domain.group", "domain.tabulator", "domain.contest"}));
  DomainSettings few;
  few.contest_at_most = {{"mayor", CardCount(11)}, {"council", CardCount(5)}};
  EXPECT_EQ(causes_in(AuditDomain::make(store, few)),
            (std::vector<std::string>{"phantom.too-many-records", "phantom.too-many-records"}));
  DomainSettings all;
  all.cards_at_most = CardCount(11);
  EXPECT_EQ(causes_in(AuditDomain::make(store, all)),
            std::vector<std::string>{"phantom.too-many-records"});
}

}  // namespace
}  // namespace recanvass::audit
