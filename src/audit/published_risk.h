// Risks that audits published, from the figures that they published: by the sound formula, and by
// the rules of the programs that printed them, under their names. Used by workflow/reverify_*.
// docs/published-audits.md tells where the two differ.
#pragma once

#include "audit/macro.h"
#include "audit/polling_rounds.h"
#include "audit/suite.h"
#include "audit/super_simple.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace recanvass::audit {

/// A contest as reported: votes by choice, how many are elected, cards of the sampling domain.
struct ReportedContest {
  std::vector<std::int64_t> votes;
  std::int64_t winners = 1;
  std::int64_t cards = 0;

  /// Those with the most votes; of equal ones the first.
  [[nodiscard]] std::vector<bool> won() const;
  /// The least lead of one elected over one not elected; all votes of the last one elected where
  /// nobody lost.
  [[nodiscard]] std::int64_t reported_margin() const;
};

/// A sampled card: votes by choice in its record and on its paper, and how often it was drawn.
struct ComparedCard {
  std::vector<std::int64_t> recorded;
  std::vector<std::int64_t> found;
  bool missing = false;  ///< the card, or its record, could not be found
  std::int64_t times = 1;
};

/// By how many votes the record overstates the lead of one elected over one not, at most over all
/// such pairs; a missing card by two.
[[nodiscard]] std::int64_t card_overstatement(const std::vector<bool>& won,
                                              const ComparedCard& card);

/// Draws by the discrepancy they showed, each card as often as it was drawn.
[[nodiscard]] Discrepancies discrepancies_of(const ReportedContest& contest,
                                             const std::vector<ComparedCard>& cards);

/// One way to a risk, by its name in words.
struct NamedRisk {
  std::string_view rule;
  double risk = 1.0;
};

/// Risks of a comparison of cards; the first is super-simple's, and right. The others are Arlo's:
/// it weighs an error by the lead of its own pair, and has counted understatements as nothing, or
/// taken the error of the last pair it looked at, or, as today, of the pair with the most votes.
[[nodiscard]] std::vector<NamedRisk> comparison_risks(const ReportedContest& contest,
                                                      const std::vector<ComparedCard>& cards);

/// Votes of a round of polling by choice (not of all rounds before), and cards that were not found.
struct PolledRound {
  std::vector<std::int64_t> votes;
  std::int64_t not_found = 0;
};

enum class PollingRule { Bravo, Minerva, Providence };

/// The largest over all pairs of one elected and one not, after the last of the rounds; a card that
/// was not found is a vote for the one not elected. 0 when no choice was not elected.
[[nodiscard]] double polling_risk(PollingRule rule, const ReportedContest& contest,
                                  double risk_limit, const std::vector<PolledRound>& rounds);

/// Risks of a comparison of batches, in the order of the tickets; the first is right: the least on
/// the way. Arlo has stopped at the first draw that meets the limit, taken the product at the end,
/// and counted a batch once that was drawn more often.
[[nodiscard]] std::vector<NamedRisk> batch_risks(double bound_sum, double risk_limit,
                                                 const std::vector<BatchDraw>& draws,
                                                 const std::vector<BatchDraw>& once);

/// U where one is elected and one is not: the sum over batches follows from the totals.
///     (lead in the batches + their cards) / lead,   the lead less pending cards
/// @pre lead > 0
[[nodiscard]] double two_choice_bound_sum(std::int64_t lead_in_batches,
                                          std::int64_t cards_in_batches, std::int64_t lead);

/// SUITE's risk as Arlo searches it, by steps of 0.05 of the lead without refining: at most the
/// right one, which suite_risk() gives.
[[nodiscard]] double coarse_suite_risk(const SuiteAudit& audit, double step);

}  // namespace recanvass::audit
