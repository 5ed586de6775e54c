// How far a recount reaches and who counts: by hand, by machine or either; whole, partial or in
// stages. Read from what was ordered (workflow/orders.h) and from the stages that were closed.
// Asked by workflow/unit_result.h and by sign-off.
#pragma once

#include "base/problem.h"
#include "workflow/operation.h"

#include <string>

namespace recanvass::workflow {

enum class CountMethod { Hand, Machine, Mixed };

/// Inside: counted again. LaterStage: if a later stage is due. Outside: its first count stands.
enum class UnitExtent { Inside, LaterStage, Outside };

/// Of a unit's county; by hand where nothing was ordered. @pre the unit has returns.
[[nodiscard]] CountMethod method_of(const Operation& operation, const std::string& unit);

/// Whole where nothing was ordered. @pre the unit has returns.
[[nodiscard]] UnitExtent extent_of(const Operation& operation, const std::string& unit);

/// The same, if these orders and methods held. @pre the unit has returns.
[[nodiscard]] UnitExtent extent_under(const Operation& operation, const Orders& orders,
                                      const std::string& unit);

/// Nothing where a unit is to be counted again now, or has no returns. Asked before anything is
/// entered for it, and before its sign-off. Cause: count.extent.
[[nodiscard]] base::Problems unit_is_counted_again(const Operation& operation,
                                                   const std::string& unit);

/// "whole", "partial" or "staged": of everything that was ordered. Parts and stages together are
/// staged.
[[nodiscard]] std::string extent_words(const Operation& operation);

/// Whether the first count of some unit stands because only a part was to be counted again.
[[nodiscard]] bool leaves_units_out(const Operation& operation);

[[nodiscard]] std::string name_of(CountMethod method);

}  // namespace recanvass::workflow
