#include "stats/bet_rules.h"

#include "base/check.h"

#include <boost/math/tools/roots.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::stats {
namespace {

constexpr double kRounding = std::numeric_limits<double>::epsilon();

// The share of 1/μ that stakes on an estimate η, given u - η.
double share_of_shortfall(double shortfall, double null_mean, double upper_bound) {
  return std::max(0.0, 1.0 - shortfall / (upper_bound - null_mean));
}

class FixedBet final : public BetRule {
 public:
  explicit FixedBet(double bet) : bet_(bet) { RECANVASS_CHECK(bet >= 0.0); }
  double bet(const BeforeDraw&) const override { return bet_; }
  std::unique_ptr<BetRule> clone() const override { return std::make_unique<FixedBet>(*this); }

 private:
  double bet_;
};

class FixedEstimate final : public BetRule {
 public:
  FixedEstimate(const MeanClaim& claim, double estimate) : claim_(claim), estimate_(estimate) {
    RECANVASS_CHECK(estimate > claim.null_mean && estimate <= claim.upper_bound);
  }
  double bet(const BeforeDraw& before) const override {
    double estimate = estimate_;
    if (claim_.population != kEndless) {
      const auto all = static_cast<double>(claim_.population);
      estimate = (all * estimate_ - before.sum) / (all - static_cast<double>(before.draws));
    }
    return bet_of_estimate(std::min(estimate, claim_.upper_bound), before.null_mean,
                           claim_.upper_bound);
  }
  std::unique_ptr<BetRule> clone() const override { return std::make_unique<FixedEstimate>(*this); }

 private:
  MeanClaim claim_;
  double estimate_;
};

class ShrinkTruncRule final : public BetRule {
 public:
  ShrinkTruncRule(const MeanClaim& claim, const ShrinkTrunc& settings)
      : upper_bound_(claim.upper_bound), settings_(settings) {
    RECANVASS_CHECK(settings.draws_worth > 0.0 && settings.deviation_min > 0.0);
  }
  double bet(const BeforeDraw& before) const override {
    const double u = upper_bound_;
    const double worth = settings_.draws_worth + static_cast<double>(before.draws);
    double estimate = (settings_.draws_worth * settings_.estimate + before.sum) / worth;
    if (settings_.deviation_pull > 0.0) {
      const double deviation =
          before.draws < 2 ? 1.0 : std::max(settings_.deviation_min, std::sqrt(before.variance));
      const double pull = settings_.deviation_pull / deviation;
      estimate = (estimate + pull * u) / (1.0 + pull);
    }
    const double approach = settings_.approach / std::sqrt(worth);
    estimate = std::max(estimate, before.null_mean * (1.0 + kRounding) + approach);
    estimate = std::min(estimate, u * (1.0 - kRounding) - approach);
    return bet_of_estimate(estimate, before.null_mean, u);
  }
  std::unique_ptr<BetRule> clone() const override {
    return std::make_unique<ShrinkTruncRule>(*this);
  }

 private:
  double upper_bound_;
  ShrinkTrunc settings_;
};

class OptimalComparison final : public BetRule {
 public:
  OptimalComparison(const MeanClaim& claim, double two_vote_share)
      : upper_bound_(claim.upper_bound),
        shortfall_(claim.upper_bound * two_vote_share * (2.0 * claim.upper_bound - 1.0) /
                   (2.0 * claim.upper_bound - 2.0)) {
    RECANVASS_CHECK(claim.upper_bound > 1.0 && two_vote_share >= 0.0 && two_vote_share <= 1.0);
  }
  double bet(const BeforeDraw& before) const override {
    return share_of_shortfall(shortfall_, before.null_mean, upper_bound_) / before.null_mean;
  }
  std::unique_ptr<BetRule> clone() const override {
    return std::make_unique<OptimalComparison>(*this);
  }

 private:
  double upper_bound_;
  double shortfall_;
};

class AgrapaRule final : public BetRule {
 public:
  explicit AgrapaRule(const Agrapa& settings) : settings_(settings) {
    RECANVASS_CHECK(settings.first_bet >= 0.0 && settings.cap_first >= 0.0 &&
                    settings.cap_last <= 1.0 && settings.cap_growth >= 0.0);
  }
  double bet(const BeforeDraw& before) const override {
    if (before.draws == 0) return settings_.first_bet;
    const double ahead = before.mean - before.null_mean_last;
    if (ahead <= 0.0) return 0.0;
    const double j = static_cast<double>(before.draws);
    const double cap =
        settings_.cap_first + (settings_.cap_last - settings_.cap_first) *
                                  (1.0 - 1.0 / (1.0 + settings_.cap_growth * std::sqrt(j)));
    return std::min(ahead / (before.variance + ahead * ahead), cap / before.null_mean);
  }
  std::unique_ptr<BetRule> clone() const override { return std::make_unique<AgrapaRule>(*this); }

 private:
  Agrapa settings_;
};

// What a card gains or loses by a unit of bet: without error, one vote, two votes too many.
struct CobraGains {
  double none, one, two;
};

CobraGains cobra_gains(const MeanClaim& claim) {
  const double a = 0.5 * claim.upper_bound;
  return {a - claim.null_mean, claim.null_mean - 0.5 * a, claim.null_mean};
}

// The λ in [0, cap/t] that maximises p0 ln(1+λ g0) + p1 ln(1-λ g1) + p2 ln(1-λ g2): the smaller
// root of the quadratic that its derivative leaves.
double cobra_bet(const CobraGains& g, OverstatementShares p, double cap) {
  const double limit = cap / g.two;
  const double p0 = std::max(0.0, 1.0 - p.one_vote - p.two_vote);
  const double c = p0 * g.none - p.one_vote * g.one - p.two_vote * g.two;
  if (c <= 0.0) return 0.0;
  const double whole = p0 + p.one_vote + p.two_vote;
  const double a = whole * g.none * g.one * g.two;
  const double b = -(p0 * g.none * (g.one + g.two) + p.one_vote * g.one * (g.none - g.two) +
                     p.two_vote * g.two * (g.none - g.one));
  const double root = std::sqrt(std::max(0.0, b * b - 4.0 * a * c));
  const double bet = 2.0 * c / (-b + root);  // b < 0 wherever c > 0 and g1 < g2
  return bet >= 0.0 ? std::min(bet, limit) : limit;
}

class CobraAdaptiveRule final : public BetRule {
 public:
  CobraAdaptiveRule(const MeanClaim& claim, const CobraAdaptive& settings)
      : gains_(cobra_gains(claim)), no_error_(0.5 * claim.upper_bound), settings_(settings) {}
  double bet(const BeforeDraw& before) const override {
    const double draws = static_cast<double>(before.draws);
    const auto share = [&](double prior, double worth, std::int64_t seen) {
      return std::max(settings_.floor,
                      (worth * prior + static_cast<double>(seen)) / (worth + draws));
    };
    return cobra_bet(gains_,
                     {share(settings_.prior.one_vote, settings_.one_vote_worth, one_vote_),
                      share(settings_.prior.two_vote, settings_.two_vote_worth, two_vote_)},
                     kBetCap);
  }
  void learn(double value) override {
    if (value < 0.25 * no_error_) {
      ++two_vote_;
    } else if (value < 0.75 * no_error_) {
      ++one_vote_;
    }
  }
  std::unique_ptr<BetRule> clone() const override {
    return std::make_unique<CobraAdaptiveRule>(*this);
  }

 private:
  CobraGains gains_;
  double no_error_;
  CobraAdaptive settings_;
  std::int64_t one_vote_ = 0;
  std::int64_t two_vote_ = 0;
};

class KaplanMarkov final : public BetRule {
 public:
  explicit KaplanMarkov(double padding) : padding_(padding) { RECANVASS_CHECK(padding > 0.0); }
  double bet(const BeforeDraw& before) const override {
    return 1.0 / (before.null_mean + padding_);
  }
  std::unique_ptr<BetRule> clone() const override { return std::make_unique<KaplanMarkov>(*this); }

 private:
  double padding_;
};

class KaplanWald final : public BetRule {
 public:
  explicit KaplanWald(double padding) : padding_(padding) {
    RECANVASS_CHECK(padding >= 0.0 && padding <= 1.0);
  }
  double bet(const BeforeDraw& before) const override {
    return (1.0 - padding_) / before.null_mean;
  }
  std::unique_ptr<BetRule> clone() const override { return std::make_unique<KaplanWald>(*this); }

 private:
  double padding_;
};

class BettingTest final : public MeanTest {
 public:
  BettingTest(const MeanClaim& claim, std::unique_ptr<BetRule> rule, double cap)
      : MeanTest(claim), rule_(std::move(rule)), cap_(cap) {
    RECANVASS_CHECK(rule_ != nullptr && cap > 0.0 && cap <= 1.0);
  }
  BettingTest(const BettingTest& other)
      : MeanTest(other),
        rule_(other.rule_->clone()),
        cap_(other.cap_),
        log_(other.log_),
        ended_(other.ended_) {}
  BettingTest& operator=(const BettingTest&) = delete;

  std::unique_ptr<MeanTest> clone() const override { return std::make_unique<BettingTest>(*this); }

 protected:
  double take(double value, const BeforeDraw& before) override {
    const double mu = before.null_mean;
    if (mu > 0.0 && !ended_) {
      const double bet = std::clamp(rule_->bet(before), 0.0, cap_ / mu);
      const double change = bet * (value - mu);
      ended_ = change <= -1.0;
      if (!ended_) log_.add(std::log1p(change));
    }
    rule_->learn(value);
    return ended_ ? -std::numeric_limits<double>::infinity() : log_.value();
  }

 private:
  std::unique_ptr<BetRule> rule_;
  double cap_;
  CompensatedSum log_;
  bool ended_ = false;
};

}  // namespace

double bet_of_estimate(double estimate, double null_mean, double upper_bound) {
  if (estimate <= null_mean || null_mean <= 0.0) return 0.0;
  return share_of_shortfall(upper_bound - estimate, null_mean, upper_bound) / null_mean;
}

double kelly_bet(std::span<const ValueShare> values, double null_mean, double cap) {
  RECANVASS_CHECK(null_mean > 0.0 && cap > 0.0 && cap <= 1.0);
  const double limit = cap / null_mean;
  // The slope of the expected logarithm falls with the bet.
  const auto slope = [&](double bet) {
    CompensatedSum sum;
    for (const ValueShare& one : values) {
      const double ahead = one.value - null_mean;
      sum.add(one.share * ahead / std::max(1.0 + bet * ahead, 1e-300));
    }
    return sum.value();
  };
  if (slope(0.0) <= 0.0) return 0.0;
  if (slope(limit) >= 0.0) return limit;
  std::uintmax_t steps = 200;
  const auto bracket = boost::math::tools::toms748_solve(
      slope, 0.0, limit, boost::math::tools::eps_tolerance<double>(52), steps);
  return 0.5 * (bracket.first + bracket.second);
}

std::vector<ValueShare> overstatement_values(double upper_bound, OverstatementShares shares) {
  const double rest = 1.0 - shares.one_vote - shares.two_vote;
  RECANVASS_CHECK(shares.one_vote >= 0.0 && shares.two_vote >= 0.0 && rest >= -1e-12);
  return {{0.5 * upper_bound, std::max(0.0, rest)},
          {0.25 * upper_bound, shares.one_vote},
          {0.0, shares.two_vote}};
}

std::unique_ptr<BetRule> fixed_bet(double bet) { return std::make_unique<FixedBet>(bet); }

std::unique_ptr<BetRule> fixed_estimate(const MeanClaim& claim, double estimate) {
  return std::make_unique<FixedEstimate>(claim, estimate);
}

std::unique_ptr<BetRule> shrink_trunc(const MeanClaim& claim, const ShrinkTrunc& settings) {
  return std::make_unique<ShrinkTruncRule>(claim, settings);
}

std::unique_ptr<BetRule> optimal_comparison(const MeanClaim& claim, double two_vote_share) {
  return std::make_unique<OptimalComparison>(claim, two_vote_share);
}

std::unique_ptr<BetRule> agrapa(const Agrapa& settings) {
  return std::make_unique<AgrapaRule>(settings);
}

std::unique_ptr<BetRule> kelly_rule(const MeanClaim& claim, std::vector<ValueShare> assumed) {
  return fixed_bet(kelly_bet(assumed, claim.null_mean, kBetCap));
}

std::unique_ptr<BetRule> cobra_adaptive(const MeanClaim& claim, const CobraAdaptive& settings) {
  return std::make_unique<CobraAdaptiveRule>(claim, settings);
}

std::unique_ptr<BetRule> kaplan_markov(double padding) {
  return std::make_unique<KaplanMarkov>(padding);
}

std::unique_ptr<BetRule> kaplan_wald(double padding) {
  return std::make_unique<KaplanWald>(padding);
}

std::unique_ptr<MeanTest> betting_test(const MeanClaim& claim, std::unique_ptr<BetRule> rule,
                                       double cap) {
  return std::make_unique<BettingTest>(claim, std::move(rule), cap);
}

}  // namespace recanvass::stats
