// The numbers that cards have in their batches: one that comes twice, and one that is missing
// between others. Facts, not statistics; what is missing is told against other tabulators, since
// some systems leave gaps everywhere. Used by screen/screen_cards.h.
#pragma once

#include "election/card_store.h"

#include <cstdint>
#include <vector>

namespace recanvass::screen {

/// The numbers of one batch's cards. Sheets of one ballot may share a number.
struct BatchNumbers {
  std::uint32_t batch = 0;      ///< index of CardNames::batches
  std::int64_t numbered = 0;    ///< cards whose number is known
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
  std::int64_t missing = 0;     ///< numbers below the highest that no card has
  std::int64_t twice = 0;  ///< ballots with a number that an earlier ballot of the batch has
};

/// Batches with numbered cards, by index. Numbers begin at 1 where those of most batches do, else
/// at the lowest of each batch.
[[nodiscard]] std::vector<BatchNumbers> batch_numbers(const election::CardStore& store);

}  // namespace recanvass::screen
