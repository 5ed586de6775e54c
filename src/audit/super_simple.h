// "Super-simple" comparison audits, as Colorado and Arlo run them: one inflation factor γ for all
// contests, discrepancies counted in votes. With their quirks under their names, for re-verifying
// what they published. docs/math/super-simple.md.
#pragma once

#include <cstdint>

namespace recanvass::audit {

/// Cards by the discrepancy they showed.
struct Discrepancies {
  std::int64_t one_over = 0;
  std::int64_t two_over = 0;
  std::int64_t one_under = 0;
  std::int64_t two_under = 0;
};

/// What the audit is about: cards of the sampling domain (in Colorado all cards of the county or
/// state), and the least lead of a winner over a loser in votes.
struct SuperSimple {
  std::int64_t cards = 0;
  std::int64_t margin_votes = 0;
  double inflation = 1.03905;  ///< γ
};

/// p = (1 - m/2γ)^n (1 - 1/2γ)^-o1 (1 - 1/γ)^-o2 (1 + 1/2γ)^-u1 (1 + 1/γ)^-u2, m = margin / cards,
/// at most 1, rounded up. A card that cannot be found is a two-vote overstatement.
/// @pre 0 <= margin_votes <= cards, sampled >= 0. A tie gives 1.
[[nodiscard]] double super_simple_risk(const SuperSimple& contest, std::int64_t sampled,
                                       const Discrepancies& found);

/// The same in logarithms, not cut off at 1: what a formula of several strata needs.
/// `share` is the part of the lead that this stratum answers for.
[[nodiscard]] double super_simple_log_risk(const SuperSimple& contest, std::int64_t sampled,
                                           const Discrepancies& found, double share = 1.0);

/// Cards at which so many discrepancies still pass: Colorado's formula
///     n = max(o1+o2+u1+u2, ceil(-2γ (ln α + Σ discrepancies · ln(...)) / m))
/// @return a full count when the lead is 0
[[nodiscard]] std::int64_t super_simple_cards(const SuperSimple& contest, double risk_limit,
                                              const Discrepancies& found);

/// Arlo's size of a first round (0.1 % one-vote and 0.01 % two-vote errors either way) and of a
/// later one (the overstatement rates seen, no understatements): one-vote errors expected are
/// rounded up, two-vote errors half up. All cards when errors that frequent use up the lead.
/// Compatibility only.
[[nodiscard]] std::int64_t arlo_super_simple_cards(const SuperSimple& contest, double risk_limit,
                                                   std::int64_t sampled,
                                                   const Discrepancies& found);

}  // namespace recanvass::audit
