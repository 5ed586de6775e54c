#include "draw/list_draw.h"

#include "base/check.h"
#include "draw/contest_sample.h"
#include "draw/counter.h"

#include <algorithm>
#include <queue>
#include <span>

namespace recanvass::draw {
namespace {

// One pass, block by block, which keeps as many cards as are drawn.
std::vector<std::uint64_t> smallest_numbers(std::string_view seed_text, std::uint64_t cards,
                                            std::uint64_t draws) {
  const SequenceNumbers source(seed_text, cards);
  const std::uint64_t a_block = source.block_cards();
  std::vector<TicketNumber> numbers(std::min(a_block, cards));
  std::priority_queue<NumberedCard> kept;  // the largest on top
  for (std::uint64_t first = 0; first < cards && draws > 0; first += a_block) {
    const std::uint64_t size = std::min(a_block, cards - first);
    const std::span<TicketNumber> block = std::span(numbers).first(size);
    source.number_block(first / a_block, block);
    for (std::uint64_t i = 0; i < size; ++i) {
      const NumberedCard card{block[i], first + i};
      if (kept.size() < draws) {
        kept.push(card);
      } else if (card < kept.top()) {
        kept.pop();
        kept.push(card);
      }
    }
  }
  std::vector<std::uint64_t> places(kept.size());
  for (std::size_t i = places.size(); i > 0; --i, kept.pop()) places[i - 1] = kept.top().card + 1;
  return places;
}

}  // namespace

std::string seed_text_of_list(const Seed& thrown, std::string_view list) {
  return thrown.text() + "," + std::string(list);
}

std::vector<std::uint64_t> drawn_by_text(CardDraw method, std::string_view seed_text,
                                         std::uint64_t cards, std::uint64_t before,
                                         std::uint64_t draws) {
  RECANVASS_CHECK(cards >= 1);
  if (method == CardDraw::Counter) {
    return draw_by_counter(seed_text, {1, cards}, before + 1, draws);
  }
  RECANVASS_CHECK(before + draws <= cards);
  std::vector<std::uint64_t> places;
  if (method == CardDraw::Index) {
    Cryptorandom source(seed_text);
    places = sample_by_index(source, cards, before + draws, Replacement::Without);
  } else {
    places = smallest_numbers(seed_text, cards, before + draws);
  }
  places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(before));
  return places;
}

}  // namespace recanvass::draw
