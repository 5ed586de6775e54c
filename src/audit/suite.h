// SUITE: one contest over two strata, one audited by comparison and one by polling, with their
// p-values combined by Fisher and maximised over how the lead's error is split between them.
// Kalamazoo 2018 used it. Today's choice for strata is audit/strata.h. docs/math/suite.md.
#pragma once

#include "audit/super_simple.h"

#include <cstdint>

namespace recanvass::audit {

/// Votes and cards of one stratum as reported.
struct StratumVotes {
  std::int64_t winner = 0;
  std::int64_t loser = 0;
  std::int64_t cards = 0;
};

/// Cards of a polling sample by what they show.
struct PollingSample {
  std::int64_t winner = 0;
  std::int64_t loser = 0;
  std::int64_t other = 0;
};

/// p of the comparison stratum when it answers for `share` of the lead (negative: it may have
/// understated): (1 - share/(γ U))^n times what discrepancies cost, U = 2 cards / lead. At most 1.
[[nodiscard]] double suite_comparison_p(std::int64_t stratum_cards, std::int64_t lead, double share,
                                        std::int64_t sampled, const Discrepancies& found,
                                        double inflation);

/// The least sample of the comparison stratum that gives p <= risk_limit with these discrepancies,
/// by the linear formula of CORLA.
[[nodiscard]] std::int64_t suite_comparison_cards(std::int64_t stratum_cards, std::int64_t lead,
                                                  double share, double risk_limit,
                                                  const Discrepancies& found, double inflation);

/// A polling test: ln of the likelihood ratio, the winner's votes at which the null is likeliest,
/// and p = min(1, 1/ratio).
struct PollingRatio {
  double log_ratio = 0.0;
  double winner_at_null = 0.0;
  double p = 1.0;
};

/// Reported tallies against winner - loser = null_lead, the rest free: sampling without
/// replacement, the free tally where it is likeliest. null_lead need not be whole. An impossible
/// null gives p 0.
/// Source: Ottoboni, Benaloh, Lindeman, Rivest, Stark, SUITE (2018), section 3.3.
[[nodiscard]] PollingRatio polling_ratio(const StratumVotes& reported, const PollingSample& sample,
                                         double null_lead);

/// The whole audit.
struct SuiteAudit {
  StratumVotes comparison;
  StratumVotes polling;
  std::int64_t sampled = 0;  ///< of the comparison stratum
  Discrepancies found;
  PollingSample sample;  ///< of the polling stratum
  double inflation = 1.03905;
};

/// Fisher's combination of both strata's p when the comparison answers for `share` of the lead.
/// @pre as of suite_risk
[[nodiscard]] double suite_p_at(const SuiteAudit& audit, double share);

/// The largest combined p, where it stands, and the range of shares it was sought over.
struct SuiteRisk {
  double p = 1.0;
  double share = 0.0;
  double share_least = 0.0;
  double share_most = 0.0;
};

/// Maximised over the share of the lead by a grid refined around every cell that may hold the
/// largest value, to a relative 1e-9; p rounded up. p may have several tops.
/// @pre the winner leads over both strata together
[[nodiscard]] SuiteRisk suite_risk(const SuiteAudit& audit);

}  // namespace recanvass::audit
