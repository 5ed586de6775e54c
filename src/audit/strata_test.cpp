#include "audit/strata.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

std::vector<double> draws_of(std::uint64_t stream, std::size_t draws, double winners) {
  stats::RandomStream random({99, stream}, 0);
  std::vector<double> values;
  for (std::size_t i = 0; i < draws; ++i) {
    values.push_back(random.next_unit() < winners ? 1.0 : 0.0);
  }
  return values;
}

// The plain second form: ln T of one stratum at one θ by its definition.
double plain_log(const StratumDraws& stratum, double theta) {
  double log_t = 0.0;
  double sum = 0.0;
  double square = 0.0;
  const double n = static_cast<double>(stratum.population);
  for (std::size_t i = 0; i < stratum.values.size(); ++i) {
    const double k = static_cast<double>(i);
    const double mean = i == 0 ? 0.0 : sum / k;
    const double deviation = i == 0 ? 0.0 : std::sqrt(std::max(0.0, square / k - mean * mean));
    const double part = i == 0 ? 0.5 : std::clamp(mean - deviation, 0.1, 0.9);
    const double mu = stratum.without_replacement ? (n * theta - sum) / (n - k) : theta;
    if (mu > 0.0) log_t += std::log(1.0 + part * (stratum.values[i] / mu - 1.0));
    sum += stratum.values[i];
    square += stratum.values[i] * stratum.values[i];
  }
  return log_t;
}

TEST(Strata, TheLeastOverTwoStrataIsTheLeastOfAFineGrid) {
  for (const bool finite : {true, false}) {
    const StratumDraws one{400, 1.0, finite, draws_of(1, 60, 0.7)};
    const StratumDraws two{600, 1.0, finite, draws_of(2, 80, 0.62)};
    const std::vector<StratumDraws> both{one, two};
    const StrataRisk risk = strata_risk(both, 0.5);
    double least = 1e300;
    for (int i = 1; i < 20000; ++i) {
      const double theta = i / 20000.0;
      const double other = (0.5 - 0.4 * theta) / 0.6;
      if (other <= 0.0 || other >= 1.0) continue;
      // Below what was drawn a stratum's hypothesis is impossible: no adversary chooses it.
      const auto possible = [](const StratumDraws& s, double t) {
        double sum = 0.0;
        for (const double x : s.values) sum += x;
        return !s.without_replacement || static_cast<double>(s.population) * t >= sum;
      };
      if (!possible(one, theta) || !possible(two, other)) continue;
      least = std::min(least, plain_log(one, theta) + plain_log(two, other));
    }
    EXPECT_NEAR(risk.log_evidence, least, 1e-4);
    EXPECT_LE(risk.log_evidence, least + 1e-9);
    EXPECT_NEAR(0.4 * risk.null_means[0] + 0.6 * risk.null_means[1], 0.5, 1e-9);
  }
}

TEST(Strata, ManyStrataCostLittleWhereFisherLosesAll) {
  std::vector<StratumDraws> strata;
  for (std::uint64_t i = 0; i < 10; ++i) strata.push_back({1000, 1.0, true, draws_of(i, 60, 0.7)});
  const StrataRisk risk = strata_risk(strata, 0.5);
  EXPECT_LT(risk.p, 0.05);
  double total = 0.0;
  for (const double theta : risk.null_means) total += 0.1 * theta;
  EXPECT_NEAR(total, 0.5, 1e-9);
}

TEST(Strata, ATieOfWholeStrataIsNeverRejected) {
  const std::vector<StratumDraws> tie{{4, 1.0, true, {1, 1, 0, 0}}, {2, 1.0, true, {1, 0}}};
  EXPECT_EQ(strata_risk(tie, 0.5).p, 1.0);
  const std::vector<StratumDraws> over{{4, 1.0, true, {1, 1, 1, 0}}, {2, 1.0, true, {1, 0}}};
  EXPECT_EQ(strata_risk(over, 0.5).p, 0.0);
  const std::vector<StratumDraws> none{{4, 1.0, true, {}}, {2, 1.0, true, {}}};
  EXPECT_EQ(strata_risk(none, 0.5).p, 1.0);
}

TEST(Strata, ATrueHypothesisIsRejectedNoOftenerThanTheRiskLimit) {
  constexpr int kReplicates = 600;
  int rejected = 0;
  for (std::uint64_t replicate = 0; replicate < kReplicates; ++replicate) {
    const std::vector<StratumDraws> strata{
        {500, 1.0, false, draws_of(1000 + 2 * replicate, 40, 0.7)},
        {500, 1.0, false, draws_of(1001 + 2 * replicate, 40, 0.3)}};
    if (strata_risk(strata, 0.5).p <= 0.05) ++rejected;
  }
  EXPECT_LE(rejected, 600 * 0.05 + 3 * std::sqrt(600 * 0.05 * 0.95));
}

}  // namespace
}  // namespace recanvass::audit
