// Leaves few of the assertions that prove an instant-runoff winner. The hardest stays as hard: it
// is the others that become fewer. Next: docs/math/raire.md.
#pragma once

#include "audit/raire.h"

#include <optional>

namespace recanvass::audit {

/// An order of elimination, to its winner, that ends with somebody else and contradicts none of the
/// assertions; empty: there is none, and they prove the winner. No value: more than `nodes_max`
/// ends of orders would have to be looked at.
[[nodiscard]] std::optional<Choices> order_not_excluded(std::size_t choices, ChoiceIndex winner,
                                                        const OrderAssertions& assertions,
                                                        std::int64_t nodes_max = 2000000);

/// Assertions of the set that still prove the winner, none of which can be left out; the hardest
/// first. Where that would take too many steps, as few as were found.
/// @pre the assertions prove the winner
[[nodiscard]] OrderAssertions trimmed(std::size_t choices, ChoiceIndex winner,
                                      OrderAssertions assertions, std::int64_t nodes_max = 2000000);

}  // namespace recanvass::audit
