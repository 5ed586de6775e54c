// Who leads by given votes, and the question whether open units and challenges can change that: the
// operation put to the bound of recount/bound.h. Asked by certificates and by the evening's view.
#pragma once

#include "recount/bound.h"
#include "workflow/operation.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// Choices by votes, as many as there are seats; all that tie for the last seat. Equal votes keep
/// the paper's order. Choices without votes never win.
[[nodiscard]] std::vector<std::string> winners_of(const Operation& operation,
                                                  const std::map<std::string, std::int64_t>& votes);

/// Seats to be filled, for the bound.
[[nodiscard]] std::int64_t seats_of(const Operation& operation);

/// Every unit as it stands, and every open challenge.
[[nodiscard]] recount::BoundCase bound_case(const Operation& operation);

/// What a tie for the last seat leaves to the law: `clear` have their seats, `tied` share what is
/// left.
struct SeatTie {
  std::vector<std::string> clear;
  std::vector<std::string> tied;
  std::size_t seats_left = 0;
};

/// No value: nobody ties for the last seat.
[[nodiscard]] std::optional<SeatTie> tie_of(const Operation& operation,
                                            const std::map<std::string, std::int64_t>& votes);

/// The latest lot for exactly these votes; null: none was recorded.
[[nodiscard]] const Lot* lot_for(const Operation& operation,
                                 const std::map<std::string, std::int64_t>& votes);

/// As winners_of, with the lot where it settles the tie.
[[nodiscard]] std::vector<std::string> certified_winners(
    const Operation& operation, const std::map<std::string, std::int64_t>& votes);

/// "A tie of A, B with 480 votes each was settled for A: ..."; empty: no tie, or no lot.
[[nodiscard]] std::string lot_sentence(const Operation& operation,
                                       const std::map<std::string, std::int64_t>& votes);

}  // namespace recanvass::workflow
