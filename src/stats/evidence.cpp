#include "stats/evidence.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::stats {
namespace {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();

}  // namespace

void MeanTest::observe(double value) {
  const ClaimStanding stood = tracker_.standing();
  if (stood == ClaimStanding::Open) log_evidence_ = take(value, tracker_.before());
  tracker_.observe(value);
  if (tracker_.standing() == ClaimStanding::Impossible) log_evidence_ = kUnbounded;
  if (tracker_.standing() == ClaimStanding::Certain) log_evidence_ = -kUnbounded;
  log_evidence_max_ = std::max(log_evidence_max_, log_evidence_);
}

void MeanTest::observe_all(std::span<const double> values) {
  for (const double value : values) observe(value);
}

double MeanTest::p_value() const { return p_value_of(log_evidence_max_); }

double p_value_of(double log_evidence) {
  RECANVASS_CHECK(!std::isnan(log_evidence));
  if (log_evidence <= 0.0) return 1.0;
  if (log_evidence == kUnbounded) return 0.0;
  // A chance too small for a double is still not 0, which would say "impossible".
  return std::clamp(std::exp(-log_evidence) * (1.0 + 1e-13), std::numeric_limits<double>::min(),
                    1.0);
}

std::int64_t first_crossing(const MeanTest& fresh, std::span<const double> values,
                            double risk_limit) {
  RECANVASS_CHECK(fresh.draws() == 0 && risk_limit > 0.0 && risk_limit < 1.0);
  const double goal = -std::log(risk_limit);
  const std::unique_ptr<MeanTest> test = fresh.clone();
  for (const double value : values) {
    test->observe(value);
    if (test->log_evidence() >= goal) return test->draws();
  }
  return 0;
}

}  // namespace recanvass::stats
