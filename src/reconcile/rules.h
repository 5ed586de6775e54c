// All rules together: what they find in one unit and across units, in the order of checking, and
// what that makes of the unit. Called by workflow as figures arrive and by verify when it replays.
// What a state's law does about it: reconcile/policy.h.
#pragma once

#include "reconcile/ballots.h"
#include "reconcile/media.h"
#include "reconcile/sums.h"
#include "reconcile/votes.h"

#include <set>
#include <span>

namespace recanvass::reconcile {

struct Settings {
  Stage stage = Stage::Import;
  Thresholds thresholds;
  /// Rules without which a unit cannot be called balanced.
  std::set<Rule> required = {Rule::R1, Rule::R3};
};

/// Every rule that reads one unit, in the order of checking (place_in_order); explained_by is set.
[[nodiscard]] Findings check_unit(const UnitRecord& record, const Settings& settings);

/// The rules that read several units: R7, R8 and R9 over units.
[[nodiscard]] Findings check_across(std::span<const UnitRecord> records, const Settings& settings);

/// Sorts by unit, place in order and subject, and marks what an earlier failed check of the same
/// unit explains: the earliest one whose residual has the same size.
void put_in_order(std::vector<Finding>& findings);

enum class UnitStatus { Open, Explained, Balanced };

/// A finding that people closed, with its cause. When figures change so that the residual differs,
/// the finding is open again.
struct ClosedFinding {
  Rule rule = Rule::R1;
  std::string about;
  std::int64_t residual = 0;
  std::string cause;  ///< a code of recount/causes.h
};

/// For the record only, closed, or explained by a finding of the same size that is closed: a chain
/// of explanations ends at what a person closed.
[[nodiscard]] bool is_accounted_for(const Finding& finding, const Findings& findings,
                                    const std::vector<ClosedFinding>& closed);

/// Balanced: the required rules were checked, and nothing stands but Info that explains nothing.
/// Explained: each Red or Amber finding is closed with a cause or explained by one that is, or a
/// difference is explained on the record. Open: anything else, a hole included.
[[nodiscard]] UnitStatus status_of(const Findings& findings,
                                   const std::vector<ClosedFinding>& closed,
                                   const Settings& settings);

enum class PublicState { Balanced, Explained, Open, ImpossibleUnderReview };

/// As status_of, but a figure that cannot be is shown as such until it is revised: closing the
/// finding does not make it possible.
[[nodiscard]] PublicState public_state_of(UnitStatus status, const Findings& findings);

/// A Red finding that nobody closed: the unit's figures are held back from publication.
[[nodiscard]] bool holds_publication(const Findings& findings,
                                     const std::vector<ClosedFinding>& closed);

/// "balanced", "explained", "open", "impossible, under review"
[[nodiscard]] std::string words_of(PublicState state);

}  // namespace recanvass::reconcile
