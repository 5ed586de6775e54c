// The banded test of two strata, audit/strata.h.
#include "audit/strata.h"
#include "base/check.h"
#include "stats/compensated_sum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

double apriori_bet(double theta, BandBets lawful) {
  if (theta <= 0.0) return kInfinite;
  // No mean is above 1: only the peer stakes against it.
  if (theta == 1.0 || (theta > 1.0 && lawful == BandBets::Lawful)) return 0.0;
  const double alternative = 0.5 * (theta + 1.0);
  return std::clamp((alternative / theta - 1.0) / (1.0 - theta), 0.0, 0.99 / theta);
}

// Bets of one stratum for one θ, all draws; each looks only at the draws before it.
std::vector<double> bets_of(BandBet rule, double theta, const std::vector<double>& values,
                            BandBets lawful) {
  constexpr double kFloor = 1e-5;  // the peer's guard against θ = 0
  std::vector<double> bets;
  double sum = 0.0;
  double mean = 0.5;
  double square = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double j = static_cast<double>(i);
    double bet = 0.75;
    if (rule == BandBet::AprioriBernoulli) bet = apriori_bet(theta, lawful);
    if (rule == BandBet::PredictableBernoulli) {
      constexpr double kWorth = 20.0;
      const double shrunk = (kWorth * 0.5 * (theta + 1.0) + sum) / (kWorth + j);
      const double estimate = std::max(shrunk, theta + 0.5 / std::sqrt(kWorth + j));
      bet = std::min((estimate / theta - 1.0) / (1.0 - theta), 0.95 / (theta + kFloor));
    }
    if (rule == BandBet::Agrapa) {
      // The first two deviations are a quarter, the others those of the sample, n - 1 below.
      const double deviation = i < 2 ? 0.25 : std::max(0.01, std::sqrt(square / (j - 1.0)));
      const double ahead = mean - theta;
      bet = theta > 0.0
                ? std::min(ahead / (deviation * deviation + ahead * ahead), 0.75 / (theta + kFloor))
                : kInfinite;
      bet = std::max(0.0, bet);
    }
    bets.push_back(bet);
    sum += values[i];
    const double last = i == 0 ? 0.0 : mean;
    mean = last + (values[i] - last) / (j + 1.0);
    square += (values[i] - last) * (values[i] - mean);
  }
  return bets;
}

// Cards that are worth more than all of the stratum refute its mean without a bet.
bool gives_too_much(const StratumDraws& stratum, double theta, double drawn) {
  constexpr double kRounding = 1e-12;
  if (!stratum.without_replacement) return theta <= 0.0 && drawn > 0.0;
  const double n = static_cast<double>(stratum.population);
  return drawn - n * theta > kRounding * n;
}

// ln T after each draw, from none on.
std::vector<double> log_products(const StratumDraws& stratum, double theta,
                                 const std::vector<double>& bets, BandBets lawful) {
  std::vector<double> logs{0.0};
  stats::CompensatedSum log_product;
  double sum = 0.0;
  const double n = static_cast<double>(stratum.population);
  double state = 0.0;  // 0 while the product is ordinary
  for (std::size_t i = 0; i < stratum.values.size(); ++i) {
    const double value = stratum.values[i];
    const double mu =
        stratum.without_replacement ? (n * theta - sum) / (n - static_cast<double>(i)) : theta;
    sum += value;
    double bet = bets[i];
    if (lawful == BandBets::Lawful) bet = mu > 0.0 ? std::clamp(bet, 0.0, 1.0 / mu) : 0.0;
    const double change = bet * (value - mu);
    if (state == 0.0 && change <= -1.0) state = -kInfinite;
    if (state == 0.0) log_product.add(std::log1p(change));
    double now = state == 0.0 ? log_product.value() : state;
    const bool refuted =
        lawful == BandBets::Lawful ? gives_too_much(stratum, theta, sum) : mu < 0.0;
    if (refuted) now = kInfinite;
    if (mu > 1.0) now = -kInfinite;
    logs.push_back(now);
  }
  return logs;
}

// How many draws of each stratum stand after each draw of both: the one that is less far along.
std::vector<std::array<std::size_t, 2>> interleaving(std::size_t first, std::size_t second) {
  std::vector<std::array<std::size_t, 2>> steps{{0, 0}};
  while (steps.back()[0] < first || steps.back()[1] < second) {
    std::array<std::size_t, 2> next = steps.back();
    const bool one_left = next[0] < first;
    const bool two_left = next[1] < second;
    const bool one_behind = static_cast<double>(next[0]) / static_cast<double>(first) <=
                            static_cast<double>(next[1]) / static_cast<double>(second);
    ++next[one_left && (!two_left || one_behind) ? 0 : 1];
    steps.push_back(next);
  }
  return steps;
}

using Ends = std::array<double, 2>;

}  // namespace

BandedRisk banded_risk(const StratumDraws& first, const StratumDraws& second, double null_mean,
                       int bands, BandBet bet, BandBets lawful) {
  RECANVASS_CHECK(bands >= 1 && first.upper_bound == 1.0 && second.upper_bound == 1.0);
  const double all = static_cast<double>(first.population + second.population);
  const double w1 = static_cast<double>(first.population) / all;
  const double w2 = static_cast<double>(second.population) / all;
  const double low = std::max(0.0, null_mean - w2);
  const double high = std::min(1.0, null_mean / w1);
  const auto point = [&](int i) {
    const double theta = low + (high - low) * static_cast<double>(i) / bands;
    return Ends{theta, (null_mean - w1 * theta) / w2};
  };
  const auto steps = interleaving(first.values.size(), second.values.size());
  BandedRisk risk;
  risk.log_evidence.assign(steps.size(), kInfinite);
  for (int band = 0; band < bands; ++band) {
    const Ends from = point(band);
    const Ends to = point(band + 1);
    const auto bets_1 = bets_of(bet, std::max(from[0], to[0]), first.values, lawful);
    const auto bets_2 = bets_of(bet, std::max(from[1], to[1]), second.values, lawful);
    std::array<std::vector<double>, 2> at_end;
    for (std::size_t end = 0; end < 2; ++end) {
      const Ends& theta = end == 0 ? from : to;
      const auto one = log_products(first, theta[0], bets_1, lawful);
      const auto two = log_products(second, theta[1], bets_2, lawful);
      double largest = -kInfinite;
      for (const auto& step : steps) {
        const double a = one[step[0]];
        const double b = two[step[1]];
        largest = std::max(largest, a == kInfinite || b == kInfinite ? kInfinite : a + b);
        at_end[end].push_back(largest);
      }
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const double least = std::min(at_end[0][i], at_end[1][i]);
      if (least < risk.log_evidence[i]) {
        risk.log_evidence[i] = least;
        if (i + 1 == steps.size()) {
          risk.centre = {0.5 * (from[0] + to[0]), 0.5 * (from[1] + to[1])};
        }
      }
    }
  }
  return risk;
}

}  // namespace recanvass::audit
