#include "reconcile/surplus.h"

#include "reconcile/ballots.h"
#include "reconcile/voters_by_parts.h"

#include <algorithm>

namespace recanvass::reconcile {

bool draws_down(const StatePolicy& policy) {
  return policy.procedure == Procedure::WisconsinDrawDown;
}

void let_surplus_stand_alone(const StatePolicy& policy, Findings& findings) {
  if (!draws_down(policy)) return;
  for (Finding& finding : findings.found) {
    const bool surplus =
        (finding.rule == Rule::R3 && finding.residual > 0) || finding.rule == Rule::I3;
    if (surplus) finding.explained_by.reset();
  }
}

std::int64_t ballots_that_count(const StatePolicy& policy, std::int64_t ballots,
                                std::size_t accounts) {
  return draws_down(policy) && ballots > 0 && accounts < 2 ? 0 : ballots;
}

bool is_draw(const Explanation& explanation) {
  return explanation.cause == "DRAWDOWN" && explanation.ruling == BoardRuling::Accepted;
}

std::optional<std::int64_t> ballots_in_excess(const UnitRecord& record) {
  const auto voters = voters_of(record, nullptr);
  if (!voters || !record.figures.ballots_found) return std::nullopt;
  std::int64_t excess = record.figures.ballots_found->value() - voters->value();
  for (const Explanation& explanation : record.explanations) {
    if (!is_in_force(explanation.ruling) || is_draw(explanation)) continue;
    excess -= explanation.ballots.value();
  }
  return excess;
}

std::optional<election::VoterCount> fewest_voters(const UnitRecord& record) {
  const auto total = record.figures.voters_total;
  const auto of_parts = voters_by_parts(record);
  if (!of_parts) return total;
  return total ? std::min(*total, *of_parts) : *of_parts;
}

}  // namespace recanvass::reconcile
