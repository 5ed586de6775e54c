// For tests only: cards as a person would write them down, thrown by dice, and the store of them.
// Used by the tests of the card store's files.
#pragma once

#include "base/check.h"
#include "election/card_builder.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace recanvass::election::fixture {

// The second implementation: a card as a person would write it down.
struct PlainMarking {
  MarkingState state = MarkingState::Blank;
  std::vector<Mark> marks;
  friend bool operator==(const PlainMarking&, const PlainMarking&) = default;
};
struct PlainCard {
  CardProfile profile;
  std::string style;
  std::string tabulator;
  std::string batch;
  std::uint32_t position = 0;
  bool starts_ballot = true;
  std::string imprinted;
  std::string record;
  std::map<std::uint32_t, PlainMarking> markings;
};

inline CardContest contest_named(const std::string& id, int choices, int ranks = 0) {
  CardContest contest{{id}, "Contest " + id, 1, ranks, 1, {}};
  for (int i = 0; i < choices; ++i) {
    contest.choices.push_back({{id + std::to_string(i)}, "Choice " + std::to_string(i), {}});
  }
  return contest;
}

inline std::vector<CardContest> three_contests() {
  return {contest_named("mayor", 3), contest_named("council", 9), contest_named("ranked", 5, 5)};
}

// A plain congruential sequence: the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_;
};

inline PlainMarking thrown_marking(Dice& dice, std::uint32_t contest) {
  const std::uint32_t kind = dice.below(8);
  if (kind == 0) return {};
  if (kind == 1) return {MarkingState::Overvoted, {}};
  if (kind == 2) return {MarkingState::Redacted, {}};
  if (contest == 0) return {MarkingState::Marked, {{static_cast<ChoiceIndex>(dice.below(3))}}};
  PlainMarking marking{MarkingState::Marked, {}};
  for (std::uint16_t choice = 0; choice < (contest == 1 ? 9 : 5); ++choice) {
    if (dice.below(2) == 0) continue;
    const auto rank = static_cast<std::uint16_t>(contest == 2 ? 1 + dice.below(5) : 0);
    marking.marks.push_back({choice, rank, 1});
  }
  if (marking.marks.empty()) marking.state = MarkingState::Blank;
  std::ranges::sort(marking.marks, [](const Mark& a, const Mark& b) {
    return a.rank != b.rank ? a.rank < b.rank : a < b;
  });
  return marking;
}

enum class Ids { Regular, Odd, None };

inline std::vector<PlainCard> thrown_cards(std::uint32_t seed, std::uint32_t cards, Ids ids) {
  Dice dice(seed);
  std::vector<PlainCard> thrown;
  std::uint32_t position = 0;
  std::uint32_t batch = 1;
  for (std::uint32_t i = 0; i < cards; ++i) {
    PlainCard card;
    if (dice.below(100) == 0) {
      ++batch;
      position = 0;
    }
    card.tabulator = std::to_string(10 + batch % 3);
    card.batch = std::to_string(batch);
    card.position = ++position;
    card.style = "style " + std::to_string(dice.below(4));
    card.profile.adjudicated = dice.below(50) == 0;
    card.starts_ballot = seed % 2 == 0 || i == 0 || dice.below(3) != 0;
    if (ids == Ids::Regular) {
      card.imprinted = card.tabulator + "-" + card.batch + "-" + std::to_string(position);
      card.record = std::to_string(i + 7);
    } else if (ids == Ids::Odd) {
      card.imprinted = "card " + std::to_string(dice.below(1000000));
      card.record = dice.below(2) == 0 ? "" : "0" + std::to_string(i);
      if (dice.below(200) == 0) card.position = 0;
    }
    for (std::uint32_t contest = 0; contest < 3; ++contest) {
      const bool carries = contest == 0 || dice.below(contest == 1 ? 3 : 300) == 0;
      if (carries) card.markings[contest] = thrown_marking(dice, contest);
    }
    thrown.push_back(std::move(card));
  }
  return thrown;
}

inline void add_cards(CardStoreBuilder& builder, std::span<const PlainCard> cards) {
  for (const PlainCard& card : cards) {
    CardProfile profile = card.profile;
    profile.style = builder.style(card.style);
    const std::uint32_t batch = builder.batch(builder.tabulator(card.tabulator), card.batch);
    builder.add_card({builder.profile(profile), batch, card.position, card.starts_ballot,
                      card.imprinted, card.record});
    for (const auto& [contest, marking] : card.markings) {
      const std::uint32_t code = builder.markings(contest).code_of(marking.state, marking.marks);
      RECANVASS_CHECK(builder.add_marking(contest, code));
    }
  }
}

inline CardStore store_of(std::span<const PlainCard> cards) {
  CardStoreBuilder builder;
  for (CardContest& contest : three_contests()) builder.add_contest(std::move(contest));
  add_cards(builder, cards);
  return builder.finish();
}

// The first thing in which a card of a store is not as it was written down; empty: none.
inline std::string difference_in(const CardStore& store, std::uint64_t number,
                                 const PlainCard& card) {
  const CardPlace place = store.place_of(number);
  const CardChunk& chunk = store.chunks()[place.chunk];
  if (store.imprinted_id(place) != card.imprinted) return "imprinted id";
  if (store.record_id(place) != card.record) return "record id";
  if (store.batch(place).name != card.batch) return "batch";
  if (store.names().tabulators[store.batch(place).tabulator] != card.tabulator) return "tabulator";
  if (store.names().styles[store.profile(place).style] != card.style) return "style";
  if (store.profile(place).adjudicated != card.profile.adjudicated) return "adjudicated";
  if (chunk.position_of(place.card) != card.position) return "position";
  if (chunk.starts_ballot(place.card) != card.starts_ballot) return "start of a ballot";
  for (std::uint32_t contest = 0; contest < 3; ++contest) {
    const auto said = store.marking(place, contest);
    const auto expected = card.markings.find(contest);
    if (said.has_value() != (expected != card.markings.end())) return "carries a contest";
    if (!said) continue;
    if (said->state != expected->second.state ||
        !std::ranges::equal(said->marks, expected->second.marks)) {
      return "marking";
    }
  }
  return {};
}

// Where a store is not what was put in; empty: nowhere.
inline std::string difference(const CardStore& store, const std::vector<PlainCard>& cards) {
  if (store.cards() != CardCount(static_cast<std::int64_t>(cards.size()))) return "cards";
  const auto ballots = std::ranges::count_if(cards, &PlainCard::starts_ballot);
  if (store.ballots() != BallotCount(ballots)) return "ballots";
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const std::string found = difference_in(store, i, cards[i]);
    if (!found.empty()) return found + " of card " + std::to_string(i);
  }
  return {};
}

inline std::vector<std::byte> all_bytes(const CardStore& store) {
  std::vector<std::byte> bytes;
  for (const CardChunk& chunk : store.chunks()) {
    bytes.insert(bytes.end(), chunk.bytes().begin(), chunk.bytes().end());
  }
  return bytes;
}

}  // namespace recanvass::election::fixture
