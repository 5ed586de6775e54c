#include "stats/bet_mixture.h"

#include "base/check.h"

#include <boost/math/special_functions/legendre.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::stats {
namespace {

// Between two rescalings a part changes by factors between 1 - cap and u/μ only: eight of them
// stay far inside the range of a double.
constexpr int kDrawsBetweenScalings = 8;
// The sums below run in this many lanes, always the same, so that every build adds alike.
constexpr std::size_t kLanes = 4;

class MixtureTest final : public MeanTest {
 public:
  MixtureTest(const MeanClaim& claim, const std::vector<WeightedBet>& bets, BetScale scale,
              double cap)
      : MeanTest(claim), scale_(scale), cap_(cap) {
    RECANVASS_CHECK(!bets.empty() && cap > 0.0 && cap <= 1.0);
    CompensatedSum all;
    for (const WeightedBet& one : bets) {
      RECANVASS_CHECK(one.bet >= 0.0 && one.weight > 0.0);
      all.add(one.weight);
    }
    for (const WeightedBet& one : bets) {
      bets_.push_back(one.bet);
      parts_.push_back(one.weight / all.value());
    }
    while (bets_.size() % kLanes != 0) {  // parts of no weight fill the last lanes
      bets_.push_back(0.0);
      parts_.push_back(0.0);
    }
    exponents_.assign(bets_.size(), 0);
    factors_.assign(bets_.size(), 1.0);
    rescale();
  }

  std::unique_ptr<MeanTest> clone() const override { return std::make_unique<MixtureTest>(*this); }

 protected:
  double take(double value, const BeforeDraw& before) override {
    const double mu = before.null_mean;
    if (mu <= 0.0) return log_evidence();
    const double ahead = scale_ == BetScale::Absolute ? value - mu : (value - mu) / mu;
    const double limit = scale_ == BetScale::Absolute ? cap_ / mu : cap_;
    double sums[kLanes] = {0.0, 0.0, 0.0, 0.0};
    for (std::size_t i = 0; i < bets_.size(); i += kLanes) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const std::size_t k = i + lane;
        parts_[k] *= std::max(0.0, 1.0 + std::min(bets_[k], limit) * ahead);
        sums[lane] += parts_[k] * factors_[k];
      }
    }
    const double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    const double log_sum = std::log(sum) + static_cast<double>(exponent_) * kLogTwo;
    if (++since_scaling_ == kDrawsBetweenScalings) rescale();
    return log_sum;
  }

 private:
  static constexpr double kLogTwo = 0.69314718055994530942;

  // Each part goes back to a mantissa in [1/2, 1) with its own exponent; factors bring them to the
  // exponent of the largest. A part more than 2^1000 below it counts as 0 until the next time,
  // which can only lower the evidence.
  void rescale() {
    since_scaling_ = 0;
    exponent_ = std::numeric_limits<std::int64_t>::min();
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      int shift = 0;
      parts_[k] = std::frexp(parts_[k], &shift);
      exponents_[k] += shift;
      if (parts_[k] > 0.0) exponent_ = std::max(exponent_, exponents_[k]);
    }
    if (exponent_ == std::numeric_limits<std::int64_t>::min()) exponent_ = 0;
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      const std::int64_t below = exponents_[k] - exponent_;
      factors_[k] =
          parts_[k] > 0.0 && below > -1000 ? std::ldexp(1.0, static_cast<int>(below)) : 0.0;
    }
  }

  BetScale scale_;
  double cap_;
  std::vector<double> bets_;
  std::vector<double> parts_;
  std::vector<double> factors_;
  std::vector<std::int64_t> exponents_;
  std::int64_t exponent_ = 0;
  int since_scaling_ = 0;
};

double kelly_weight(KellyShape shape, double share) {
  switch (shape) {
    case KellyShape::Square:
      return share <= 1.0 / 3.0 ? (1.0 / 3.0 - share) * (1.0 / 3.0 - share) : 0.0;
    case KellyShape::Linear: return std::max(1.0 - 4.0 * share, 0.0);
    case KellyShape::Uniform: return 1.0;
  }
  return 0.0;
}

}  // namespace

std::unique_ptr<MeanTest> mixture_test(const MeanClaim& claim, std::vector<WeightedBet> bets,
                                       BetScale scale, double cap) {
  return std::make_unique<MixtureTest>(claim, bets, scale, cap);
}

std::vector<WeightedBet> portfolio_bets(double null_mean, int parts) {
  RECANVASS_CHECK(null_mean > 0.0 && parts >= 2);
  std::vector<WeightedBet> bets;
  for (int i = 0; i < parts; ++i) {
    bets.push_back({static_cast<double>(i) / (static_cast<double>(parts - 1) * null_mean), 1.0});
  }
  return bets;
}

std::vector<WeightedBet> kelly_shares(KellyShape shape, int parts) {
  RECANVASS_CHECK(parts >= 2);
  std::vector<WeightedBet> bets;
  for (int i = 1; i <= parts; ++i) {
    const double weight = kelly_weight(shape, static_cast<double>(i) / static_cast<double>(parts));
    if (weight > 0.0) {
      bets.push_back({static_cast<double>(i) / static_cast<double>(parts + 1), weight});
    }
  }
  return bets;
}

std::vector<WeightedBet> kaplan_martingale_shares(int nodes) {
  RECANVASS_CHECK(nodes >= 1 && nodes <= 500);
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  std::vector<WeightedBet> bets;
  for (const double zero : boost::math::legendre_p_zeros<double>(nodes, Policy())) {
    const double slope = boost::math::legendre_p_prime(nodes, zero, Policy());
    const double weight = 1.0 / ((1.0 - zero * zero) * slope * slope);  // of [0, 1], not [-1, 1]
    bets.push_back({0.5 * (1.0 + zero), weight});
    if (zero > 0.0) bets.push_back({0.5 * (1.0 - zero), weight});
  }
  return bets;
}

std::vector<WeightedBet> default_shares(double reported_share) {
  RECANVASS_CHECK(reported_share > 0.0 && reported_share <= 1.0);
  return {{reported_share, 0.55}, {0.55 * reported_share, 0.40}, {0.3 * reported_share, 0.05}};
}

std::vector<WeightedBet> unreported_shares() {
  std::vector<WeightedBet> bets;
  for (double share = 1.0 / 64.0; share < 0.75; share *= 2.0) bets.push_back({share, 1.0});
  bets.push_back({63.0 / 64.0, 1.0});
  return bets;
}

std::vector<WeightedBet> cobra_diversified_bets(const MeanClaim& claim, OverstatementShares prior,
                                                int steps) {
  RECANVASS_CHECK(steps >= 2 && claim.upper_bound > 1.0);
  constexpr double kOneVoteDeviation = 0.005;
  constexpr double kTwoVoteDeviation = 0.0025;
  constexpr double kCorrelation = 0.25;
  const double a = 0.5 * claim.upper_bound;
  const double lead = a - claim.null_mean;  // a p2 + (a/2) p1 must leave some of it
  std::vector<WeightedBet> bets;
  for (int i = 0; i < steps; ++i) {
    for (int k = 0; k < steps; ++k) {
      const double p1 = 2.0 * lead / a * static_cast<double>(i) / static_cast<double>(steps);
      const double p2 = lead / a * static_cast<double>(k) / static_cast<double>(steps);
      if (a * p2 + 0.5 * a * p1 >= lead) continue;
      const double x = (p1 - prior.one_vote) / kOneVoteDeviation;
      const double y = (p2 - prior.two_vote) / kTwoVoteDeviation;
      const double density = std::exp(-0.5 * (x * x - 2.0 * kCorrelation * x * y + y * y) /
                                      (1.0 - kCorrelation * kCorrelation));
      if (density < 1e-12) continue;
      const auto values = overstatement_values(claim.upper_bound, {p1, p2});
      bets.push_back({kelly_bet(values, claim.null_mean, kBetCap), density});
    }
  }
  return bets;
}

}  // namespace recanvass::stats
