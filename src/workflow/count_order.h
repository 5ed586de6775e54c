// Who asks that a unit is counted again: a court's order, as the method that cites it says, or a
// petition that was accepted. A method may not leave out what one of them asks for.
// Asked by method.set, stage.close and county.statement. How far a recount reaches:
// workflow/count_extent.h.
#pragma once

#include "base/problem.h"
#include "workflow/operation.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// "order O1", "petition P1", the order first; empty: nobody asks for this unit by name, nor for
/// the whole of which it is a part. What an order asks for is what the methods say that cite it.
/// The latest order of a place stands before the earlier ones, and before petitions that were
/// accepted before it; a petition that was withdrawn asks for nothing.
/// @param orders  those of the operation, or as they would be. @pre the unit has returns.
[[nodiscard]] std::string who_asks_for(const Operation& operation, const Orders& orders,
                                       const std::string& unit);

/// Who asked for a unit, whatever a later order says: "petition P1", "order O1", "the automatic
/// recount"; empty: nobody. @pre the unit has returns.
[[nodiscard]] std::string who_asked_for(const Operation& operation, const std::string& unit);

/// Whether a recount that the law orders by itself is recorded and was not waived by the loser.
[[nodiscard]] bool trigger_stands(const Operation& operation);

/// Units of a county (empty: all) whose first count is to stand by the method alone although
/// somebody asks for their second count: a problem each. Cause: `cause`.
[[nodiscard]] base::Problems units_left_out(const Operation& operation, const Orders& orders,
                                            const std::string& county, const std::string& cause);

/// Units of a county (empty: all) of which something was counted again, and which `orders` would
/// not have counted again now: a problem each. Cause: method.counted.
[[nodiscard]] base::Problems counted_units_left_out(const Operation& operation,
                                                    const Orders& orders,
                                                    const std::string& county);

/// Whether anything was counted of a unit again: an entry of a batch that is not void, or a
/// machine's tape.
[[nodiscard]] bool has_second_figures(const Operation& operation, const std::string& unit);

}  // namespace recanvass::workflow
