// Cards that carry other contests than cards of their style do, and cards of a style that their
// precinct does not use: facts to be explained from the ballot definition. Used by
// screen/screen_cards.h.
#pragma once

#include "base/executor.h"
#include "screen/card_cells.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

/// Cards of one style and batch whose contests fewer than one in fifty of the style's cards carry.
struct OddContests {
  std::uint32_t style = 0;
  std::uint32_t batch = 0;
  std::int64_t cards = 0;
  std::int64_t style_cards = 0;
  std::vector<std::uint32_t> missing;  ///< contests that the nearest usual card carries
  std::vector<std::uint32_t> added;    ///< contests that it does not
};

struct StyleContests {
  std::vector<OddContests> odd;          ///< by style, batch, contests
  std::vector<std::uint32_t> scattered;  ///< styles whose cards follow no usual set
  std::int64_t styles = 0;               ///< styles that were looked at
};

/// A set of contests is usual in a style when one card in fifty or more carries exactly that set;
/// each sheet of a ballot has one. Styles where usual sets are on less than 95 % of the cards are
/// left out: their export leaves out contests that a voter left blank.
[[nodiscard]] StyleContests odd_contests(const CardCells& cells, base::Executor& executor);

/// Cards of a style in a precinct where fewer than one card in a hundred is of it, though it is
/// usual elsewhere.
struct OddStyle {
  std::uint32_t precinct = 0;
  std::uint32_t style = 0;
  std::int64_t cards = 0;
  std::int64_t precinct_cards = 0;
  std::uint32_t usual_style = 0;  ///< the precinct's commonest
  std::vector<std::uint32_t> batches;
};

/// By precinct, then style. A style is usual in a precinct where one card in fifty is of it.
[[nodiscard]] std::vector<OddStyle> odd_styles(const CardCells& cells);

}  // namespace recanvass::screen
