// Rules of the single transferable vote as places write them: each with its citation, how sure the
// record is of it, and what the text leaves open. Data for tabulate/stv.h.
#pragma once

#include "tabulate/irv_rules.h"
#include "tabulate/stv.h"

#include <optional>
#include <span>
#include <string_view>

namespace recanvass::tabulate {

struct StvRuleSet {
  std::string_view id;  ///< "gb-scotland-councils"
  std::string_view place;
  std::string_view citation;
  RuleConfidence confidence = RuleConfidence::Low;
  StvRules rules;
  std::string_view open;
};

/// Every rule set, by id. Not among them, and why: New South Wales' Legislative Council (a random
/// sample of ballots); New South Wales' councils since 2021 (products of fractions without
/// rounding, and a text that its readers find open); Tasmania (its schedule was not read);
/// Cambridge, Massachusetts (whole ballots drawn by their order, which a profile does not keep).
[[nodiscard]] std::span<const StvRuleSet> stv_rule_sets();

/// No value: there is no rule set of that id.
[[nodiscard]] std::optional<StvRuleSet> stv_rule_set(std::string_view id);

}  // namespace recanvass::tabulate
