// The deterministic part of a screening: the rules of reconciliation on returns alone, as a finding
// beside the others. They catch the real cases, and come first. Rules: reconcile/rules.h.
#pragma once

#include "screen/answer.h"

namespace recanvass::workflow {

/// Every rule that the measures allow, over all units: marks against ballots, ballots against the
/// register and voters, equal tuples of totals, choices without a vote where their share of the
/// group lets one expect votes. What a rule found is counted; the units farthest off are named.
/// @pre asked.table is not null and has every measure named
[[nodiscard]] screen::Answered answer_rules(const screen::Question& question,
                                            const screen::RulesAsk& ask,
                                            const screen::AskedOf& asked);

}  // namespace recanvass::workflow
