// Whether cards of which only totals were reported (a pool's, a polled stratum's) can come from
// paper that has those totals. The risk of an outcome holds either way; but totals that their own
// paper refutes are no record to certify with. Derivation: docs/math/measuring.md, measuring-10.
#pragma once

#include <cstdint>
#include <span>

namespace recanvass::audit {

/// So small a chance refutes what was reported: once in a thousand audits of right totals.
inline constexpr double kTotalsRefuted = 1e-3;

/// What was drawn at random of one part: a pool or a stratum.
struct DrawnPart {
  double reported_mean = 0.5;  ///< of the assorter over all its cards, as a share of its bound
  double sum = 0.0;            ///< over the cards drawn, as shares of the bound
  std::int64_t cards = 0;      ///< drawn
};

/// A bound on the chance that paper of the reported means gives draws as far from them as these, in
/// the sum of all parts or in one of them; at most 1. With or without replacement.
[[nodiscard]] double chance_of_parts(std::span<const DrawnPart> parts);

}  // namespace recanvass::audit
