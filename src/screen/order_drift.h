// Whether something grows or shrinks in the order of the records: along each batch (paper dust on a
// lens, a feeder that tires) and from batch to batch of one tabulator. Permutation moments, so that
// no law of the events is assumed. Derived in docs/math/screen-cards.md.
#pragma once

#include "screen/unit_events.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

/// What is followed along the order.
enum class Followed : std::uint8_t {
  Residual,  ///< 1 on a blank or overvoted contest, else 0
  Lead,  ///< votes for the first choice less votes for the second, of the whole contest
};

/// One tabulator and one contest. `change` is what the fitted line says of the whole way: the
/// share at the end less that at the beginning.
struct Drift {
  std::uint32_t tabulator = 0;
  std::int64_t cards = 0;
  std::int64_t batches = 0;
  double change = 0.0;
  double deviation = 0.0;  ///< standard errors from no drift, before any spread
};

/// Along batches, all batches of a tabulator together, each by the order of its cards:
///
///     S = Σ_b Σ_i (i - ī_b) x_i,   V = Σ_b Σ_i (i - ī_b)² · s_b²
///
/// s_b² is the variance of x in the batch. Tabulators with 10 events and 50 cards or more whose x
/// varies; cards without a batch are left out, since the order of their records may be any.
/// @param first, second  choices of Lead; ignored of Residual
[[nodiscard]] std::vector<Drift> drift_along_batches(const CardCells& cells, std::uint32_t contest,
                                                     Followed followed, std::size_t first = 0,
                                                     std::size_t second = 0);

/// From batch to batch, in the order of the records, of tabulators with 8 batches or more of 20
/// cards or more: the correlation of a batch's place with its deviation from what its cards, by
/// style, precinct and counting group, have on this tabulator. `deviation` is Student's t.
/// @param by_ballot  strata_of(cells, Comparison::BatchesByBallot)
[[nodiscard]] std::vector<Drift> drift_over_batches(const CardCells& cells,
                                                    const UnitStrata& by_ballot,
                                                    const ContestEvents& events, Followed followed,
                                                    std::size_t first = 0, std::size_t second = 0);

}  // namespace recanvass::screen
