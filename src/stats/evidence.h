// The one interface of all risk functions that test a mean: draw by draw, in logarithms, anytime.
// A derived class says how its evidence changes with a draw; what an impossible or a certain claim
// means is settled here once. Read stats/bet_rules.h and stats/bet_mixture.h next.
#pragma once

#include "stats/mean_claim.h"

#include <cstdint>
#include <memory>
#include <span>

namespace recanvass::stats {

/// Evidence T against a claim: T >= 0, T = 1 before any draw, and under the claim its expectation
/// never grows, so that it ever reaches 1/α with a chance of at most α (Ville).
///
/// Impossible claim: ln T = +infinity. Certain claim: ln T = -infinity from there on. After the
/// whole population one of the two holds.
class MeanTest {
 public:
  virtual ~MeanTest() = default;

  /// Takes the next draw. @pre as ClaimTracker::observe
  void observe(double value);
  void observe_all(std::span<const double> values);

  /// ln T after the draws so far.
  [[nodiscard]] double log_evidence() const { return log_evidence_; }
  /// The largest ln T so far, 0 before the first draw.
  [[nodiscard]] double log_evidence_max() const { return log_evidence_max_; }
  /// min(1, 1 / max T), rounded up by more than its rounding error; 0 only when the claim is
  /// arithmetically impossible.
  [[nodiscard]] double p_value() const;
  [[nodiscard]] std::int64_t draws() const { return tracker_.before().draws; }
  [[nodiscard]] const MeanClaim& claim() const { return tracker_.claim(); }
  [[nodiscard]] ClaimStanding standing() const { return tracker_.standing(); }

  /// The test in its present state, to be taken on along several futures.
  [[nodiscard]] virtual std::unique_ptr<MeanTest> clone() const = 0;

 protected:
  explicit MeanTest(const MeanClaim& claim) : tracker_(claim) {}
  MeanTest(const MeanTest&) = default;
  MeanTest& operator=(const MeanTest&) = delete;

  /// ln T after `value`, when the claim was open before it. @return may be -infinity
  virtual double take(double value, const BeforeDraw& before) = 0;

 private:
  ClaimTracker tracker_;
  double log_evidence_ = 0.0;
  double log_evidence_max_ = 0.0;
};

/// exp(-log_evidence) as a p-value: in [0, 1], rounded up by a relative 1e-13.
[[nodiscard]] double p_value_of(double log_evidence);

/// The number of the draw at which evidence first reached 1/α, or 0 when it never did: runs a
/// fresh test over the values.
[[nodiscard]] std::int64_t first_crossing(const MeanTest& fresh, std::span<const double> values,
                                          double risk_limit);

}  // namespace recanvass::stats
