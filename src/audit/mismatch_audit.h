// A contest confirmed by counting records that differ from their paper, whatever its rule: fewer
// than would have to change for another outcome. It needs that number, worked out here from
// assertions or an instant runoff's margin, or known from elsewhere. An audit of this kind limits
// the risk just as far as the number is right. Next: audit/assorter_mismatch.h, which is the test.
#pragma once

#include "audit/assertion.h"
#include "audit/assorter_mismatch.h"
#include "audit/measure.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace recanvass::audit {

/// The risk function's name in files and reports.
inline constexpr const char* kMismatchFunction = "mismatches";

/// How many cards would have to be others.
struct MismatchBound {
  election::CardCount changes_needed;  ///< no fewer give another outcome, a tie included
  std::string source;  ///< where the number is from, in words
};

/// What a number of changed cards leaves of every assertion: each changes the sum of an assorter by
/// u at most, so that the least of ⌈N v / 2u⌉ are needed. 0 where one does not hold.
/// @pre margins as many as assertions, over `cards` cards
[[nodiscard]] election::CardCount changes_of_assertions(std::span<const Assertion> assertions,
                                                        std::span<const base::Rational> margins,
                                                        election::CardCount cards);

/// Whether the paper says just what the record says. Marks that a reading leaves open, of an
/// overvote on ranks, are taken to differ.
[[nodiscard]] RecordMatch match_of(const Recorded& recorded, const Found& found,
                                   const election::CardContest& contest);

struct MismatchAudit {
  election::CardContest contest;
  election::CardCount cards;  ///< of the domain
  election::CardCount phantoms;  ///< of them; each differs, and coming draws have their share
  election::CardCount changes_needed;
  double risk_limit = 0.05;
  draw::Replacement replacement = draw::Replacement::Without;
};

struct MismatchRisk {
  double risk = 1.0;
  Verdict verdict = Verdict::NotYetConfirmed;
  std::int64_t cards = 0;  ///< different ones that were read or looked for
  std::int64_t differing = 0;  ///< of them, not found ones included
  std::int64_t not_found = 0;
  std::vector<std::size_t> differ;  ///< draws of cards that differ, each card once
  std::optional<std::int64_t> more_if_clean;  ///< as AssertionRisk has them
  std::optional<std::int64_t> more_if_alike;
};

/// Cards in the order of the draw, each with its `paper`. Once every card was read the number of
/// those that differ decides: not whether the outcome is wrong, but whether this audit shows it
/// right. @pre 1 <= changes_needed < cards; no more different cards than the domain has
[[nodiscard]] MismatchRisk count_mismatches(const MismatchAudit& audit,
                                            std::span<const MeasuredCard> cards);

}  // namespace recanvass::audit
