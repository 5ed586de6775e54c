#include "tabulate/tie_break.h"

#include <algorithm>

namespace recanvass::tabulate {

using election::VoteCount;

int narrow_by_rounds(std::span<const ChoiceVotes> earlier, TieBreak tie_break, Sought sought,
                     Choices& tied) {
  int decided = 0;
  if (tie_break == TieBreak::Lot) return decided;
  const std::size_t rounds = earlier.size();
  for (std::size_t i = 0; i < rounds && tied.size() > 1; ++i) {
    const std::size_t at = tie_break == TieBreak::FirstRound ? i : rounds - 1 - i;
    const ChoiceVotes& votes = earlier[at];
    VoteCount best = votes[tied.front()];
    for (const ChoiceIndex choice : tied) {
      best =
          sought == Sought::Fewest ? std::min(best, votes[choice]) : std::max(best, votes[choice]);
    }
    if (std::erase_if(tied, [&](ChoiceIndex choice) { return votes[choice] != best; }) > 0) {
      decided = static_cast<int>(at) + 1;
    }
  }
  return decided;
}

}  // namespace recanvass::tabulate
