// One piece of paper has one record. Looks for two in a store: two cards at one position of one
// batch, two cards with one imprinted id. Used by formats/card_import.h.
#pragma once

#include "election/card_store.h"
#include "formats/card_reading.h"

namespace recanvass::formats {

/// Adds a problem for each pair, saying where both stood. The second and later sheets of a ballot
/// share the position and the id of its first. Cause: cards.twice.
void refuse_cards_twice(const election::CardStore& store, const CardOrigins& origins,
                        ProblemList& problems);

}  // namespace recanvass::formats
