// The tables of a published ledger, as people open them; made of report/bundle_facts.h alone.
// docs/formats/bundle.md lists them with their columns.
#pragma once

#include "report/bundle_facts.h"
#include "report/data_table.h"

#include <vector>

namespace recanvass::report {

/// All tables, in the order in which the page names them.
[[nodiscard]] std::vector<DataTable> bundle_tables(const BundleFacts& facts);

}  // namespace recanvass::report
