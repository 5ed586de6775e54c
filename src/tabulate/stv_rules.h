// Rules of the single transferable vote as places write them: each with its citation, how sure the
// record is of it, and what the text leaves open. Data for tabulate/stv.h.
#pragma once

#include "tabulate/irv_rules.h"
#include "tabulate/ordered_stv.h"
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

/// Every rule set, by id. Not among them, and why: docs/counting.md, "Single transferable votes".
[[nodiscard]] std::span<const StvRuleSet> stv_rule_sets();

/// No value: there is no rule set of that id.
[[nodiscard]] std::optional<StvRuleSet> stv_rule_set(std::string_view id);

struct OrderedStvRuleSet {
  std::string_view id;  ///< "us-ma-cambridge"
  std::string_view place;
  std::string_view citation;
  RuleConfidence confidence = RuleConfidence::Low;
  OrderedStvRules rules;
  std::string_view open;
};

/// Rules that move whole ballots by their order, by id.
[[nodiscard]] std::span<const OrderedStvRuleSet> ordered_stv_rule_sets();

}  // namespace recanvass::tabulate
