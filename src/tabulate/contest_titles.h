// What to call each contest of an export so that nobody takes one for another: primaries and
// neighbouring towns have several of one name. Used where contests are printed and chosen.
// Next: tabulate/groups.h.
#pragma once

#include "election/card_store.h"

#include <string>
#include <vector>

namespace recanvass::tabulate {

/// By contest: its name; where another has the same, capitals or not, with its id behind it and
/// the styles and precincts of its cards: "MAYOR [18; style 2; precincts A and B]". Of many styles
/// or precincts two are named; where it is on all of them none is. A contest that no card carries
/// has its id alone.
[[nodiscard]] std::vector<std::string> contest_titles(const election::CardStore& store);

}  // namespace recanvass::tabulate
