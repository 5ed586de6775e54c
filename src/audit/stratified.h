// One contest over strata, each drawn by itself: cards of some are compared with their records, of
// others the paper is polled. The risk of each assertion over all strata together, by UI-TS
// (audit/strata.h) or, of two strata, by SUITE (audit/suite.h), and how many cards of which stratum
// come next. Pure, as audit/measure.h is, whose cards it takes. Equations: docs/math/strata.md.
#pragma once

#include "audit/measure.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::audit {

/// Sorted by name: suite, ui-ts.
[[nodiscard]] const std::vector<RiskFunctionName>& strata_function_names();

/// What is taken where none is named.
inline constexpr std::string_view kStrataFunction = "ui-ts";

struct AuditedStratum {
  std::string name;
  MeasureDesign design = MeasureDesign::Comparison;
  election::CardCount cards;  ///< all of it, phantoms included; above 0
};

/// An assertion in one stratum, as reported.
struct StratumClaim {
  /// Of a comparison: the assorter's mean over its records, a phantom worth one half.
  base::Rational recorded_mean;
  std::optional<TwoVotes> votes;  ///< of a claim about the votes of two
};

struct StratifiedAssertion {
  Assertion assertion;
  base::Rational assorter_margin;  ///< over all strata
  std::vector<StratumClaim> strata;
};

/// One contest under audit.
struct StratifiedMeasure {
  std::string contest;
  double risk_limit = 0.05;
  std::string risk_function{kStrataFunction};
  std::vector<AuditedStratum> strata;
  std::vector<StratifiedAssertion> assertions;
};

/// How the cards of a stratum have to be drawn. SUITE's comparison is of draws with replacement;
/// all others are without.
[[nodiscard]] draw::Replacement replacement_of(std::string_view risk_function,
                                               MeasureDesign design);

/// What was drawn of one stratum, in the order of the draw.
struct StratumSample {
  std::vector<MeasuredCard> cards;
  std::vector<std::size_t> round_ends;  ///< cards drawn up to the end of each round
};

/// Of one assertion in one stratum.
struct StratumTally {
  DiscrepancyTally compared;  ///< of a comparison
  std::int64_t for_claim = 0;  ///< of a poll: cards above one half, below, and at it
  std::int64_t against_claim = 0;
  std::int64_t neither = 0;
};

struct StratifiedRisk {
  double p = 1.0;
  Certainty certainty = Certainty::Open;  ///< by the paper that was read, whatever the rest says
  std::vector<StratumTally> tallies;  ///< by stratum
};

struct MeasuredStrata {
  std::vector<StratifiedRisk> assertions;
  std::size_t worst = 0;  ///< one that is certainly false, else the one with the largest p
  double risk = 1.0;
  Verdict verdict = Verdict::NotYetConfirmed;
  /// Of what was reported of polled strata, as MeasuredContest::totals_chance; 1 where it is not
  /// known.
  double totals_chance = 1.0;
  /// Cards more by stratum, in proportion to those drawn, if no record differs and the paper that
  /// is polled is like what was read; no value: confirmed, or no sample would do.
  std::optional<std::vector<std::int64_t>> more;
};

/// Once all cards were read the exact sum decides. The risk is that of the best round so far.
/// Causes: measure.function (unknown), measure.assertions (none), measure.margin (not above 0),
/// measure.strata (none; of SUITE not one compared and one polled), measure.votes (SUITE, and a
/// claim that is not of two choices' votes), measure.cards (more different cards than a stratum
/// has), measure.rounds (ends that do not rise to the cards drawn, or not as many in each stratum).
/// @pre strata and claims of each assertion are as many as samples; markings outlive the call
[[nodiscard]] base::Result<MeasuredStrata> measure_strata(const StratifiedMeasure& contest,
                                                          std::span<const StratumSample> samples);

/// Cards of each stratum for a first round that confirms if the report is right and votes come as
/// evenly as they can; of some ways to share them between polled and compared strata the one with
/// the fewest. No value: nothing but all cards does, or a claim is not of two choices' votes.
/// Causes: as measure_strata().
[[nodiscard]] base::Result<std::optional<std::vector<std::int64_t>>> first_strata_round(
    const StratifiedMeasure& contest);

}  // namespace recanvass::audit
