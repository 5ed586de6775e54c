#include "screen/card_numbers.h"

#include <algorithm>

namespace recanvass::screen {
namespace {

using election::CardChunk;

struct NumberedCard {
  std::uint32_t batch = 0;
  std::uint32_t number = 0;
  bool starts_ballot = true;
};

std::vector<NumberedCard> numbered_cards(const election::CardStore& store) {
  std::vector<NumberedCard> cards;
  for (const CardChunk& chunk : store.chunks()) {
    const auto runs = chunk.runs();
    for (std::size_t run = 0; run < runs.size(); ++run) {
      const std::uint32_t end = run + 1 < runs.size() ? runs[run + 1].first : chunk.cards();
      for (std::uint32_t card = runs[run].first; card < end; ++card) {
        const std::uint32_t number = chunk.position_of(card);
        if (number > 0) cards.push_back({runs[run].batch, number, chunk.starts_ballot(card)});
      }
    }
  }
  const auto before = [](const NumberedCard& a, const NumberedCard& b) {
    return a.batch != b.batch ? a.batch < b.batch : a.number < b.number;
  };
  if (!std::ranges::is_sorted(cards, before)) std::ranges::sort(cards, before);
  return cards;
}

}  // namespace

std::vector<BatchNumbers> batch_numbers(const election::CardStore& store) {
  const std::vector<NumberedCard> cards = numbered_cards(store);
  std::vector<BatchNumbers> batches;
  std::size_t from_one = 0;
  for (std::size_t at = 0; at < cards.size();) {
    BatchNumbers one{cards[at].batch, 0, cards[at].number, 0, 0, 0};
    std::int64_t different = 0;
    std::int64_t ballots_here = 0;
    for (; at < cards.size() && cards[at].batch == one.batch; ++at) {
      const std::int64_t number = cards[at].number;
      if (one.numbered == 0 || number != one.highest) {
        ++different;
        ballots_here = 0;
      }
      ++one.numbered;
      one.highest = number;
      if (cards[at].starts_ballot && ++ballots_here > 1) ++one.twice;
    }
    one.missing = one.highest - one.lowest + 1 - different;
    if (one.lowest == 1) ++from_one;
    batches.push_back(one);
  }
  if (2 * from_one > batches.size()) {
    for (BatchNumbers& batch : batches) batch.missing += batch.lowest - 1;
  }
  return batches;
}

}  // namespace recanvass::screen
