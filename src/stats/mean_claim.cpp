#include "stats/mean_claim.h"

#include "base/check.h"

#include <algorithm>
#include <limits>

namespace recanvass::stats {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

}  // namespace

ClaimTracker::ClaimTracker(const MeanClaim& claim) : claim_(claim) {
  RECANVASS_CHECK(claim.null_mean > 0.0 && claim.null_mean < claim.upper_bound);
  RECANVASS_CHECK(claim.population >= 0);
  // Each value and the bound t carry half a unit in the last place; so do N t and the sum.
  slack_ = 4.0 * kEpsilon * static_cast<double>(claim.population) * claim.upper_bound;
  before_.null_mean = claim.null_mean;
  before_.null_mean_last = claim.null_mean;
}

void ClaimTracker::observe(double value) {
  RECANVASS_CHECK(value >= 0.0 && value <= claim_.upper_bound * (1.0 + 16.0 * kEpsilon));
  RECANVASS_CHECK(claim_.population == kEndless || before_.draws < claim_.population);
  sum_.add(value);
  ++before_.draws;
  before_.sum = sum_.value();
  // Welford's recurrence.
  const double from_mean = value - before_.mean;
  const double part = 1.0 / static_cast<double>(before_.draws);
  before_.mean += from_mean * part;
  square_deviation_ += from_mean * (value - before_.mean);
  before_.variance = std::max(0.0, square_deviation_ * part);
  if (claim_.population != kEndless) look_ahead();
}

void ClaimTracker::look_ahead() {
  before_.null_mean_last = before_.null_mean;
  const std::int64_t left = claim_.population - before_.draws;
  const double allowed = static_cast<double>(claim_.population) * claim_.null_mean - before_.sum;
  const double possible = static_cast<double>(left) * claim_.upper_bound;
  if (allowed < -slack_) {
    standing_ = ClaimStanding::Impossible;
  } else if (allowed >= possible - slack_) {
    standing_ = ClaimStanding::Certain;
  }
  if (left > 0) {
    before_.null_mean = allowed <= slack_ ? 0.0 : allowed / static_cast<double>(left);
  }
}

}  // namespace recanvass::stats
