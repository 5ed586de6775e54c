// Whether the winner depends on a setting: the contest is counted again with each setting changed
// by itself. In Oakland in 2022 one such setting chose another winner.
#pragma once

#include "tabulate/contest_count.h"
#include "tabulate/rule_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::tabulate {

/// One setting other than the rule has it, and who wins then.
struct RuleVariant {
  std::string setting;  ///< "a blank rank"
  std::string value;    ///< "ends the ballot"
  std::optional<Choices> winners;  ///< who may win, by some lot; no value: too many lots to follow
  std::vector<std::int64_t> seats;  ///< of lists: by list
  bool by_lot = false;  ///< a lot decides who of the winners wins
  bool differs = false;  ///< from the rule as it is
};

struct RuleComparison {
  std::optional<Choices> winners;  ///< under the rule as it is
  std::vector<std::int64_t> seats;  ///< of lists: by list, under the rule as it is
  bool by_lot = false;  ///< as of a variant
  std::vector<RuleVariant> variants;
  /// Some variant has other winners.
  [[nodiscard]] bool depends() const;
  /// Variants of which it is not known who wins.
  [[nodiscard]] std::int64_t unknown() const;
};

/// Counts by the rule and by each neighbour (neighbours_of). Of an instant runoff every lot is
/// followed; of other rules those who are tied may win.
/// @param counts_max  of an instant runoff, how many counts with different lots are followed
/// @pre why_not(input, rule).empty()
[[nodiscard]] RuleComparison compare_rules(const CountInput& input, const Rule& rule,
                                           int counts_max = 1000);

}  // namespace recanvass::tabulate
