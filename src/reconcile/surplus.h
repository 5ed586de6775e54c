// More ballots than voters where a state draws ballots down: that difference is never closed by
// another finding of the same size, nor by one person's word. Used by workflow and verify, which
// also say of each such unit that nothing was drawn. Policies: reconcile/policy.h.
#pragma once

#include "reconcile/finding.h"
#include "reconcile/policy.h"
#include "reconcile/unit.h"

#include <cstdint>
#include <optional>

namespace recanvass::reconcile {

[[nodiscard]] bool draws_down(const StatePolicy& policy);

/// Takes from more ballots than voters (R3, I3) what another finding of that size would explain.
void let_surplus_stand_alone(const StatePolicy& policy, Findings& findings);

/// What of an explanation counts: of more ballots than voters nothing where the policy draws down
/// and one account alone says it.
[[nodiscard]] std::int64_t ballots_that_count(const StatePolicy& policy, std::int64_t ballots,
                                              std::size_t accounts);

/// An explanation that is a recorded draw: what it took out is out.
[[nodiscard]] bool is_draw(const Explanation& explanation);

/// Ballots found less voters and less what is explained otherwise than by a draw: what R3 finds,
/// and what a draw is of. Below 0: ballots are missing. No value: a figure is not known.
[[nodiscard]] std::optional<std::int64_t> ballots_in_excess(const UnitRecord& record);

/// The fewest voters that the unit's worksheet gives: all voters as determined, or those of the
/// poll book with what is added to them. No value: neither is known.
[[nodiscard]] std::optional<election::VoterCount> fewest_voters(const UnitRecord& record);

}  // namespace recanvass::reconcile
