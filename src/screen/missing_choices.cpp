#include "screen/missing_choices.h"

#include <algorithm>
#include <map>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr double kExpectedLeast = 20.0;

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

}  // namespace

MissingChoices missing_choices(const CardCells& cells, const ContestEvents& events) {
  std::map<std::uint32_t, StyleVotes> styles;
  std::map<std::pair<std::uint32_t, std::uint32_t>, StyleVotes> parts;  // tabulator, style
  for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
    if (events.cards[cell] == 0) continue;
    const CardCell& here = cells.cells()[cell];
    const std::uint32_t style = cells.ballots()[here.ballot].style;
    styles[style].add(events, cell);
    parts[{cells.tabulator_of(here), style}].add(events, cell);
  }
  std::map<std::uint32_t, StyleVotes> own;  // by tabulator
  std::map<std::uint32_t, std::vector<double>> expected;
  for (const auto& [key, part] : parts) {
    StyleVotes& all = own[key.first];
    std::vector<double>& sums = expected[key.first];
    all.cards += part.cards;
    all.votes.resize(part.votes.size(), 0);
    sums.resize(part.votes.size(), 0.0);
    const StyleVotes& style = styles.at(key.second);
    const std::uint64_t others = style.cards - part.cards;
    for (std::size_t i = 0; i < part.votes.size(); ++i) {
      all.votes[i] += part.votes[i];
      if (others == 0) continue;
      sums[i] += static_cast<double>(part.cards) *
                 static_cast<double>(style.votes[i] - part.votes[i]) / static_cast<double>(others);
    }
  }
  MissingChoices missing;
  for (const auto& [tabulator, votes] : own) {
    const auto& sums = expected.at(tabulator);
    if (std::ranges::any_of(sums, [](double many) { return many > 0.0; })) ++missing.compared;
    for (std::size_t i = 0; i < votes.votes.size(); ++i) {
      const double many = sums[i];
      if (votes.votes[i] > 0 || many < kExpectedLeast) continue;
      missing.found.push_back(
          {events.contest, i, tabulator, static_cast<std::int64_t>(votes.cards), many});
    }
  }
  return missing;
}

}  // namespace recanvass::screen
