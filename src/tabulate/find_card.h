// Finds a card by a name that the export has for it. Used for the path of a card through a count:
// tabulate/contest_count.h.
#pragma once

#include "election/card_store.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace recanvass::tabulate {

/// The cards, by their numbers in the order of the import, whose imprinted id, record id or
/// "tabulator-batch-position" is `name`: several where ids repeat, as those of the sheets of one
/// ballot may. Looks at every card.
[[nodiscard]] std::vector<std::uint64_t> cards_named(const election::CardStore& store,
                                                     std::string_view name);

}  // namespace recanvass::tabulate
