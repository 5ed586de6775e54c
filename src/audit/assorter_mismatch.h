// Audits that only ask how many records differ from their paper. Whatever the rule of counting:
// when fewer records are wrong than would have to change for another outcome, the outcome is right.
// What is needed is a lower bound on that number, such as tabulate/irv_margin.h gives. Source: Ek,
// Blom, Stark and others, "Doing more with less" (abstract). docs/math/assorters.md.
#pragma once

#include "base/rational.h"
#include "election/nouns.h"

#include <cstdint>

namespace recanvass::audit {

/// Whether the paper of a card says what its record says in the contest. A card that is not found,
/// a phantom, and a record of a pool are mismatches.
enum class RecordMatch : std::uint8_t { Matches, Differs };

/// Fewer than `changes_needed` of `cards` records differ, as an assorter whose mean is above 1/2.
class MismatchAssorter {
 public:
  /// @param changes_needed  no fewer changed cards give another outcome, a tie included
  /// @pre 1 <= changes_needed < cards
  MismatchAssorter(election::CardCount cards, election::CardCount changes_needed);
  /// 1 / (2 - 2 m / N) where they match, 0 where they differ.
  [[nodiscard]] base::Rational value(RecordMatch match) const;
  [[nodiscard]] base::Rational upper_bound() const { return upper_; }
  /// 2 mean - 1 where so many records differ. @pre 0 <= differing <= cards
  [[nodiscard]] base::Rational margin_with(election::CardCount differing) const;

 private:
  election::CardCount cards_;
  base::Rational upper_;
};

}  // namespace recanvass::audit
