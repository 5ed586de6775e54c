// Whether a unit's votes in a contest would look like everybody else's if two of its choices were
// exchanged, or all moved on by one: what a wrong ballot definition looks like in the records.
// Places differ from each other, so a likeness is a reason to look at one ballot paper, no more.
// Derived in docs/math/screen-cards.md.
#pragma once

#include "screen/card_cells.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

/// What the choices are grouped by.
enum class DefinedBy : std::uint8_t { Style, Precinct, Tabulator };

/// How the unit's columns would have to be read. Choice i has the votes of choice from[i].
struct ChoiceOrder {
  std::uint32_t unit = 0;
  std::vector<std::size_t> from;
  std::int64_t votes = 0;         ///< of the unit, in the contest
  std::int64_t moved = 0;         ///< of them, those that would belong to another choice
  double log_gain = 0.0;          ///< of the likelihood, over the spread between units
  double by_chance = 1.0;         ///< e^-gain times the orders tried, at most 1
};

/// Units with 20 votes or more, each with the other order of the contest's choices that it fits
/// best; one that fits none better has a gain of 0. Each is held against the shares of all others.
/// The spread between units is the median of their chi-square over its law's median, at least 1: a
/// few units out of line do not hide. Contests with one mark a card and at least 8 units only.
/// @param by  what a unit is
[[nodiscard]] std::vector<ChoiceOrder> other_orders(const CardCells& cells,
                                                    const ContestEvents& events, DefinedBy by);

/// "Ada has Ben's votes and Ben has Ada's" as pairs of a choice and the choice whose votes it has.
/// Choices that stay are left out.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> moved_choices(
    const ChoiceOrder& order);

}  // namespace recanvass::screen
