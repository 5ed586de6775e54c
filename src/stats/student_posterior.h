// A robust fit of shifts seen in past recounts: D = location + scale · t_freedom, with stated
// priors, by a fixed grid over the three parameters. No sampling, so the same answer everywhere.
// Asked by outlook/reference_class.h; derived in docs/math/reference-class.md.
#pragma once

#include <span>
#include <vector>

namespace recanvass::stats {

/// Priors, in shares of votes: location ~ normal(0, location_sd); scale ~ half-normal(scale_sd);
/// freedom - 1 ~ gamma(freedom_shape, freedom_rate).
struct ShiftPriors {
  double location_sd = 1e-4;
  double scale_sd = 5e-4;
  double freedom_shape = 2.0;
  double freedom_rate = 0.3;
};

/// Nodes along each parameter; more is finer. At small margins the interval is the location's,
/// which recounts pin to a fraction of its prior: it needs most nodes. Far out it is the freedom's.
struct ShiftGrid {
  int location = 73;
  int scale = 41;
  int freedom = 61;
};

/// A chance with the interval that holds 90 % of its posterior.
struct TailEstimate {
  double probability = 0.0;  ///< posterior mean: the predictive probability
  double low = 0.0;  ///< 5 % posterior quantile
  double high = 0.0;  ///< 95 % posterior quantile
};

/// The posterior on its grid.
class ShiftPosterior {
 public:
  /// @param shifts  one share a recount; any order, the same answer. May be empty: the prior.
  explicit ShiftPosterior(std::span<const double> shifts, const ShiftPriors& priors = {},
                          const ShiftGrid& grid = {});

  /// P(D >= share) of one more recount.
  [[nodiscard]] TailEstimate tail_at(double share) const;

  [[nodiscard]] double mean_location() const { return mean_location_; }
  [[nodiscard]] double mean_scale() const { return mean_scale_; }
  [[nodiscard]] double mean_freedom() const { return mean_freedom_; }

 private:
  struct Node {
    double location;
    double scale;
    double freedom;
    double weight;  // posterior mass; they add up to 1
  };
  std::vector<Node> nodes_;
  double mean_location_ = 0.0;
  double mean_scale_ = 0.0;
  double mean_freedom_ = 0.0;
};

}  // namespace recanvass::stats
