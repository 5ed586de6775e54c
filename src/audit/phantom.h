// Phantoms: cards that only the bound on their number knows. They are drawn like cards, and count
// as badly as they can. Source: Banuelos and Stark, "Limiting risk by turning manifest phantoms
// into evil zombies" (2012). Next: draw/contest_sample.h, where they stand after all cards.
#pragma once

#include "base/result.h"
#include "election/nouns.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::audit {

/// One contest's cards: those with a record that carries it, and the most that there can be.
struct ContestCards {
  std::string contest;
  election::CardCount recorded;
  election::CardCount at_most;
};

/// The contests that each phantom stands for, by index, ascending. One phantom stands for several
/// contests, so that no more are drawn than the contest that lacks most cards needs.
using Phantoms = std::vector<std::vector<std::uint32_t>>;

/// Phantoms where each contest has a domain of its own: phantom i stands for every contest that
/// lacks more than i cards. Causes: phantom.too-many-records, for each contest whose records are
/// more than its cards can be: something is wrong, and nothing may be drawn.
[[nodiscard]] base::Result<Phantoms> phantoms_by_contest(std::span<const ContestCards> contests);

/// Phantoms where all cards are the domain of every contest: cards that can be less those with a
/// record, each for all contests. Cause: phantom.too-many-records.
[[nodiscard]] base::Result<Phantoms> phantoms_of_all_cards(election::CardCount recorded,
                                                           election::CardCount at_most,
                                                           std::uint32_t contests);

}  // namespace recanvass::audit
