// R4 and R5: batches = unit = county = state, and manifest = count = cast vote records in a batch.
// A sum with a hole in it is a lower bound and says so.
#pragma once

#include "reconcile/finding.h"
#include "reconcile/unit.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::reconcile {

/// A sum whose parts may be holes.
struct OpenSum {
  std::int64_t at_least = 0;            ///< of the parts that are known
  std::vector<std::string> open_parts;  ///< names of the parts that are holes, in order

  /// No value while a part is open.
  [[nodiscard]] std::optional<std::int64_t> total() const;
  /// "1,234" or "at least 1,234, 2 units open".
  [[nodiscard]] std::string words(std::string_view one, std::string_view many) const;
};

struct SumPart {
  std::string name;
  std::optional<std::int64_t> value;  ///< >= 0
};

/// @pre no part is below 0.
[[nodiscard]] OpenSum add_parts(const std::vector<SumPart>& parts);

/// What the parts are, for the words of a finding.
struct SumLevel {
  std::string whole;     ///< "Dane County"
  std::string what;      ///< "votes of clinton"
  std::string one_part;  ///< "unit"
  std::string parts;     ///< "units"
};

/// R4: parts against the whole as stated. Unequal is Red; with open parts only a sum that already
/// exceeds the whole is a finding, and the rule counts as not checked.
[[nodiscard]] Findings check_sum(const SumLevel& level, const std::vector<SumPart>& parts,
                                 std::optional<std::int64_t> stated);

/// R5 for each batch of the unit, and R4 of their count against the unit's paper (ballots found),
/// where there are batches.
[[nodiscard]] Findings check_batches(const UnitRecord& record);

}  // namespace recanvass::reconcile
