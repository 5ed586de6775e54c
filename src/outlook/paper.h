// What the paper would show, and how much of it must be looked at: cards for an audit that finds no
// error, by named methods, next to a full recount. docs/math/paper.md; formulas in
// stats/audit_size.h.
#pragma once

#include "outlook/units.h"

#include <cstdint>
#include <optional>

namespace recanvass::outlook {

enum class CardBasis {
  Ballots,
  Votes
};  ///< ballots cast where reported, else votes of the contest

/// Cards to examine in one jurisdiction at a risk limit, when the reported outcome is right.
struct PaperNeeded {
  double risk_limit = 0.05;
  std::int64_t cards = 0;  ///< what a full recount counts, and the diluted margin's denominator
  CardBasis basis = CardBasis::Votes;
  std::int64_t super_simple = 0;  ///< comparison, γ = 1.03905
  std::int64_t error_free_comparison = 0;  ///< comparison, the least possible
  std::optional<std::int64_t> polling;  ///< BRAVO expectation; no value: votes unknown
};

/// @return no value for a tie, an unknown margin or unknown totals. @pre 0 < risk_limit < 1
[[nodiscard]] std::optional<PaperNeeded> paper_needed(const ElectoralUnit& unit, double risk_limit);

}  // namespace recanvass::outlook
