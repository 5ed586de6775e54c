// One use case: the files and figures of a recount's money to an account that adds up or says
// where it does not. Asked by apps/cli; adding up is recount/fee_ledger.h, files are
// formats/cost_reader.h.
#pragma once

#include "base/result.h"
#include "recount/fee_ledger.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What was asked, as text.
struct FeeRequest {
  std::vector<std::string> estimate_files;  ///< CSV; lines of all of them are added
  std::optional<std::string> quoted;        ///< dollars
  std::vector<std::string> payments;        ///< dollars each
  std::optional<std::string> actual;        ///< dollars, or a CSV file
};

/// Reads everything and adds it up; all problems at once.
/// Causes: those of formats::read_cost_lines; money.format, money.range, cost.duplicate.
[[nodiscard]] base::Result<recount::FeeAccount> account_for(const FeeRequest& request);

}  // namespace recanvass::workflow
