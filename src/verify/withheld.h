// The entries that are not given: the published list of them, whether the folder leaves out exactly
// those, whether that is by the rule, and whether the sums stated for them can be (V18).
// Rule: docs/formats/bundle.md.
#pragma once

#include "base/result.h"
#include "verify/bundle_list.h"
#include "verify/record.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace recanvass::verify {

/// Reads public/withheld.csv, rows by position. Causes: withheld.csv, withheld.columns,
/// withheld.row.
base::Result<std::vector<WithheldRow>> parse_withheld(std::string_view csv);

/// Takes the places of the ledger in order and compares them with the list.
class WithheldCheck {
 public:
  WithheldCheck(std::vector<WithheldRow> rows, CheckBook& book)
      : rows_(std::move(rows)), book_(book) {}

  /// The list's row for a place that is withheld; null where it is given or not listed.
  const WithheldRow* take(std::uint64_t position, bool is_withheld);
  /// V18, when all entries were read.
  void conclude(const Record& record, const BundleList& list);

  [[nodiscard]] const std::vector<WithheldRow>& rows() const { return rows_; }

 private:
  void fault(std::uint64_t position, const std::string& words);
  void check_row(const WithheldRow& row, const Record& record);
  void check_reason(const WithheldRow& row, const Record& record);
  void check_group(const StatedGroup& group, const Record& record, const BundleList& list);
  void check_impossible(const Record& record, const BundleList& list);

  std::vector<WithheldRow> rows_;
  CheckBook& book_;
  std::size_t next_ = 0;
};

}  // namespace recanvass::verify
