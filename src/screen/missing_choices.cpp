#include "screen/missing_choices.h"

#include <algorithm>
#include <map>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr double kExpectedLeast = 20.0;
constexpr double kExpectedNearLeast = 50.0;
constexpr double kNextToNone = 0.05;

// Cards and votes by choice, of a style or of a style on one tabulator.
struct StyleVotes {
  std::uint64_t cards = 0;
  std::vector<std::uint64_t> votes;

  void add(const ContestEvents& events, std::size_t cell) {
    cards += events.cards[cell];
    votes.resize(events.kinds - ContestEvents::kChoices, 0);
    for (std::size_t i = 0; i < votes.size(); ++i) {
      votes[i] += events.of(cell, ContestEvents::kChoices + i);
    }
  }
};

// Of one tabulator: its own, and what cards of the same kinds on other tabulators let expect.
struct TabulatorVotes {
  StyleVotes own;
  std::vector<double> expected;
};

using BallotKind = std::pair<std::uint32_t, std::uint32_t>;  // style, and precinct where it counts

template <class KindOf>
std::map<std::uint32_t, TabulatorVotes> beside_others(const CardCells& cells,
                                                      const ContestEvents& events,
                                                      const KindOf& kind_of) {
  std::map<BallotKind, StyleVotes> kinds;
  std::map<std::pair<std::uint32_t, BallotKind>, StyleVotes> parts;
  for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
    if (events.cards[cell] == 0) continue;
    const CardCell& here = cells.cells()[cell];
    const BallotKind kind = kind_of(cells.ballots()[here.ballot]);
    kinds[kind].add(events, cell);
    parts[{cells.tabulator_of(here), kind}].add(events, cell);
  }
  std::map<std::uint32_t, TabulatorVotes> tabulators;
  for (const auto& [key, part] : parts) {
    TabulatorVotes& all = tabulators[key.first];
    all.own.cards += part.cards;
    all.own.votes.resize(part.votes.size(), 0);
    all.expected.resize(part.votes.size(), 0.0);
    const StyleVotes& kind = kinds.at(key.second);
    const std::uint64_t others = kind.cards - part.cards;
    for (std::size_t i = 0; i < part.votes.size(); ++i) {
      all.own.votes[i] += part.votes[i];
      if (others == 0) continue;
      all.expected[i] += static_cast<double>(part.cards) *
                         static_cast<double>(kind.votes[i] - part.votes[i]) /
                         static_cast<double>(others);
    }
  }
  return tabulators;
}

}  // namespace

MissingChoices missing_choices(const CardCells& cells, const ContestEvents& events) {
  const auto by_style = beside_others(cells, events, [](const election::CardProfile& ballot) {
    return BallotKind{ballot.style, 0};
  });
  const auto by_precinct = beside_others(cells, events, [](const election::CardProfile& ballot) {
    return BallotKind{ballot.style, ballot.precinct};
  });
  MissingChoices missing;
  for (const auto& [tabulator, here] : by_style) {
    if (std::ranges::any_of(here.expected, [](double many) { return many > 0.0; })) {
      ++missing.compared;
    }
    const TabulatorVotes& near = by_precinct.at(tabulator);
    for (std::size_t i = 0; i < here.own.votes.size(); ++i) {
      const std::uint64_t votes = here.own.votes[i];
      const bool none = votes == 0 && here.expected[i] >= kExpectedLeast;
      const bool next_to_none = votes > 0 && near.expected[i] >= kExpectedNearLeast &&
                                static_cast<double>(votes) <= kNextToNone * near.expected[i];
      if (!none && !next_to_none) continue;
      missing.found.push_back(
          {events.contest, i, tabulator, static_cast<std::int64_t>(here.own.cards),
           none ? here.expected[i] : near.expected[i], static_cast<std::int64_t>(votes)});
    }
  }
  return missing;
}

}  // namespace recanvass::screen
