#include "audit/risk_function.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

using stats::BetScale;
using stats::MeanClaim;
using stats::MeanTest;
using Test = std::unique_ptr<MeanTest>;

struct Entry {
  RiskFunctionName name;
  Test (*make)(const MeanClaim&, const RiskSettings&);
};

// Rules that keep within their own bounds may stake up to everything but a rounding error.
constexpr double kOwnCap = 1.0 - 1e-9;

double estimate_of(const MeanClaim& claim, const RiskSettings& settings) {
  return settings.estimate > 0.0 ? settings.estimate : 0.5 * (claim.null_mean + claim.upper_bound);
}

std::vector<stats::ValueShare> reported_values(const MeanClaim& claim,
                                               const RiskSettings& settings) {
  if (!settings.reported.empty()) return settings.reported;
  if (settings.estimate <= 0.0) return {};
  const double high = settings.estimate / claim.upper_bound;
  return {{claim.upper_bound, high}, {0.0, 1.0 - high}};
}

Test shrink_trunc_test(const MeanClaim& claim, const RiskSettings& settings) {
  stats::ShrinkTrunc own;
  own.estimate = estimate_of(claim, settings);
  own.draws_worth = settings.draws_worth;
  own.approach = settings.approach.value_or(0.5 * (own.estimate - claim.null_mean));
  own.deviation_pull = settings.deviation_pull;
  return stats::betting_test(claim, stats::shrink_trunc(claim, own), kOwnCap);
}

Test default_test(const MeanClaim& claim, const RiskSettings& settings) {
  return stats::mixture_test(claim, default_bets(claim, settings), BetScale::ShareOfLargest);
}

Test agrapa_test(const MeanClaim& claim, const RiskSettings& settings) {
  stats::Agrapa own = settings.agrapa;
  own.first_bet = settings.bet;
  return stats::betting_test(claim, stats::agrapa(own), kOwnCap);
}

Test cobra_fixed_test(const MeanClaim& claim, const RiskSettings& settings) {
  return stats::betting_test(
      claim,
      stats::kelly_rule(claim, stats::overstatement_values(claim.upper_bound, settings.prior)));
}

Test cobra_adaptive_test(const MeanClaim& claim, const RiskSettings& settings) {
  stats::CobraAdaptive own;
  own.prior = settings.prior;
  return stats::betting_test(claim, stats::cobra_adaptive(claim, own));
}

Test kelly_mixture(const MeanClaim& claim, stats::KellyShape shape, int parts) {
  return stats::mixture_test(claim, stats::kelly_shares(shape, parts), BetScale::ShareOfLargest,
                             1.0);
}

// Sorted by name.
const std::vector<Entry>& entries() {
  static const std::vector<Entry> list{
      {{"alpha-fixed", "ALPHA with the mean fixed as reported (a probability ratio test)"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::betting_test(c, stats::fixed_estimate(c, estimate_of(c, s)), kOwnCap);
       }},
      {{"alpha-optimal-comparison", "ALPHA with the best estimate for rare two-vote errors"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::betting_test(c, stats::optimal_comparison(c, s.two_vote_share), kOwnCap);
       }},
      {{"alpha-shrink-trunc", "ALPHA whose estimate shrinks from the report to the sample"},
       shrink_trunc_test},
      {{"betting-agrapa", "bets by the growth that the sample so far promises"}, agrapa_test},
      {{"betting-fixed", "the same bet at every draw"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::betting_test(c, stats::fixed_bet(s.bet));
       }},
      {{"betting-kelly", "the best bet for the population as reported"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::betting_test(c, stats::kelly_rule(c, reported_values(c, s)));
       }},
      {{"cobra-adaptive", "the best bet for the shares of errors seen so far"},
       cobra_adaptive_test},
      {{"cobra-diversified", "a mixture of the best bets for many shares of errors"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::mixture_test(c, stats::cobra_diversified_bets(c, s.prior, 10),
                                    BetScale::Absolute);
       }},
      {{"cobra-fixed", "the best bet for assumed shares of errors"}, cobra_fixed_test},
      {{"default", "over half on the report being right, the rest on smaller bets"}, default_test},
      {{"kaplan-kolmogorov", "Kaplan-Kolmogorov, without replacement"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::betting_test(c, stats::kaplan_markov(s.padding), 1.0);
       }},
      {{"kaplan-markov", "Kaplan-Markov; of a finite list it is Kaplan-Kolmogorov"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::betting_test(c, stats::kaplan_markov(s.padding), 1.0);
       }},
      {{"kaplan-martingale", "Kaplan's martingale, integrated over all paddings"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::mixture_test(c, stats::kaplan_martingale_shares(s.parts),
                                    BetScale::ShareOfLargest, 1.0);
       }},
      {{"kaplan-wald", "Kaplan-Wald"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::betting_test(c, stats::kaplan_wald(s.padding), 1.0);
       }},
      {{"mixture-linear", "a mixture of shares of the largest bet, linear weights"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return kelly_mixture(c, stats::KellyShape::Linear, s.parts);
       }},
      {{"mixture-square", "a mixture of shares of the largest bet, square weights (sqKelly)"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return kelly_mixture(c, stats::KellyShape::Square, s.parts);
       }},
      {{"mixture-uniform", "a mixture of shares of the largest bet, equal weights"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return kelly_mixture(c, stats::KellyShape::Uniform, s.parts);
       }},
      {{"portfolio", "the universal portfolio: equal bets from nothing to the largest"},
       [](const MeanClaim& c, const RiskSettings& s) {
         return stats::mixture_test(c, stats::portfolio_bets(c.null_mean, s.parts),
                                    BetScale::Absolute, 1.0);
       }},
  };
  return list;
}

struct Bound {
  std::string_view setting;
  double value, least, most;
};

base::Problems out_of_range(std::string_view name, const MeanClaim& claim,
                            const RiskSettings& settings) {
  std::vector<Bound> bounds{
      {"estimate", settings.estimate, 0.0, claim.upper_bound},
      {"draws_worth", settings.draws_worth, 1e-9, 1e18},
      {"approach", settings.approach.value_or(0.0), 0.0, claim.upper_bound},
      {"deviation_pull", settings.deviation_pull, 0.0, 1e18},
      {"bet", settings.bet, 0.0, 1.0 / claim.null_mean},
      {"two_vote_share", settings.two_vote_share, 0.0, 1.0},
      {"padding", settings.padding, 1e-9, 1.0},
      {"parts", static_cast<double>(settings.parts), 2.0, 500.0},
      {"prior one_vote", settings.prior.one_vote, 0.0, 0.5},
      {"prior two_vote", settings.prior.two_vote, 0.0, 0.5},
  };
  if (settings.estimate > 0.0) {
    bounds.push_back(
        {"estimate", settings.estimate, claim.null_mean * (1.0 + 1e-12), claim.upper_bound});
  }
  // Overstatement values have their value without error at u/2, above the null mean.
  const bool comparison = name.substr(0, 6) == "cobra-" || name == "alpha-optimal-comparison";
  if (comparison) bounds.push_back({"upper bound", claim.upper_bound, 1.0 + 1e-15, 1e18});
  base::Problems problems;
  for (const Bound& one : bounds) {
    if (one.value >= one.least && one.value <= one.most) continue;
    problems.push_back({"risk.setting",
                        {std::string(name), 0, std::string(one.setting)},
                        fmt::format("{}", one.value),
                        fmt::format("a number from {} to {}", one.least, one.most),
                        "Give the setting within its range."});
  }
  return problems;
}

}  // namespace

std::vector<stats::WeightedBet> default_bets(const MeanClaim& claim, const RiskSettings& settings) {
  const auto reported = reported_values(claim, settings);
  const double bet =
      reported.empty() ? 0.0 : stats::kelly_bet(reported, claim.null_mean, stats::kBetCap);
  return bet > 0.0 ? stats::default_shares(bet * claim.null_mean) : stats::unreported_shares();
}

const std::vector<RiskFunctionName>& risk_function_names() {
  static const std::vector<RiskFunctionName> names = [] {
    std::vector<RiskFunctionName> list;
    for (const Entry& entry : entries()) list.push_back(entry.name);
    return list;
  }();
  return names;
}

base::Result<std::unique_ptr<MeanTest>> make_risk_function(std::string_view name,
                                                           const MeanClaim& claim,
                                                           const RiskSettings& settings) {
  const auto& list = entries();
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Entry& one) { return one.name.name == name; });
  if (found == list.end()) {
    return base::Problem{"risk.unknown-function",
                         {"", 0, "risk function"},
                         fmt::format("\"{}\"", name),
                         "one of the names that the manual lists",
                         "Take \"default\", or a name of docs/math/risk-functions.md."};
  }
  base::Problems problems = out_of_range(name, claim, settings);
  if (!problems.empty()) return problems;
  return found->make(claim, settings);
}

}  // namespace recanvass::audit
