// Batch comparison by MACRO with batches drawn in proportion to their error bounds (PPEB), as Arlo
// computes it. The draw itself is in draw/. docs/math/batches.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::audit {

/// A batch: cards, and votes for each choice in the order of the contest's choices.
struct BatchVotes {
  std::int64_t cards = 0;
  std::vector<std::int64_t> votes;
};

/// The contest as reported: totals in the same order, which choices won, cards not yet counted into
/// any batch (they lower every lead).
struct MacroContest {
  std::vector<std::int64_t> totals;
  std::vector<bool> won;
  std::int64_t pending_cards = 0;
};

/// u of a batch: the largest share of a lead that errors in it could make up,
///     max over pairs (w - l + cards) / V,   V the pair's reported lead less pending cards;
/// infinite when a lead is used up.
[[nodiscard]] double macro_bound(const MacroContest& contest, const BatchVotes& batch);

/// e of a batch: the largest share of a lead that its count overstated; 0 when none did.
[[nodiscard]] double macro_error(const MacroContest& contest, const BatchVotes& reported,
                                 const BatchVotes& counted);

/// U, the sum of all bounds. Combined batches keep the bound of the batch they were reported in.
[[nodiscard]] double macro_bound_sum(const MacroContest& contest,
                                     std::span<const BatchVotes> batches);

/// Batches of a first round without errors: ceil(ln α / ln(1 - 1/U)) + 1, at most all.
[[nodiscard]] std::int64_t arlo_macro_batches(double bound_sum, double risk_limit,
                                              std::int64_t batches);

/// One draw: the error found and the bound of its batch. A batch drawn twice stands twice.
struct BatchDraw {
  double error = 0.0;
  double bound = 0.0;
};

/// p = Π (1 - 1/U) / (1 - e/u), Kaplan-Markov over the draws in their order; the least value on the
/// way, rounded up. A batch whose error is its bound (taint 1) makes it 1 from there on.
[[nodiscard]] double macro_risk(double bound_sum, std::span<const BatchDraw> draws);

}  // namespace recanvass::audit
