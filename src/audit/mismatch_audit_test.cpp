#include "audit/mismatch_audit.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::Mark;
using election::MarkingState;

const std::vector<Mark> kAdaThenBen{{0, 1}, {1, 2}};
const std::vector<Mark> kBenThenAda{{1, 1}, {0, 2}};

election::CardContest council(std::int32_t ranks) {
  return {{"council"}, "Council", 1, ranks, 1, {{{"a"}, "Ada", {}}, {{"b"}, "Ben", {}}}};
}

// `differing` of `cards` cards, spread by a shuffle of their numbers.
std::vector<MeasuredCard> some_cards(std::int64_t cards, std::int64_t differing,
                                     std::uint64_t shuffle) {
  std::vector<std::uint64_t> order(static_cast<std::size_t>(cards));
  std::iota(order.begin(), order.end(), std::uint64_t{0});
  stats::RandomStream random({11, shuffle}, 0);
  for (std::size_t i = order.size() - 1; i > 0; --i) {
    std::swap(order[i],
              order[static_cast<std::size_t>(random.next_unit() * static_cast<double>(i + 1))]);
  }
  std::vector<MeasuredCard> list;
  for (const std::uint64_t card : order) {
    MeasuredCard one;
    one.paper = card;
    one.recorded = Recorded::marking({MarkingState::Marked, kAdaThenBen});
    const bool differs = card < static_cast<std::uint64_t>(differing);
    one.found = Found::marking({MarkingState::Marked, differs ? kBenThenAda : kAdaThenBen});
    list.push_back(one);
  }
  return list;
}

MismatchAudit audit_of(std::int64_t cards, std::int64_t needed, double limit = 0.05) {
  return {council(3), CardCount(cards), CardCount(0), CardCount(needed), limit};
}

TEST(MismatchAudit, AllCardsReadConfirmJustWhenFewerDifferThanAreNeeded) {
  for (std::int64_t cards = 2; cards <= 12; ++cards) {
    for (std::int64_t needed = 1; needed < cards; ++needed) {
      for (std::int64_t differing = 0; differing <= cards; ++differing) {
        const MismatchRisk risk =
            count_mismatches(audit_of(cards, needed), some_cards(cards, differing, 1));
        const bool right = differing < needed;
        EXPECT_EQ(risk.verdict, right ? Verdict::Confirmed : Verdict::FullHandCountNeeded);
        EXPECT_EQ(risk.risk, right ? 0.0 : 1.0);
        EXPECT_EQ(risk.differing, differing);
      }
    }
  }
}

// Just as many differ as would do: that is confirmed no more often than the limit says.
TEST(MismatchAudit, AtTheBoundaryTheRiskLimitHoldsWhereverOneStops) {
  constexpr int kRuns = 2000;
  int confirmed = 0;
  const MismatchAudit audit = audit_of(300, 15, 0.1);
  for (int run = 0; run < kRuns; ++run) {
    const std::vector<MeasuredCard> all = some_cards(300, 15, static_cast<std::uint64_t>(run));
    bool once = false;
    for (std::size_t stop = 20; stop <= 280 && !once; stop += 20) {
      once = count_mismatches(audit, std::span(all).first(stop)).verdict == Verdict::Confirmed;
    }
    confirmed += once ? 1 : 0;
  }
  EXPECT_LE(static_cast<double>(confirmed) / kRuns, 0.1 + 4.0 * std::sqrt(0.09 / kRuns));
}

TEST(MismatchAudit, OneInFortyNeedsFewMoreCardsThanItCouldAtBest) {
  // ln(20) / ln(2u), u = 40 / (2 · 39), is 119 with all staked on none; the default leaves room for
  // a record in a thousand that differs.
  const MismatchRisk fresh = count_mismatches(audit_of(100000, 2500), {});
  ASSERT_TRUE(fresh.more_if_clean);
  EXPECT_GE(*fresh.more_if_clean, 118);
  EXPECT_LE(*fresh.more_if_clean, 145);
  std::vector<MeasuredCard> cards = some_cards(100000, 0, 2);
  cards.resize(static_cast<std::size_t>(*fresh.more_if_clean));
  EXPECT_EQ(count_mismatches(audit_of(100000, 2500), cards).verdict, Verdict::Confirmed);
  cards.pop_back();
  const MismatchRisk before = count_mismatches(audit_of(100000, 2500), cards);
  EXPECT_EQ(before.verdict, Verdict::NotYetConfirmed);
  EXPECT_EQ(before.more_if_clean, 1);
}

TEST(MismatchAudit, WhateverIsNotCertainlyTheSameDiffers) {
  const auto match = [](const Recorded& recorded, const Found& found, std::int32_t ranks = 3) {
    return match_of(recorded, found, council(ranks)) == RecordMatch::Matches;
  };
  const auto marked = [](const std::vector<Mark>& marks) {
    return election::MarkingView{MarkingState::Marked, marks};
  };
  const election::MarkingView over{MarkingState::Overvoted, {}};
  const election::MarkingView blank{MarkingState::Blank, {}};
  EXPECT_TRUE(match(Recorded::marking(marked(kAdaThenBen)), Found::marking(marked(kAdaThenBen))));
  EXPECT_FALSE(match(Recorded::marking(marked(kAdaThenBen)), Found::marking(marked(kBenThenAda))));
  EXPECT_FALSE(match(Recorded::marking(marked(kAdaThenBen)), Found::marking(blank)));
  EXPECT_TRUE(match(Recorded::marking(blank), Found::marking(blank)));
  EXPECT_TRUE(match(Recorded::marking(over), Found::marking(over), 0));
  EXPECT_FALSE(match(Recorded::marking(over), Found::marking(over), 3)) << "which ranks?";
  EXPECT_FALSE(match(Recorded::phantom(), Found::no_card()));
  EXPECT_FALSE(match(Recorded::pooled(Rational(1, 2)), Found::marking(blank)));
  EXPECT_FALSE(match(Recorded::marking(blank), Found::without()));
  EXPECT_TRUE(match(Recorded::without(), Found::without()));
  EXPECT_FALSE(match(Recorded::marking(blank), Found::no_card()));
}

// Every profile of two choices: no fewer changes than said make a tie or another winner.
TEST(MismatchAudit, AssertionsGiveTheFewestChangesOfAPlurality) {
  const std::vector<ChoiceIndex> winner{0};
  const Assertions assertions = more_votes(council(0), winner, CountsVotes{});
  for (std::int64_t cards = 1; cards <= 12; ++cards) {
    for (std::int64_t ada = 0; ada <= cards; ++ada) {
      for (std::int64_t ben = 0; ben < ada && ada + ben <= cards; ++ben) {
        const std::vector<Rational> margins{Rational(ada - ben, cards)};
        // A card for Ada that becomes one for Ben takes two from the lead.
        std::int64_t fewest = 0;
        for (std::int64_t lead = ada - ben; lead > 0; lead -= 2) ++fewest;
        EXPECT_EQ(changes_of_assertions(assertions, margins, CardCount(cards)).value(), fewest);
      }
    }
  }
  const std::vector<Rational> tied{Rational(0)};
  EXPECT_EQ(changes_of_assertions(assertions, tied, CardCount(10)).value(), 0);
}

TEST(MismatchAudit, ACardDrawnTwiceIsEvidenceTwiceAndReadOnce) {
  MismatchAudit audit = audit_of(50, 10);
  audit.replacement = draw::Replacement::With;
  std::vector<MeasuredCard> cards = some_cards(50, 1, 3);
  const auto differs = std::ranges::find(cards, std::uint64_t{0},
                                         [](const MeasuredCard& one) { return *one.paper; });
  const std::vector<MeasuredCard> twice{*differs, *differs};
  const MismatchRisk risk = count_mismatches(audit, twice);
  EXPECT_EQ(risk.cards, 1);
  EXPECT_EQ(risk.differing, 1);
  EXPECT_EQ(risk.differ, (std::vector<std::size_t>{0}));
}

}  // namespace
}  // namespace recanvass::audit
