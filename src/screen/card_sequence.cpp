#include "screen/card_sequence.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

using election::CardChunk;
using election::CardStore;
using election::ContestColumn;

// Spreads the bits of a number over all 64 (the finaliser of SplitMix64).
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15U;
  number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27U)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31U);
}

// One chunk's cards; `first` is its first card.
void read_chunk(const CardCells& cells, std::size_t at, std::uint64_t first, CardSequence& out) {
  const CardChunk& chunk = cells.store().chunks()[at];
  const auto cell_of_cards = cells.cell_of_cards(at);
  for (std::uint32_t card = 0; card < chunk.cards(); ++card) {
    const CardCell& cell = cells.cells()[cell_of_cards[card]];
    out.ballot[first + card] = cell.ballot;
    out.batch[first + card] = cell.batch;
    out.said[first + card] = mixed(cells.ballots()[cell.ballot].style);
  }
  for (const ContestColumn& column : chunk.columns()) {
    const std::uint64_t contest = mixed(~std::uint64_t{column.contest});
    column.for_each_card([&](std::uint32_t row, std::uint32_t card) {
      std::uint64_t& said = out.said[first + card];
      said = mixed(said ^ (contest + column.codes[row]));
    });
  }
}

struct Said {
  std::uint64_t said = 0;
  std::uint32_t ballot = 0;
  std::uint32_t card = 0;
};

std::uint32_t surprise_of(double share) {
  return static_cast<std::uint32_t>(std::lround(-std::log2(share) * kBit));
}

// Calls visit(first, end) for each stretch of equal elements.
template <class Items, class Key, class Visit>
void for_each_equal(const Items& items, std::size_t first, std::size_t last, Key key, Visit visit) {
  for (std::size_t at = first; at < last;) {
    std::size_t end = at + 1;
    while (end < last && key(items[end]) == key(items[at])) ++end;
    visit(at, end);
    at = end;
  }
}

void measure_surprise(const CardCells& cells, CardSequence& out) {
  std::vector<std::uint64_t> of_ballot(cells.ballots().size(), 0);
  std::vector<std::uint64_t> of_style(cells.store().names().styles.size(), 0);
  std::vector<Said> sorted(out.size());
  for (std::size_t card = 0; card < out.size(); ++card) {
    ++of_ballot[out.ballot[card]];
    ++of_style[cells.ballots()[out.ballot[card]].style];
    sorted[card] = {out.said[card], out.ballot[card], static_cast<std::uint32_t>(card)};
  }
  std::ranges::sort(sorted, [](const Said& a, const Said& b) {
    if (a.said != b.said) return a.said < b.said;
    return a.ballot != b.ballot ? a.ballot < b.ballot : a.card < b.card;
  });
  const auto said = [](const Said& one) { return one.said; };
  const auto ballot = [](const Said& one) { return one.ballot; };
  for_each_equal(sorted, 0, sorted.size(), said, [&](std::size_t first, std::size_t end) {
    const std::uint32_t style = cells.ballots()[sorted[first].ballot].style;
    const double in_style = static_cast<double>(end - first) / static_cast<double>(of_style[style]);
    for_each_equal(sorted, first, end, ballot, [&](std::size_t from, std::size_t to) {
      const double in_ballot =
          static_cast<double>(to - from) / static_cast<double>(of_ballot[sorted[from].ballot]);
      const std::uint32_t surprise = surprise_of(std::max(in_style, in_ballot));
      for (std::size_t i = from; i < to; ++i) out.surprise[sorted[i].card] = surprise;
    });
  });
}

// How many different things that are said twice or more in a stretch are said in one block of it.
struct Blocks {
  std::uint64_t in_one_block = 0;
  std::uint64_t repeated = 0;
};

void add_blocks(const CardSequence& cards, std::uint64_t first, std::uint64_t end,
                std::vector<std::uint64_t>& heads, std::vector<std::uint64_t>& all,
                Blocks& blocks) {
  heads.clear();
  all.assign(cards.said.begin() + static_cast<std::ptrdiff_t>(first),
             cards.said.begin() + static_cast<std::ptrdiff_t>(end));
  for (std::uint64_t card = first; card < end; ++card) {
    if (card == first || cards.said[card] != cards.said[card - 1]) {
      heads.push_back(cards.said[card]);
    }
  }
  std::ranges::sort(heads);
  std::ranges::sort(all);
  std::size_t head = 0;
  const auto self = [](std::uint64_t said) { return said; };
  for_each_equal(all, 0, all.size(), self, [&](std::size_t from, std::size_t to) {
    std::size_t heads_of = 0;
    while (head < heads.size() && heads[head] == all[from]) {
      ++head;
      ++heads_of;
    }
    if (to - from < 2) return;
    ++blocks.repeated;
    if (heads_of == 1) ++blocks.in_one_block;
  });
}

void measure_order(CardSequence& out) {
  Blocks blocks;
  std::vector<std::uint64_t> heads;
  std::vector<std::uint64_t> all;
  for (std::size_t i = 0; i + 1 < out.stretches.size(); ++i) {
    const std::uint64_t first = out.stretches[i];
    const std::uint64_t end = out.stretches[i + 1];
    for (std::uint64_t card = first + 1; card < end; ++card) {
      ++out.neighbours;
      if (out.said[card] == out.said[card - 1]) ++out.alike_neighbours;
      out.alike_expected += std::exp2(-static_cast<double>(out.surprise[card]) / kBit);
    }
    add_blocks(out, first, end, heads, all, blocks);
  }
  constexpr std::uint64_t kFewestRepeated = 20;
  constexpr double kHousesAtMost = 0.25;  // of cards that repeat a neighbour's because of who it is
  out.is_sorted = blocks.repeated >= kFewestRepeated &&
                  10 * blocks.in_one_block >= 9 * blocks.repeated &&
                  (static_cast<double>(out.alike_neighbours) > 3.0 * out.alike_expected ||
                   out.alike_by_neighbourhood() > kHousesAtMost) &&
                  4 * out.alike_neighbours > out.neighbours;
}

}  // namespace

double CardSequence::alike_by_neighbourhood() const {
  const double more = static_cast<double>(alike_neighbours) - alike_expected;
  const double others = static_cast<double>(neighbours) - alike_expected;
  return others <= 0.0 ? 0.0 : std::clamp(more / others, 0.0, 1.0);
}

std::uint32_t CardSequence::surprise_after_neighbour(std::size_t at, double alike) const {
  if (at == 0 || said[at] != said[at - 1] || batch[at] != batch[at - 1]) return surprise[at];
  const double share = std::exp2(-static_cast<double>(surprise[at]) / kBit);
  return surprise_of(alike + (1.0 - alike) * share);
}

CardSequence sequence_of(const CardCells& cells, base::Executor& executor) {
  const CardStore& store = cells.store();
  CardSequence out;
  std::vector<std::uint64_t> first_of_chunk;
  std::uint64_t all = 0;
  for (const CardChunk& chunk : store.chunks()) {
    first_of_chunk.push_back(all);
    all += chunk.cards();
  }
  RECANVASS_CHECK(all < 0xFFFFFFFFU);
  out.said.resize(all);
  out.ballot.resize(all);
  out.batch.resize(all);
  out.surprise.resize(all);
  executor.run_blocks(store.chunks().size(),
                      [&](std::size_t at) { read_chunk(cells, at, first_of_chunk[at], out); });
  for (std::size_t card = 0; card < out.size(); ++card) {
    if (card == 0 || out.batch[card] != out.batch[card - 1]) out.stretches.push_back(card);
  }
  out.stretches.push_back(all);
  measure_surprise(cells, out);
  measure_order(out);
  return out;
}

}  // namespace recanvass::screen
