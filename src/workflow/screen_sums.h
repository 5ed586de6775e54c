// Whether the units of a screening add up to what the result set reports, and whether one of them
// is a sum of the others: a city left out, a row of totals left in. For workflow/screen_rules.h.
#pragma once

#include "screen/answer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// The units' sum of one figure beside the reported one.
struct SumBesideReported {
  std::string words;  ///< "votes for Trump"
  std::int64_t units = 0;
  std::int64_t reported = 0;
  std::size_t unknown = 0;  ///< units without the figure
  [[nodiscard]] std::int64_t off() const { return units - reported; }
};

/// Of the two leading choices and of all votes, where the question has measures of them and the
/// result set reports them.
[[nodiscard]] std::vector<SumBesideReported> sums_beside_reported(const screen::Question& question,
                                                                  const screen::RulesAsk& ask,
                                                                  const screen::AskedOf& asked);

/// Sentences about them; empty: nothing could be added up.
[[nodiscard]] std::string sums_words(const std::vector<SumBesideReported>& sums,
                                     const screen::AskedOf& asked);

/// Votes by which the units are off: the larger of all votes' and of the two choices' together.
[[nodiscard]] std::int64_t votes_off(const std::vector<SumBesideReported>& sums);

/// Units that have, choice by choice, the sum of all other units of their group (or of all groups):
/// two others or more, 100 votes or more.
[[nodiscard]] std::vector<std::size_t> rows_of_totals(const screen::UnitTable& table,
                                                      const screen::RulesAsk& ask);

}  // namespace recanvass::workflow
