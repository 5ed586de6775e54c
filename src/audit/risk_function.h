// Every risk function that tests assorter means, by name and through one interface: what a plan, a
// measurement and a published audit name is looked up here. Each is a stats::MeanTest; the others
// (rounds of polling, batches, strata) have headers of their own in this folder.
// docs/math/risk-functions.md lists them with their sources.
#pragma once

#include "base/result.h"
#include "stats/bet_mixture.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace recanvass::audit {

/// What a risk function may be tuned by; each reads what it needs and leaves the rest.
struct RiskSettings {
  double estimate = 0.0;               ///< η0, the reported mean; 0: none is given
  double draws_worth = 100;            ///< d of shrink-trunc
  std::optional<double> approach;      ///< c of shrink-trunc; else half of η0 - t
  double deviation_pull = 0;           ///< f of shrink-trunc
  double bet = 0.0;                    ///< λ of a fixed bet, the first of aGRAPA
  double two_vote_share = 1e-4;        ///< assumed by alpha-optimal-comparison
  double padding = 0.1;                ///< g of the Kaplan functions
  int parts = 100;                     ///< of the portfolio and of the Kelly mixtures
  stats::Agrapa agrapa;                ///< its caps; the first bet is `bet`
  stats::OverstatementShares prior{1e-3, 1e-4};  ///< of the COBRA functions
  /// The population as reported, for a-priori Kelly and for the default; empty: from `estimate`,
  /// as if values were 0 and u, and without that nothing is taken as reported.
  std::vector<stats::ValueShare> reported;
};

/// One function of the list.
struct RiskFunctionName {
  std::string_view name;
  std::string_view summary;
};

/// All of them, sorted by name.
[[nodiscard]] const std::vector<RiskFunctionName>& risk_function_names();

/// The function that is taken when none is named.
inline constexpr std::string_view kDefaultRiskFunction = "default";

/// The bets of the default, shares of the largest bet, for these settings. @pre as its function
[[nodiscard]] std::vector<stats::WeightedBet> default_bets(const stats::MeanClaim& claim,
                                                           const RiskSettings& settings);

/// A fresh test of `claim`. Causes: risk.unknown-function, risk.setting (out of its range).
[[nodiscard]] base::Result<std::unique_ptr<stats::MeanTest>> make_risk_function(
    std::string_view name, const stats::MeanClaim& claim, const RiskSettings& settings);

}  // namespace recanvass::audit
