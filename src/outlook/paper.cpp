#include "outlook/paper.h"

#include "stats/audit_size.h"

#include <algorithm>

namespace recanvass::outlook {

std::optional<PaperNeeded> paper_needed(const ElectoralUnit& unit, double risk_limit) {
  if (!unit.reported_margin || unit.reported_margin->value() <= 0) return std::nullopt;
  const std::int64_t lead = unit.reported_margin->value();
  PaperNeeded needed;
  needed.risk_limit = risk_limit;
  if (unit.ballots) {
    needed.cards = unit.ballots->value();
    needed.basis = CardBasis::Ballots;
  } else if (unit.total_votes) {
    needed.cards = unit.total_votes->value();
  }
  if (needed.cards < lead) return std::nullopt;  // no total, or one that cannot be
  needed.super_simple = stats::super_simple_cards(lead, needed.cards, risk_limit);
  needed.error_free_comparison = stats::error_free_comparison_cards(lead, needed.cards, risk_limit);
  const bool votes_known = unit.leader_votes && unit.runner_up_votes;
  if (votes_known && unit.leader_votes->value() + unit.runner_up_votes->value() <= needed.cards) {
    needed.polling =
        std::min(needed.cards, stats::bravo_expected_cards(unit.leader_votes->value(),
                                                           unit.runner_up_votes->value(),
                                                           needed.cards, risk_limit));
  }
  return needed;
}

}  // namespace recanvass::outlook
