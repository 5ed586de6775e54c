// What a recount costs and who is owed what: county lines in, the exact sum, the quoted figure
// against it, payments, actual costs and the refund. Asked by `recanvass fee`; what the law asks
// for is in law/answer.h.
#pragma once

#include "base/quantity.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::recount {

/// One line of a cost statement.
struct CostLine {
  std::string county;
  std::string item;  ///< empty: the county's whole cost
  base::UsdCents cost;
  std::int64_t row = 0;  ///< its line in the file it came from; 0: none
};

/// All that is known of the money of one recount.
struct CostRecord {
  std::vector<CostLine> estimates;
  std::optional<base::UsdCents> quoted;        ///< the sum that was announced
  std::vector<base::UsdCents> payments;
  std::vector<base::UsdCents> refunds;
  std::vector<CostLine> actual_lines;          ///< empty: none given
  std::optional<base::UsdCents> actual_total;  ///< as stated; must agree with actual_lines if both
};

/// A county's estimate beside its actual cost.
struct CountyCost {
  std::string county;
  std::optional<base::UsdCents> estimated;  ///< no value: no line
  std::optional<base::UsdCents> actual;
  bool far_apart = false;  ///< both known, and one is at least twice the other
};

/// What the record adds up to.
struct FeeAccount {
  base::UsdCents estimated_sum;
  std::optional<base::UsdCents> quoted;
  std::optional<base::UsdCents> quote_short_by;  ///< sum of the lines less the quote; 0: they agree
  base::UsdCents paid;
  std::optional<base::UsdCents> actual;  ///< the lines' sum, else the stated total
  std::optional<base::UsdCents> actual_short_by;  ///< sum of actual lines less the stated total
  /// Paid less actual, when both are known and it is 0 or more; by lines, when every county with an
  /// estimate has one.
  std::optional<base::UsdCents> refund;
  base::UsdCents refunded;  ///< the sum of the refunds made
  /// What is left of the refund, 0 when as much or more was given back; no value: as `refund`.
  std::optional<base::UsdCents> refund_left;
  /// Actual less what was paid and not refunded, when that is above 0.
  std::optional<base::UsdCents> still_due;
  std::vector<CountyCost> counties;  ///< by name
  /// The county whose larger figure is the largest multiple of its smaller one (of equal ones the
  /// first by name); no value: no county has both figures, or all of them agree.
  std::optional<std::string> furthest_apart;

  /// The quote and the stated actual total, where given, equal the sums of their lines.
  [[nodiscard]] bool adds_up() const;
};

/// Adds a record up. Lines of one county are added together.
[[nodiscard]] FeeAccount settle(const CostRecord& record);

}  // namespace recanvass::recount
