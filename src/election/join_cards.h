// The cards of several counties as one store: contests that are described alike are one contest,
// and what each county numbers for itself (tabulators, precincts, styles) stays apart under the
// county's name. Used by formats/card_input.h for files that were imported one by one.
// Next: election/card_builder.h.
#pragma once

#include "election/card_store.h"

#include <string>
#include <vector>

namespace recanvass::election {

/// Cards with the name by which a person tells them from the others: a county's.
struct LabelledCards {
  std::string label;
  const CardStore* cards = nullptr;
};

struct JoinedCards {
  CardStore store;
  /// A sentence for each contest that was joined, and for each title that stands for several.
  std::vector<std::string> remarks;
};

/// All cards in the order of the parts. Tabulators, precincts and styles are called "LABEL/NAME".
/// Two contests are one where title (but for capitals and spaces), ranks, vote unit and votes
/// allowed are equal (a part that does not say fits where no card of it has more marks), and the
/// printed choices of one are all among the other's by name; of one part never two. Else they
/// stay apart, with the label in the title. The joined contest has the first part's ids. Linear
/// in cards.
/// @pre parts is not empty; the labels are different
[[nodiscard]] JoinedCards join_cards(const std::vector<LabelledCards>& parts);

}  // namespace recanvass::election
