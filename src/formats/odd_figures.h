// What is possible in the figures of one result set but asks for a look: units without votes, two
// units with the same figures, a choice without votes where many are expected, names that lost
// their leading zeros. Each becomes a remark; nothing is refused. What is impossible is refused by
// formats/returns_builder.h. Next: formats/set_comparison.h, the same between result sets.
#pragma once

#include "election/election.h"
#include "formats/unit_check.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// One result set as its file gives it. References outlive the call.
struct CountedSet {
  const election::Contest& contest;
  const std::vector<election::ChoiceId>& choices;  ///< in the order of CountedUnit::votes
  const std::vector<CountedUnit>& units;
  const std::string& file;
  const std::string& result_set;
};

/// Adds what is odd to `remarks`, a sentence for each kind, with the first units of many.
/// Rules and thresholds: R7 and R9 of reconcile/ (docs/reconciliation.md). Votes are expected in
/// proportion: in a unit by the choice's share of its county (of the file where there are no
/// counties), in a county by its share of the file. Write-ins and sums of several people are left
/// out of that, since many places report them for the county only.
void remark_odd_figures(const CountedSet& set, std::vector<std::string>& remarks);

/// "file:row: what. Mend."
[[nodiscard]] std::string remark_at(const std::string& file, std::int64_t row,
                                    std::string_view what, std::string_view mend);

/// The name without the zeros it begins with; empty when the name is not digits only.
[[nodiscard]] std::string_view without_leading_zeros(std::string_view name);

/// Why an id that is known with leading zeros is not found, and how to mend that; empty when that
/// is not so: "1001" of {"01001"}.
[[nodiscard]] std::string lost_zeros_advice(std::string_view found,
                                            const std::vector<std::string>& known);

}  // namespace recanvass::formats
