// Colorado's formula (super-simple) for a contest on several lists of cards, each drawn from by
// itself: it assumes draws from all cards of the contest, so that of lists that were drawn from
// unequally only as many draws count as the least drawn list has in proportion. Next:
// audit/measure.h. Derivation: docs/math/measuring.md.
#pragma once

#include "audit/measure.h"

#include <cstdint>
#include <span>

namespace recanvass::audit {

/// A list of a contest, and how often it was drawn from.
struct ListDraws {
  std::int64_t cards = 0;  ///< phantoms included
  std::int64_t draws = 0;
};

/// floor(N · min n_l / N_l) over lists with cards; 0 without any. At most all draws together.
[[nodiscard]] std::int64_t draws_in_proportion(std::span<const ListDraws> lists);

/// As measure_contest where the lists were drawn from in proportion. Else every overstatement of
/// any draw counts, no understatement does, and of draws as many as are in proportion: with fewer
/// than the overstatements the risk is 1; once every card was read the exact comparison decides, as
/// in measure_contest. Discrepancies and tallies stay those of all draws.
/// @pre the function is super-simple or super-simple-arlo; `cards` are the draws of all lists
/// Causes: as measure_contest.
[[nodiscard]] base::Result<MeasuredContest> measure_in_proportion(
    const ContestMeasure& contest, std::span<const MeasuredCard> cards,
    std::span<const ListDraws> lists);

}  // namespace recanvass::audit
