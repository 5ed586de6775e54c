// Instant-runoff rules as places write them: each with its citation, how sure the record is of it,
// and what the text leaves open. They are data for tabulate/irv.h; which settings change the winner
// is asked of tabulate/compare_rules.h.
#pragma once

#include "tabulate/irv.h"

#include <optional>
#include <span>
#include <string_view>

namespace recanvass::tabulate {

/// How sure the record is that it says what the law says.
enum class RuleConfidence : std::uint8_t {
  High,  ///< the text itself was read
  Medium,  ///< parts of the text, or an official description of it, were read
  Low,  ///< neither; what the place is known to do
};

struct IrvRuleSet {
  std::string_view id;  ///< "us-ca-san-francisco"
  std::string_view place;  ///< "San Francisco"
  std::string_view citation;
  RuleConfidence confidence = RuleConfidence::Low;
  IrvRules rules;
  std::string_view open;  ///< what the text does not say and how it is read here; may be empty
};

/// Every rule set, by id.
[[nodiscard]] std::span<const IrvRuleSet> irv_rule_sets();

/// No value: there is no rule set of that id.
[[nodiscard]] std::optional<IrvRuleSet> irv_rule_set(std::string_view id);

}  // namespace recanvass::tabulate
