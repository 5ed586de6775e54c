// How rules break a tie before they draw a lot: by who was ahead or behind earlier in the count.
// Used by tabulate/irv.h and tabulate/stv.h.
#pragma once

#include "tabulate/outcome.h"

#include <cstdint>
#include <span>

namespace recanvass::tabulate {

enum class TieBreak : std::uint8_t {
  Lot,           ///< by lot
  EarlierRound,  ///< by the last earlier round in which they differ; else by lot
  FirstRound,    ///< by the first round in which they differ; else by lot
};

enum class Sought : std::uint8_t { Fewest, Most };

/// Leaves in `tied` only those who had the fewest, or the most, votes in earlier rounds.
/// @param earlier  votes by choice of each earlier round, first round first
/// @return the round, from 1, that decided last; 0: none did
int narrow_by_rounds(std::span<const ChoiceVotes> earlier, TieBreak tie_break, Sought sought,
                     Choices& tied);

}  // namespace recanvass::tabulate
