// The account of a recount's money, for a terminal and as JSON (schema recanvass.fee/1, see
// docs/json.md). What it is made of: recount/fee_ledger.h.
#pragma once

#include "base/json.h"
#include "recount/fee_ledger.h"
#include "report/terminal.h"

#include <string>

namespace recanvass::report {

[[nodiscard]] std::string fee_text(const recount::FeeAccount& account, const Screen& screen);
[[nodiscard]] base::Json fee_json(const recount::FeeAccount& account);

/// A sentence for each stated figure that differs from the sum of its lines; none when all agree.
[[nodiscard]] std::vector<std::string> fee_mismatches(const recount::FeeAccount& account);

}  // namespace recanvass::report
