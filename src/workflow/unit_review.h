// A unit put to the rules: its record as the reconciliation reads it, what the rules find, what of
// that is closed, and what the state's policy makes of it.
// Rules: reconcile/rules.h; policies: reconcile/policy.h; what is recorded: workflow/reconciling.h.
#pragma once

#include "reconcile/policy.h"
#include "reconcile/rules.h"
#include "workflow/operation.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// All: with what machines reported. Blind: without anything from which votes that a machine
/// counted could be learned, for whoever may not see them yet (may_see_reported).
enum class Sight { All, Blind };

struct UnitReview {
  reconcile::UnitRecord record;
  reconcile::Findings findings;  ///< in the order of checking
  std::vector<reconcile::ClosedFinding> closed;
  reconcile::UnitStatus status = reconcile::UnitStatus::Open;
  reconcile::PublicState state = reconcile::PublicState::Open;
  bool holds_publication = false;
  std::optional<reconcile::Consequence> consequence;  ///< no value: no policy is known
};

/// @pre the unit has returns.
[[nodiscard]] UnitReview review_unit(const Operation& operation, const std::string& unit,
                                     Sight sight);

/// The latest returns beside the earlier ones and the tape: what may be published before any count.
/// With `known` versions of them; 0: as they are. @pre the unit has returns, and so many versions.
[[nodiscard]] UnitReview review_returns(const Operation& operation, const std::string& unit,
                                        std::size_t known = 0);

/// The policy that the operation names now; no value: none is known for that name.
[[nodiscard]] std::optional<reconcile::StatePolicy> policy_of(const Operation& operation);

/// Whether the policy in force does not let the unit be counted again, by what is recorded so far:
/// its first count stands, once the board ruled so. @pre the unit has returns.
[[nodiscard]] bool is_not_recountable(const Operation& operation, const std::string& unit);

/// Whether the board ruled so and the policy in force says the same of the figures as they are.
[[nodiscard]] bool is_ruled_not_recountable(const Operation& operation, const std::string& unit);

/// A finding that is neither for the record nor closed, nor explained by one that is closed.
[[nodiscard]] bool is_unexplained(const UnitReview& review, const reconcile::Finding& finding);

}  // namespace recanvass::workflow
