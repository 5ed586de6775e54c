// Rows of tables that call themselves a total, which people and programs put below tables. Used by
// the readers of tables of cards and of manifests.
#pragma once

#include <string_view>

namespace recanvass::formats {

/// True for "Total", "TOTALS:", "Grand Total", "Sum", "Subtotal", "Total ballots" and the like.
[[nodiscard]] bool calls_itself_total(std::string_view cell);

}  // namespace recanvass::formats
