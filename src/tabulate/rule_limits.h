// What one card may give under a rule: how many votes, and how many points for each rank. A count
// and the assertions that prove it ask the same. Used by tabulate/contest_count.h.
#pragma once

#include "tabulate/rule_book.h"
#include "tabulate/scoring.h"

#include <cstdint>

namespace recanvass::tabulate {

/// Votes that a card may give under a rule; 0: any number.
[[nodiscard]] std::int64_t votes_max_of(const Rule& rule, const election::CardContest& contest);

/// Points by rank of a rule of positions, in a contest with so many choices.
[[nodiscard]] RankPoints points_of(const PositionsRule& rule, const election::CardContest& contest);

}  // namespace recanvass::tabulate
