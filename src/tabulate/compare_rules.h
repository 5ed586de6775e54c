// Whether the winner of an instant runoff depends on a setting: the contest is counted again with
// each setting changed by itself. In Oakland in 2022 one such setting chose another winner.
#pragma once

#include "tabulate/irv.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::tabulate {

/// One setting other than the rules have it, and who wins then.
struct RuleVariant {
  std::string setting;  ///< "a blank rank"
  std::string value;    ///< "ends the ballot"
  IrvRules rules;
  std::optional<Choices> winners;  ///< who wins by some lot; no value: too many lots to follow
  bool differs = false;            ///< from the rules as they are
};

struct RuleComparison {
  std::optional<Choices> winners;  ///< under the rules as they are
  std::vector<RuleVariant> variants;
  /// Some variant has other winners.
  [[nodiscard]] bool depends() const;
};

/// Every neighbour of some rules: one setting changed.
[[nodiscard]] std::vector<RuleVariant> neighbours_of(const IrvRules& rules);

/// Counts by the rules and by each neighbour.
/// @param counts_max  for each, how many counts with different lots are followed
[[nodiscard]] RuleComparison compare_rules(const Profile& profile, const IrvRules& rules,
                                           int counts_max = 1000);

}  // namespace recanvass::tabulate
