// A batch comparison: batches are drawn with a chance in proportion to how much of a lead their
// errors could make up, each that is drawn is counted by hand as a whole, and the counts are held
// against the reported sums. Any claim that adds up votes. Pure: what was drawn and counted is
// handed over. Equations: docs/math/batches.md. The draw: draw/weighted_counter.h.
#pragma once

#include "audit/asserted_contest.h"
#include "audit/macro.h"
#include "audit/risk_function.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::audit {

/// One claim over all batches, in whole multiples of one over its assorter's denominator. Of "Ada
/// has more votes than Ben" a multiple is a vote of the lead.
struct BatchClaim {
  /// The assorter added up over each batch as reported: the most that its count can be overstated.
  std::vector<std::int64_t> reported;
  std::vector<std::int64_t> room;  ///< the most that it can be understated
  /// Of all reported sums above one half a card: overstatements of so much undo the claim.
  std::int64_t lead = 0;
};

/// The assorter added up over a batch, `missing` of whose cards were not found and say nothing for
/// the claim. @pre the claim adds up votes; no choice has more votes than cards that were found
[[nodiscard]] std::int64_t batch_sum(const Assorter& assorter, const BatchVotes& batch,
                                     std::int64_t missing = 0);

[[nodiscard]] BatchClaim batch_claim(const Assorter& assorter, std::span<const BatchVotes> batches);

/// The weight of a batch whose errors could just make up the whole of a lead.
inline constexpr std::int64_t kLeadWeight = 1'000'000'000;

/// By batch: the largest share of any claim's lead that it could overstate, times kLeadWeight,
/// rounded up; at least 1 where there are cards, 0 where there are none.
/// Causes: batches.lead (a claim without one, or one so small that all have to be counted).
[[nodiscard]] base::Result<std::vector<std::uint64_t>> batch_weights(
    std::span<const BatchClaim> claims, std::span<const std::int64_t> cards);

/// Sorted by name: default (three bets on each different batch, without replacement),
/// kaplan-markov (all on one, without replacement), macro (each draw, with replacement, by the
/// largest error over all claims, as Arlo).
[[nodiscard]] const std::vector<RiskFunctionName>& batch_function_names();

/// One contest under audit.
struct BatchMeasure {
  std::string contest;
  std::vector<BatchClaim> claims;
  std::vector<std::uint64_t> weights;  ///< by which was drawn; the largest error of any claim fits
  double risk_limit = 0.05;
  std::string risk_function{kDefaultRiskFunction};
};

/// What was counted: batches in the order of the draw, each as often as it was drawn, and by claim
/// and batch what the report said more than the count (0 of batches that were not drawn).
struct BatchCounts {
  std::vector<std::size_t> draws;
  std::vector<std::vector<std::int64_t>> overstated;
  /// Of the batches that were counted, each taken to speak against every claim.
  std::int64_t missing_cards = 0;
};

struct MeasuredBatches {
  std::vector<double> risks;  ///< by claim
  std::size_t worst = 0;
  double risk = 1.0;
  Verdict verdict = Verdict::NotYetConfirmed;
  /// Batches more that are enough if none differs, whichever they are; no value: it is confirmed,
  /// or no count could confirm it.
  std::optional<std::int64_t> more_if_clean;
};

/// Once every batch with cards was counted the risk is 0 or 1. A claim that what was counted
/// refutes, whatever the other batches say, has risk 1: contradicted, or where cards are missing
/// that could have spoken for it a full hand count is needed.
/// Causes: measure.function (unknown, or not of batches), measure.assertions (no claim).
/// @pre as BatchClaim; overstatements within reported and room; weights of batch_weights()
[[nodiscard]] base::Result<MeasuredBatches> measure_batches(const BatchMeasure& contest,
                                                            const BatchCounts& counts);

}  // namespace recanvass::audit
