// What is certain of a claim by the cards that were read, whatever the others say: the sum of the
// assorter over them, and at its least and at its most over all cards of the domain. In whole
// numbers. Used by audit/measure.h, where it decides once every card was read. EQ measuring-9.
#pragma once

#include "audit/assorter.h"
#include "audit/overstatement.h"

#include <cstdint>
#include <span>

namespace recanvass::audit {

/// Open: cards that were not read, or that nobody found, decide.
enum class Certainty : std::uint8_t { Open, True, False };

/// Different cards on which the same was found.
struct FoundCards {
  Found found;
  std::int64_t cards = 0;
};

/// What paper of the domain is worth that does not carry the contest.
enum class WithoutContest : std::uint8_t {
  AsAssorted,  ///< as the assorter has it: every card is in the domain
  AnyValue,    ///< a card outside may carry it instead: from 0 to u
};

struct ExactRead {
  Certainty certainty = Certainty::Open;
  std::int64_t cards = 0;  ///< different ones that were drawn and looked for
  bool all = false;        ///< that is every card of the domain
  /// The assorter margins that are possible; a card that was not found, 0 or u.
  double margin_least = -1.0;
  double margin_most = 1.0;
};

/// True where the claim holds even if every other card spoke against it, False where it fails even
/// if every other card spoke for it; a tie fails it.
/// @pre no more cards than the domain has, which is at least one
[[nodiscard]] ExactRead exact_read(const Assorter& assorter, std::span<const FoundCards> found,
                                   election::CardCount domain, WithoutContest without);

}  // namespace recanvass::audit
