// What a screen of cast vote records leaves to paper, as a plan: the few batches that its findings
// name, with what was recorded there, for recanvass plan --contests. The same for returns:
// workflow/screen.h.
#pragma once

#include "base/json.h"
#include "election/card_store.h"
#include "screen/screen_cards.h"

#include <cstddef>

namespace recanvass::workflow {

/// Batches of findings to look at first, and how many findings have none that a sample settles.
struct CardsPlan {
  base::Json file;  ///< docs/formats/audit-contests.md
  std::size_t batches = 0;  ///< in the file, one of each contest
  /// Findings of whole cards (numbers, runs that come again) or without a known number of votes:
  /// their batches are counted and compared, not sampled.
  std::size_t not_sampled = 0;
};

/// For each finding of a contest that comes first, each batch that it names: what is to be shown is
/// that the count of the two leading choices there is off by fewer votes than the finding, if it
/// were an error of counting, would have it ("off_by", at least 1 and at most its cards).
[[nodiscard]] CardsPlan plan_of_cards(const election::CardStore& store,
                                      const screen::CardScreen& screen);

}  // namespace recanvass::workflow
