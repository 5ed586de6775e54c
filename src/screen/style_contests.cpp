#include "screen/style_contests.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace recanvass::screen {
namespace {

using election::CardChunk;
using election::ContestColumn;
using Contests = std::vector<std::uint32_t>;

constexpr std::int64_t kUsualOneIn = 50;
constexpr std::int64_t kOddStyleOneIn = 100;

// The sets of contests of a chunk's cards: numbers of each card's set, and the sets.
struct ChunkSets {
  std::vector<std::uint32_t> set_of_card;
  std::vector<Contests> sets;
};

// Column by column each card moves on in a tree of sets, so that a card costs a look-up a contest.
ChunkSets sets_of(const CardChunk& chunk) {
  struct Node {
    std::uint32_t before = 0;
    std::uint32_t contest = 0;
  };
  std::vector<Node> nodes{{0, 0}};
  ChunkSets found;
  found.set_of_card.assign(chunk.cards(), 0);
  for (const ContestColumn& column : chunk.columns()) {
    std::vector<std::uint32_t> next(nodes.size(), 0);
    column.for_each_card([&](std::uint32_t, std::uint32_t card) {
      std::uint32_t& at = found.set_of_card[card];
      if (next[at] == 0) {
        next[at] = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back({at, column.contest});
      }
      at = next[at];
    });
  }
  found.sets.resize(nodes.size());
  for (std::uint32_t node = 1; node < nodes.size(); ++node) {
    found.sets[node] = found.sets[nodes[node].before];
    found.sets[node].push_back(nodes[node].contest);
  }
  return found;
}

using SetsOfStyle = std::map<Contests, std::map<std::uint32_t, std::int64_t>>;  // cards by batch

// What is in `left` and not in `right`, both ascending.
Contests without(const Contests& left, const Contests& right) {
  Contests only;
  std::ranges::set_difference(left, right, std::back_inserter(only));
  return only;
}

void judge_style(std::uint32_t style, const SetsOfStyle& sets, StyleContests& found) {
  std::int64_t all = 0;
  std::vector<std::pair<const Contests*, std::int64_t>> sizes;
  for (const auto& [contests, batches] : sets) {
    std::int64_t cards = 0;
    for (const auto& [batch, here] : batches) cards += here;
    sizes.emplace_back(&contests, cards);
    all += cards;
  }
  std::vector<const Contests*> usual;
  std::int64_t on_usual = 0;
  for (const auto& [contests, cards] : sizes) {
    if (cards * kUsualOneIn < all) continue;
    usual.push_back(contests);
    on_usual += cards;
  }
  ++found.styles;
  if (on_usual * 100 < all * 95) {
    found.scattered.push_back(style);
    return;
  }
  for (const auto& [contests, cards] : sizes) {
    if (cards * kUsualOneIn >= all) continue;
    const Contests& odd = *contests;
    const Contests* nearest = *std::ranges::min_element(usual, {}, [&](const Contests* other) {
      return without(odd, *other).size() + without(*other, odd).size();
    });
    for (const auto& [batch, here] : sets.at(odd)) {
      found.odd.push_back(
          {style, batch, here, all, without(*nearest, odd), without(odd, *nearest)});
    }
  }
}

}  // namespace

StyleContests odd_contests(const CardCells& cells, base::Executor& executor) {
  const auto& chunks = cells.store().chunks();
  using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // style, set, batch
  std::vector<std::map<std::uint32_t, SetsOfStyle>> parts(chunks.size());
  executor.run_blocks(chunks.size(), [&](std::size_t at) {
    const ChunkSets sets = sets_of(chunks[at]);
    const auto cell_of_cards = cells.cell_of_cards(at);
    std::map<Key, std::int64_t> cards_of;
    std::pair<std::uint32_t, std::uint32_t> last{0, 0};
    std::int64_t* of_last = nullptr;  // most cards are like the one before them
    for (std::uint32_t card = 0; card < chunks[at].cards(); ++card) {
      const std::pair here{cell_of_cards[card], sets.set_of_card[card]};
      if (of_last == nullptr || here != last) {
        const CardCell& cell = cells.cells()[here.first];
        of_last = &cards_of[{cells.ballots()[cell.ballot].style, here.second, cell.batch}];
        last = here;
      }
      ++*of_last;
    }
    for (const auto& [key, cards] : cards_of) {
      const auto& [style, set, batch] = key;
      parts[at][style][sets.sets[set]][batch] += cards;
    }
  });
  std::map<std::uint32_t, SetsOfStyle> styles;
  for (const auto& part : parts) {
    for (const auto& [style, sets] : part) {
      for (const auto& [contests, batches] : sets) {
        for (const auto& [batch, cards] : batches) styles[style][contests][batch] += cards;
      }
    }
  }
  StyleContests found;
  for (const auto& [style, sets] : styles) judge_style(style, sets, found);
  return found;
}

std::vector<OddStyle> odd_styles(const CardCells& cells) {
  std::map<std::uint32_t, std::map<std::uint32_t, std::int64_t>> styles_in;  // by precinct
  for (const CardCell& cell : cells.cells()) {
    const auto& ballot = cells.ballots()[cell.ballot];
    styles_in[ballot.precinct][ballot.style] += static_cast<std::int64_t>(cell.cards);
  }
  const auto cards_of = [](const std::map<std::uint32_t, std::int64_t>& styles) {
    std::int64_t all = 0;
    for (const auto& [style, cards] : styles) all += cards;
    return all;
  };
  std::set<std::uint32_t> usual_somewhere;
  for (const auto& [precinct, styles] : styles_in) {
    const std::int64_t all = cards_of(styles);
    for (const auto& [style, cards] : styles) {
      if (cards * kUsualOneIn >= all) usual_somewhere.insert(style);
    }
  }
  std::vector<OddStyle> found;
  for (const auto& [precinct, styles] : styles_in) {
    const std::int64_t all = cards_of(styles);
    const auto commonest =
        std::ranges::max_element(styles, {}, [](const auto& one) { return one.second; });
    for (const auto& [style, cards] : styles) {
      if (cards * kOddStyleOneIn >= all || !usual_somewhere.contains(style)) continue;
      found.push_back({precinct, style, cards, all, commonest->first, {}});
    }
  }
  for (OddStyle& odd : found) {
    std::set<std::uint32_t> batches;
    for (const CardCell& cell : cells.cells()) {
      const auto& ballot = cells.ballots()[cell.ballot];
      if (ballot.precinct == odd.precinct && ballot.style == odd.style) batches.insert(cell.batch);
    }
    odd.batches.assign(batches.begin(), batches.end());
  }
  return found;
}

}  // namespace recanvass::screen
