#include "audit/bravo.h"

#include "base/check.h"
#include "base/exact_fraction.h"
#include "stats/distributions.h"
#include "stats/tails.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

// What one vote for the winner, and one for the loser, adds to ln T; and what is still missing.
struct Drift {
  double plus, minus, missing, winner_share, both;
};

Drift drift_of(const PollShares& shares, double risk_limit, const TwoVotes& sample) {
  RECANVASS_CHECK(shares.loser >= 0.0 && shares.winner > shares.loser);
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0);
  const double both = shares.winner + shares.loser;
  const double share = shares.winner / both;
  const double plus = std::log(2.0 * share);
  const double minus = std::log(2.0 * (1.0 - share));
  const double seen = static_cast<double>(sample.winner) * plus +
                      (sample.loser == 0 ? 0.0 : static_cast<double>(sample.loser) * minus);
  return {plus, minus, -std::log(risk_limit) - seen, share, both};
}

base::ExactFraction exactly(double share) {
  int exponent = 0;
  const double mantissa = std::frexp(share, &exponent);
  base::ExactFraction value(static_cast<std::int64_t>(std::ldexp(mantissa, 53)));
  for (int power = 53 - exponent; power > 0; power -= 60) {
    value = value / base::ExactFraction(std::int64_t{1} << std::min(power, 60));
  }
  return value;
}

// Ballots of which so many are for the two. Arlo adds the two shares, each rounded to a double,
// without another rounding: where the quotient is whole but for that it asks for one more.
std::int64_t all_for_votes(std::int64_t votes, const PollShares& shares) {
  const base::ExactFraction exact =
      base::ExactFraction(votes) / (exactly(shares.winner) + exactly(shares.loser));
  const std::int64_t whole = exact.floor();
  return base::ExactFraction(whole) == exact ? whole : whole + 1;
}

}  // namespace

double bravo_log_evidence(const TwoVotes& reported, const TwoVotes& sample) {
  RECANVASS_CHECK(reported.loser >= 0 && reported.winner > reported.loser);
  RECANVASS_CHECK(sample.winner >= 0 && sample.loser >= 0);
  const double both = static_cast<double>(reported.winner + reported.loser);
  const double lead = static_cast<double>(reported.winner - reported.loser) / both;
  const double losses =
      sample.loser == 0 ? 0.0 : static_cast<double>(sample.loser) * std::log1p(-lead);
  return static_cast<double>(sample.winner) * std::log1p(lead) + losses;
}

std::int64_t bravo_expected_cards(const PollShares& shares, double risk_limit,
                                  const TwoVotes& sample) {
  const Drift drift = drift_of(shares, risk_limit, sample);
  const double a_card =
      shares.winner * drift.plus + (shares.loser == 0.0 ? 0.0 : shares.loser * drift.minus);
  return static_cast<std::int64_t>(std::ceil((drift.missing + 0.5 * drift.plus) / a_card));
}

double arlo_bravo_chance(const PollShares& shares, double risk_limit, const TwoVotes& sample,
                         std::int64_t cards) {
  const Drift drift = drift_of(shares, risk_limit, sample);
  if (drift.missing <= 0.0) return 0.0;
  const double votes = static_cast<double>(cards) * drift.both;
  const double needed = (drift.missing - drift.minus * votes) / (drift.plus - drift.minus);
  const double z = (needed - votes * drift.winner_share) /
                   std::sqrt(votes * drift.winner_share * (1.0 - drift.winner_share));
  return std::round(stats::normal_below(-z) * 100.0) / 100.0;
}

std::int64_t arlo_bravo_cards(const PollShares& shares, double risk_limit, const TwoVotes& sample,
                              double chance) {
  const Drift drift = drift_of(shares, risk_limit, sample);
  if (drift.missing <= 0.0) return 0;
  const double z = -stats::normal_quantile(chance);
  const double spread = drift.winner_share * (1.0 - drift.winner_share);
  const double f = drift.missing / (drift.plus - drift.minus);
  const double g = drift.minus / (drift.plus - drift.minus) + drift.winner_share;
  const double a = g * g;
  const double b = -(z * z * spread + 2.0 * f * g);
  const double root = std::sqrt(std::max(0.0, b * b - 4.0 * a * f * f));
  auto votes =
      static_cast<std::int64_t>(std::floor((chance > 0.5 ? -b + root : -b - root) / (2.0 * a)));
  while (true) {
    const auto winners =
        static_cast<double>(stats::binomial_quantile(votes, drift.winner_share, 1.0 - chance));
    const double gained =
        winners * drift.plus + (static_cast<double>(votes) - winners) * drift.minus;
    if (gained > drift.missing) break;
    ++votes;
  }
  return all_for_votes(votes, shares);
}

double bayes_log_evidence(const TwoVotes& sample) {
  const std::int64_t draws = sample.winner + sample.loser;
  constexpr double kLogTwo = 0.69314718055994530942;
  return kLogTwo * (1.0 + static_cast<double>(draws)) +
         stats::log_upper_half_beta(draws, sample.winner);
}

double bayes_risk(const TwoVotes& sample) {
  const double log_evidence = bayes_log_evidence(sample);
  // 1/(1+T) without an overflow of T.
  const double risk = log_evidence > 0.0 ? std::exp(-log_evidence) / (1.0 + std::exp(-log_evidence))
                                         : 1.0 / (1.0 + std::exp(log_evidence));
  return std::max(std::min(1.0, risk * (1.0 + 1e-12)), std::numeric_limits<double>::min());
}

double bayes_upset_diagnostic(const TwoVotes& sample) {
  return stats::uniform_posterior_upset(sample.winner + sample.loser, sample.winner);
}

}  // namespace recanvass::audit
