#include "tabulate/find_card.h"

#include <string>

namespace recanvass::tabulate {

std::vector<std::uint64_t> cards_named(const election::CardStore& store, std::string_view name) {
  std::vector<std::uint64_t> cards;
  std::uint64_t number = 0;
  std::string parts;
  for (std::uint32_t chunk = 0; chunk < store.chunks().size(); ++chunk) {
    const election::CardChunk& some = store.chunks()[chunk];
    for (std::uint32_t card = 0; card < some.cards(); ++card, ++number) {
      const election::CardPlace place{chunk, card};
      bool found = store.imprinted_id(place) == name || store.record_id(place) == name;
      if (!found && some.position_of(card) > 0) {
        parts.clear();
        election::write_card_parts(store.names(), some.run_of(card).batch, some.position_of(card),
                                   parts);
        found = parts == name;
      }
      if (found) cards.push_back(number);
    }
  }
  return cards;
}

}  // namespace recanvass::tabulate
