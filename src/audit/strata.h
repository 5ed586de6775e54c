// One assertion over several strata, each sampled on its own (UI-TS): the mean over all is at most
// t only if the strata's means are at most some θ with Σ w θ = t. Evidence against every such θ is
// the product of the strata's; the audit has the least of it over all θ. Fisher's combination loses
// nearly everything with many strata (docs/math/strata.md, table P1), this does not.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace recanvass::audit {

/// One stratum: its numbers, and what was drawn of it, in order.
struct StratumDraws {
  std::int64_t population = 0;  ///< N of the stratum, > 0
  double upper_bound = 1.0;
  bool without_replacement = true;
  std::vector<double> values;
  /// Of a comparison what a draw shows where nothing differs: bets are made on draws staying there.
  /// 0: of a poll, where they are made on what was drawn.
  double usual = 0.0;
};

/// The least evidence over all splits of the null.
struct StrataRisk {
  double log_evidence = 0.0;
  std::vector<double> null_means;  ///< θ of each stratum where it is least
  double p = 1.0;
};

/// Any number of strata. Bets are a predictable part c of 1/μ (the mean less the deviation of the
/// stratum's draws so far, as a part of the bound or of what is usual, between a tenth and nine
/// tenths), the same for every θ: then ln T of a stratum is convex in θ and the least over the
/// polytope is found exactly, one multiplier for all strata. Evidence is that of all draws; it is
/// monitored round by round, and the largest so far counts. A stratum not yet drawn from stands
/// with ln T = 0.
/// @pre 0 < null_mean, some split of it exists
[[nodiscard]] StrataRisk strata_risk(std::span<const StratumDraws> strata, double null_mean);

/// How the peers' two-stratum banded test bets. Source: Spertus, Sridhar, Stark (2024).
enum class BandBet {
  Fixed,  ///< λ = .75
  AprioriBernoulli,  ///< best for a mean half way between θ and 1
  PredictableBernoulli,  ///< shrink-trunc with d = 20
  Agrapa,
};

/// Two strata on [0, 1], θ cut into bands: bets of a band are set at its largest θ, which keeps
/// them lawful for the whole band; ln T is then concave along the band, so its ends decide.
struct BandedRisk {
  std::vector<double> log_evidence;  ///< after each draw of the interleaving, from 0; running max
  std::vector<double> centre;  ///< θ in the middle of the band that is least at the end
};

/// Draws interleaved in proportion to the two samples. `lawful` clips bets to 1/μ where μ has moved
/// above the band's θ without replacement; the peer does not, and its wealth may go below 0 there.
enum class BandBets { Lawful, AsPublished };
[[nodiscard]] BandedRisk banded_risk(const StratumDraws& first, const StratumDraws& second,
                                     double null_mean, int bands, BandBet bet, BandBets bets);

}  // namespace recanvass::audit
