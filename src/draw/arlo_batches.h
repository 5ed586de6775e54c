// Batches drawn with probability proportional to a bound on their error (PPEB), as the audit
// software Arlo draws them: with numpy's generator, and a ticket beside each draw. Only to check
// audits that others made. Source of PPEB: Aslam, Popa, Rivest (2008).
#pragma once

#include "base/rational.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::draw {

/// A batch with the largest error that it could hold, as a share of the least margin.
struct BoundedBatch {
  std::string jurisdiction;
  std::string name;
  base::Rational error_max;
};

struct BatchDraw {
  std::string ticket;  ///< trimmed to 18 digits after its leading nines
  std::size_t batch = 0;
  friend bool operator==(const BatchDraw&, const BatchDraw&) = default;
};

/// The draws number `before` + 1 to `before` + `draws`, in order, with replacement. Where before +
/// draws reaches the number of batches, a full count is due: every batch that the first `before`
/// draws did not take, by jurisdiction and name.
/// @pre no error_max is negative, and one is above 0
[[nodiscard]] std::vector<BatchDraw> draw_arlo_batches(std::string_view seed,
                                                       std::span<const BoundedBatch> batches,
                                                       std::size_t before, std::size_t draws);

}  // namespace recanvass::draw
