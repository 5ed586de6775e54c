// A unit put to the rules of reconciliation by the verifier's own reading of the entries (V11):
// what they find, what of that was explained, and what the state's policy makes of it.
// Rules: reconcile/rules.h, docs/reconciliation.md.
#pragma once

#include "reconcile/policy.h"
#include "reconcile/rules.h"
#include "verify/record.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::verify {

struct UnitReview {
  reconcile::UnitRecord unit;
  reconcile::Findings findings;  ///< in the order of checking
  std::vector<reconcile::ClosedFinding> closed;
  reconcile::PublicState state = reconcile::PublicState::Open;

  /// Neither for the record nor closed, nor explained by one that is.
  [[nodiscard]] bool is_unexplained(const reconcile::Finding& finding) const;
};

/// @pre the unit is in the record, and its returns and tallies are given.
[[nodiscard]] UnitReview review_of(const Record& record, const std::string& unit);

/// Whether the policy does not let the unit be counted again. @pre the unit is in the record.
[[nodiscard]] bool is_not_recountable(const Record& record, const std::string& unit);

/// Whether the board ruled so, and the policy says the same of the figures as they are.
[[nodiscard]] bool is_ruled_not_recountable(const Record& record, const std::string& unit);

/// What stands against the media of a county as a whole (R8), a sentence each.
[[nodiscard]] std::vector<std::string> media_missing(const Record& record,
                                                     const std::string& county);

}  // namespace recanvass::verify
