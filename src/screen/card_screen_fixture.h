// For tests only: cards of a county with several tabulators, thrown by counter from a seed, that a
// test may change before they become a store. Used by the tests of the card checks.
#pragma once

#include "base/check.h"
#include "election/card_builder.h"
#include "stats/counter_random.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::screen::fixture {

inline constexpr int kBlankVote = -1;
inline constexpr int kTwoVotes = -2;
inline constexpr int kNotCarried = -3;

struct ThrownCard {
  std::uint32_t precinct = 0;
  std::uint32_t style = 0;
  std::uint32_t group = 0;
  std::uint32_t tabulator = 0;
  std::uint32_t batch = 0;     // of the tabulator
  std::uint32_t position = 0;  // 0: not known
  bool adjudicated = false;
  bool starts_ballot = true;
  std::vector<int> votes;      // by contest: a choice, or one of the numbers above
};

struct ThrownShape {
  std::uint64_t seed = 1;
  std::uint32_t tabulators = 4;
  std::uint32_t batches = 6;  // of a tabulator
  std::uint32_t batch_cards = 50;
  std::uint32_t precincts = 5;
  std::uint32_t styles = 1;
  std::vector<int> choices = {3, 2, 4, 2, 3, 2};
  double blank_share = 0.08;
  double batch_lean = 0.0;    // deviation of the first choice's share between batches
  double household = 0.0;     // share of cards that repeat the one before them
};

// Voters are of two parties, which decide most of what a card says.
inline std::vector<ThrownCard> thrown_cards(const ThrownShape& shape) {
  std::vector<ThrownCard> cards;
  stats::RandomStream random({shape.seed, 77}, 0);
  for (std::uint32_t tabulator = 0; tabulator < shape.tabulators; ++tabulator) {
    for (std::uint32_t batch = 0; batch < shape.batches; ++batch) {
      const double lean = 0.5 + shape.batch_lean * stats::draw_normal(random);
      for (std::uint32_t at = 0; at < shape.batch_cards; ++at) {
        if (at > 0 && random.next_unit() < shape.household) {
          cards.push_back(cards.back());
          ++cards.back().position;
          continue;
        }
        ThrownCard card;
        card.precinct = static_cast<std::uint32_t>(random.next_bits() % shape.precincts);
        card.style = card.precinct % shape.styles;
        card.tabulator = tabulator;
        card.batch = batch;
        card.position = at + 1;
        const bool first_party = random.next_unit() < lean;
        for (const int choices : shape.choices) {
          const double kind = random.next_unit();
          const auto any = static_cast<int>(random.next_bits() % static_cast<unsigned>(choices));
          const bool by_party = random.next_unit() < 0.6;
          card.votes.push_back(kind < shape.blank_share ? kBlankVote
                               : by_party               ? (first_party ? 0 : 1)
                                                        : any);
        }
        cards.push_back(std::move(card));
      }
    }
  }
  return cards;
}

inline election::CardStore store_of(const std::vector<ThrownCard>& cards,
                                    const std::vector<int>& choices) {
  election::CardStoreBuilder builder;
  for (std::size_t contest = 0; contest < choices.size(); ++contest) {
    const std::string id = fmt::format("{}", contest + 1);
    election::CardContest made{{id}, "Contest " + id, 1, 0, 1, {}};
    for (int choice = 0; choice < choices[contest]; ++choice) {
      const std::string name = fmt::format("{}-{}", id, choice + 1);
      made.choices.push_back({{name}, "Choice " + name, election::CardChoiceKind::Named});
    }
    builder.add_contest(std::move(made));
  }
  for (const ThrownCard& card : cards) {
    const auto tabulator = builder.tabulator(fmt::format("{}", card.tabulator + 1));
    const std::uint32_t profile = builder.profile(
        {builder.style(fmt::format("style {}", card.style + 1)),
         builder.precinct(fmt::format("precinct {}", card.precinct + 1)),
         builder.counting_group(fmt::format("group {}", card.group + 1)), card.adjudicated});
    builder.add_card({profile,
                      builder.batch(tabulator, fmt::format("{}", card.batch + 1)),
                      card.position,
                      card.starts_ballot,
                      {},
                      {}});
    for (std::uint32_t contest = 0; contest < card.votes.size(); ++contest) {
      const int vote = card.votes[contest];
      if (vote == kNotCarried) continue;
      auto& table = builder.markings(contest);
      const std::uint32_t code =
          vote == kBlankVote  ? election::MarkingTable::kBlank
          : vote == kTwoVotes ? election::MarkingTable::kOvervoted
                              : table.code_of_one(static_cast<election::ChoiceIndex>(vote), 0);
      RECANVASS_CHECK(builder.add_marking(contest, code));
    }
  }
  return builder.finish();
}

inline election::CardStore store_of(const ThrownShape& shape) {
  return store_of(thrown_cards(shape), shape.choices);
}

}  // namespace recanvass::screen::fixture
