// A unit put to the rules of reconciliation by the verifier's own reading of the entries (V11):
// what they find, what of that was explained, and what the state's policy makes of it.
// Rules: reconcile/rules.h, docs/reconciliation.md.
#pragma once

#include "base/executor.h"
#include "reconcile/policy.h"
#include "reconcile/rules.h"
#include "verify/record.h"

#include <map>
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

/// By unit id; what was put to the rules is left out of each.
using Reviews = std::map<std::string, UnitReview>;

/// Of every unit whose figures are counted and whose returns are given.
[[nodiscard]] Reviews review_counted(const Record& record, base::Executor& executor);

/// @pre the unit is in the record, and its returns and tallies are given.
[[nodiscard]] UnitReview review_of(const Record& record, const std::string& unit);

/// The unit's latest returns put to the rules, as if nothing had been counted of it; without media,
/// which may be withheld. @pre the unit is in the record, and its returns are given.
[[nodiscard]] UnitReview review_of_returns(const Record& record, const std::string& unit);

/// What no election can have in the unit's latest returns, whatever was counted since, in the order
/// of checking. @pre the unit is in the record, and its returns are given.
[[nodiscard]] std::vector<reconcile::Finding> impossible_returns(const Record& record,
                                                                 const std::string& unit);

/// What the policy asks for in the unit as it is; no value: no policy is known, or it does not
/// decide. @pre the unit is in the record.
[[nodiscard]] std::optional<reconcile::Step> step_of(const Record& record, const std::string& unit);

/// Whether the policy does not let the unit be counted again. @pre the unit is in the record.
[[nodiscard]] bool is_not_recountable(const Record& record, const std::string& unit);

/// Whether the board ruled so, and the policy says the same of the figures as they are.
[[nodiscard]] bool is_ruled_not_recountable(const Record& record, const std::string& unit);

/// What stands against the media of a county as a whole (R8), a sentence each.
[[nodiscard]] std::vector<std::string> media_missing(const Record& record,
                                                     const std::string& county);

}  // namespace recanvass::verify
