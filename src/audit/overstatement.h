// Comparing a card's record with the paper: by how much the record overstates a claim, and the
// assorter of that. Every case of a missing card, record or contest is decided here, for worse.
// Derivation: docs/math/assorters.md. Next: audit/pool.h for records that stand for many cards.
#pragma once

#include "audit/assorter.h"

#include <cstdint>
#include <optional>

namespace recanvass::audit {

/// Whether the cards of the domain are those listed to carry the contest, or all cards.
enum class StyleUse : std::uint8_t { CardsWithContest, AllCards };

/// What the record of a drawn card says in the contest.
struct Recorded {
  enum class Kind : std::uint8_t {
    Marking,  ///< the record carries the contest
    Without,  ///< it does not (all cards are drawn from)
    Phantom,  ///< there is no record: a card that only the bound on their number knows
    Pooled,   ///< the card's pool has a mean instead
  };
  Kind kind = Kind::Phantom;
  election::MarkingView said;
  base::Rational pool_mean;

  static Recorded marking(const election::MarkingView& said) { return {Kind::Marking, said, {}}; }
  static Recorded without() { return {Kind::Without, {}, {}}; }
  static Recorded phantom() { return {}; }
  static Recorded pooled(const base::Rational& mean) { return {Kind::Pooled, {}, mean}; }
};

/// What people found in the place of the card.
struct Found {
  enum class Kind : std::uint8_t { Marking, Without, NoCard };
  Kind kind = Kind::NoCard;
  election::MarkingView said;

  static Found marking(const election::MarkingView& said) { return {Kind::Marking, said}; }
  /// A card that does not carry the contest.
  static Found without() { return {Kind::Without, {}}; }
  static Found no_card() { return {}; }
};

/// What a card that was drawn and that nobody can find is compared by.
enum class MissingCard : std::uint8_t {
  Worst,     ///< its record is taken to say all that it could for the claim: ω = u, two votes
  AsRecord,  ///< ω = A(record), as SHANGRLA has it; only to check audits that others made
};

/// The overstatement assorter of a claim:
///
///     B = (1 - ω / u) / (2 - v / u) = (u - ω) / (2u - v),   ω = A(record) - A(paper)
///
/// in [0, 2u / (2u - v)]; its mean is above 1/2 just when that of A over the paper is.
/// Source: Stark, SHANGRLA (2020), section 3.2.
class OverstatementAssorter {
 public:
  /// @param assorter_margin  v = 2 mean(A over the records of the domain) - 1, phantoms in the mean
  /// @pre 0 < assorter_margin <= 2u - 1: an assertion whose margin is not above 0 has no comparison
  OverstatementAssorter(const Assorter& assorter, const base::Rational& assorter_margin,
                        StyleUse style, MissingCard missing = MissingCard::Worst);

  /// ω: above 0, the record says more for the claim than the paper.
  ///
  ///     record: its value; 1/2 for a phantom; the mean of the pool; without the contest, as a card
  ///             that does not carry it
  ///     paper:  its value; without the contest 0 where only cards that carry it are drawn from
  ///             (the record says it does), else as such a card
  ///     no card found: u, whatever its record says; 1/2 of a phantom, which nobody can find
  [[nodiscard]] base::Rational overstatement(const Recorded& recorded, const Found& found) const;
  /// B of one card.
  [[nodiscard]] base::Rational value(const Recorded& recorded, const Found& found) const;
  /// 2u / (2u - v)
  [[nodiscard]] base::Rational upper_bound() const;
  /// B where record and paper agree: u / (2u - v), above 1/2.
  [[nodiscard]] base::Rational value_without_error() const;
  [[nodiscard]] const base::Rational& assorter_margin() const { return assorter_margin_; }

 private:
  Assorter assorter_;
  base::Rational assorter_margin_;
  StyleUse style_;
  MissingCard missing_;
};

}  // namespace recanvass::audit
