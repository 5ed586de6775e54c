// Rivest's consistent sampling: every id has a ticket, a decimal fraction written as text, and the
// smallest tickets are drawn; an id that is drawn gets a larger ticket and may be drawn again.
// Arlo draws ballots so. Source: Rivest, "Consistent sampling with replacement" (2018).
// Next: draw/arlo_ids.h for the ids that Arlo writes.
#pragma once

#include "base/result.h"
#include "draw/cryptorandom.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::draw {

/// The first ticket of an id: "0." and the reversed digits of SHA-256(hex(SHA-256(seed)) id).
[[nodiscard]] std::string first_ticket(std::string_view seed, std::string_view id);

/// The ticket after `ticket`: larger as text, and uniform above it.
/// @pre `ticket` is "0." followed by at least one decimal digit
[[nodiscard]] std::string next_ticket(std::string_view ticket);

/// A ticket cut off after `digits` digits that follow its leading nines; never rounded.
[[nodiscard]] std::string trim_ticket(std::string_view ticket, std::size_t digits);

/// One id drawn.
struct TicketDraw {
  std::string ticket;            ///< untrimmed
  std::uint64_t item = 0;        ///< index of the id
  std::int32_t generation = 1;   ///< how often it has been drawn, with this draw
};

/// Ids by index, asked for from one thread, more than once for the same index.
using IdOf = std::function<void(std::uint64_t item, std::string& id)>;

/// The `draws` smallest tickets of the ids 0 to `items` - 1, ascending. A longer draw of the same
/// ids begins with the shorter one, so a later round is its tail.
/// @pre ids differ; without replacement draws <= items, with it items >= 1 or draws = 0
[[nodiscard]] std::vector<TicketDraw> draw_tickets(std::string_view seed, std::uint64_t items,
                                                   const IdOf& id_of, std::uint64_t draws,
                                                   Replacement replacement);

}  // namespace recanvass::draw
