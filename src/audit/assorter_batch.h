// A batch that is drawn and counted as a whole, as one value of a list whose mean is tested.
// Source: Stark, ALPHA (2023), section 4. Next: audit/overstatement.h for single cards.
#pragma once

#include "base/rational.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::audit {

/// One value drawn, and what the test has to know of it.
struct BatchValue {
  double value = 0.0;      ///< from 0 to bound
  double bound = 0.0;      ///< of this draw; it may differ from draw to draw
  double null_mean = 0.0;  ///< of the values that could have been drawn, where the claim just fails
};

/// Batches drawn with equal chance, without replacement. The value of a batch is its sum times
/// batches / cards, so that the mean over all batches is the mean over all cards.
/// @param sums       sum of the assorter over each batch drawn, in draw order
/// @param bound      of the assorter, for one card
/// @param cards_max  cards of the largest batch
/// @param cards      of all batches; their number is `batches`
/// @pre 0 <= sum <= bound * cards_max
[[nodiscard]] std::vector<BatchValue> equal_chance_values(std::span<const base::Rational> sums,
                                                          const base::Rational& bound,
                                                          std::int64_t cards_max,
                                                          std::int64_t cards, std::int64_t batches);

/// A batch with the most that its sum can be.
struct DrawnBatch {
  base::Rational sum;
  base::Rational sum_max;  ///< above 0; the chance to be drawn is in proportion to it
  std::int64_t cards = 0;
};

/// Batches drawn without replacement, each time with a chance in proportion to the most that its
/// sum can be among those left. With U_l the sum of these over the batches left and N_l their
/// cards, the value is sum * U_l / (sum_max * N_l), at most U_l / N_l.
/// @param all_max  sum_max over all batches; `cards` of all batches
/// @pre 0 <= sum <= sum_max; drawn batches are distinct ones of all
[[nodiscard]] std::vector<BatchValue> proportional_values(std::span<const DrawnBatch> drawn,
                                                          const base::Rational& all_max,
                                                          std::int64_t cards);

}  // namespace recanvass::audit
