// Which figures of a ledger are not published: those of counts that are open, those of few ballots,
// and those from which the few could be worked out. The rule is in docs/formats/bundle.md.
// Used by workflow/publish_bundle.h.
#pragma once

#include "base/result.h"
#include "report/bundle_facts.h"
#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace recanvass::workflow {

/// Why the figures of a batch are withheld, and in which group they are given.
struct Withheld {
  std::string why;  ///< "open", "small", "merged"
  std::string group;  ///< empty: none
};

struct PrivacyPlan {
  std::int64_t minimum_ballots = 10;
  std::map<std::string, std::string> counties;  ///< of units with batches: county_given_for
  std::map<std::string, Withheld> batches;  ///< by id
  std::map<std::string, std::string> groups_of_units;  ///< of whole units that are in one
  std::set<std::string> merged_counties;  ///< given only together: those of the group `all`
  /// Units whose reported figures are withheld: the open ones, and those that an entry of reported
  /// figures names with one of these.
  std::set<std::string> returns_open;
  /// Groups whose units are all signed off, by id.
  std::map<std::string, report::BundleGroup> groups;
};

/// Applies the rule to the state. Causes: bundle.small (there are fewer ballots in all than the
/// rule asks for).
base::Result<PrivacyPlan> plan_privacy(const Operation& operation, std::int64_t minimum_ballots);

/// The county under which a unit's figures are given: that of its first batch by id, else of its
/// returns.
[[nodiscard]] std::string county_given_for(const Operation& operation, const std::string& unit);

/// Whether a unit's second count is still to come. One that is not known yet is open.
[[nodiscard]] bool is_open_unit(const Operation& operation, const std::string& unit);

/// The batch whose ballots an entry is about; empty: of none, or of several.
[[nodiscard]] std::string batch_of_entry(const Operation& operation, const Event& event);

/// The unit whose figures an entry gives by itself; empty: it gives none of one unit.
[[nodiscard]] std::string unit_of_entry(const Operation& operation, const Event& event);

/// Why an entry is withheld; no value: it is published whole.
[[nodiscard]] std::optional<Withheld> withheld_entry(const Operation& operation,
                                                     const PrivacyPlan& plan, const Event& event);

/// bundle.small-cell: an entry that is not of a withheld kind, names a cell under the rule and has
/// figures that nobody declared harmless. Null: nothing speaks against it.
[[nodiscard]] std::optional<base::Problem> small_cell_problem(const PrivacyPlan& plan,
                                                              const Event& event);

}  // namespace recanvass::workflow
