// The settings of a rule by name, so that a person can change one and a program can try each. What
// `recanvass tabulate --set` takes; which settings decide a winner: tabulate/compare_rules.h.
#pragma once

#include "base/result.h"
#include "tabulate/rule_book.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::tabulate {

/// A setting that a rule has, for help and records.
struct SettingHelp {
  std::string name;    ///< "skipped"
  std::string what;    ///< "a blank rank"
  std::string values;  ///< "pass-over, stop-at-two, ...", or "a whole number from 1"
  std::string is;      ///< as the rule has it, "pass-over"
};

/// The settings of a rule, in a fixed order.
[[nodiscard]] std::vector<SettingHelp> settings_of(const Rule& rule);

/// The rule with one setting changed; Rule::changed tells it.
/// @param text  "skipped=stop-at-one", "places=3", "share=2/3"
/// Causes: setting.form, setting.name (no such setting of this rule), setting.value.
[[nodiscard]] base::Result<Rule> with_setting(Rule rule, std::string_view text);

/// The rule with one setting changed, and how.
struct NeighbourRule {
  std::string setting;  ///< "a blank rank"
  std::string value;    ///< "ends the ballot"
  Rule rule;
};

/// Every other value of each setting that is a choice between named values, one at a time.
[[nodiscard]] std::vector<NeighbourRule> neighbours_of(const Rule& rule);

}  // namespace recanvass::tabulate
