// Assorters: what one card says about one claim, as an exact number. A claim is that something
// adds up to more than nothing over all cards; its assorter maps a card to [0, u] so that the claim
// holds just when the mean is above 1/2. Derivation: docs/math/assorters.md.
// Next: audit/assertion.h, which says what claims prove that a contest's outcome is right.
#pragma once

#include "base/rational.h"
#include "tabulate/ranking.h"
#include "tabulate/scoring.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace recanvass::audit {

using election::ChoiceIndex;
using tabulate::Choices;

/// Votes as tabulate/votes.h counts them: a card with more than `votes_max` counts for nobody.
struct CountsVotes {
  std::int64_t votes_max = 1;  ///< 0: no limit (approval)
  /// What one choice may get from one card. A card that gives more counts for nobody here.
  std::int64_t votes_each = 1;
};
/// Points by rank as tabulate/scoring.h gives them.
struct CountsPoints {
  tabulate::RankPoints points;  ///< none below 0, falling
};
/// Scores; a card that gives one choice more than `score_max` counts for nobody.
struct CountsScores {
  std::int64_t score_max = 1;
};
using Amounts = std::variant<CountsVotes, CountsPoints, CountsScores>;

/// Over all cards: the sum over choices of weight times amount, plus a number for each card that
/// counts for anybody, plus a number for each card of the domain, is above 0.
struct SumClaim {
  Amounts amounts;
  std::vector<base::Rational> weights;  ///< by choice
  base::Rational per_counted_card;
  base::Rational per_card;
};

/// Two choices, the first of which is to be above the other.
struct ChoicePair {
  ChoiceIndex winner = 0;
  ChoiceIndex loser = 0;
  friend auto operator<=>(const ChoicePair&, const ChoicePair&) = default;
};

/// More cards prefer the winner to the loser than the other way round (ranks or scores).
struct PreferredClaim {
  ChoicePair pair;
  std::int64_t score_max = 0;  ///< of scores: cards above it count for nobody; 0: no limit
};

/// The first pair's lead in preferences is larger than the second pair's.
struct LargerLeadClaim {
  ChoicePair larger;
  ChoicePair smaller;
};

/// Instant runoff: the winner never goes out before the loser. Its first preferences are more than
/// the cards that list the loser and do not list the winner above it ("NEB").
struct NeverBeforeClaim {
  ChoicePair pair;
  tabulate::RankReading reading;
};

/// Instant runoff: with just `standing` left, the winner has more than the loser ("NEN").
struct NotNextClaim {
  ChoicePair pair;
  Choices standing;  ///< holds both
  tabulate::RankReading reading;
};

using Claim =
    std::variant<SumClaim, PreferredClaim, LargerLeadClaim, NeverBeforeClaim, NotNextClaim>;

/// A claim's function of a card, in whole multiples of 1 / denominator(). Any number of threads.
class Assorter {
 public:
  /// @pre choices are of the contest; a sum's weights are as many as its choices, and some card
  /// could speak against the claim; a reading does not depend on who stands (WaitARound,
  /// CountIfOneStands)
  Assorter(election::CardContest contest, Claim claim);

  /// Of a card that carries the contest, from 0 to upper_numerator().
  [[nodiscard]] std::int64_t numerator(const election::MarkingView& said) const;
  /// Of a card of the domain that does not carry the contest.
  [[nodiscard]] std::int64_t numerator_without() const { return none_; }
  [[nodiscard]] std::int64_t upper_numerator() const { return upper_; }
  /// An even number above 0.
  [[nodiscard]] std::int64_t denominator() const { return denominator_; }

  /// Half, of which a phantom record is worth as much. In multiples of 1 / denominator().
  [[nodiscard]] std::int64_t half_numerator() const { return denominator_ / 2; }
  [[nodiscard]] base::Rational value(const election::MarkingView& said) const;
  /// The bound u: not always 1 (a share above one half has less, a divisor list may have 2).
  [[nodiscard]] base::Rational upper_bound() const;
  [[nodiscard]] const Claim& claim() const { return claim_; }
  [[nodiscard]] const election::CardContest& contest() const { return contest_; }

 private:
  void bound_sum(const SumClaim& claim);

  election::CardContest contest_;
  Claim claim_;
  std::vector<std::int64_t> weights_;  // of a sum, times scale
  std::int64_t per_counted_ = 0;
  std::int64_t none_ = 1;  // numerators
  std::int64_t upper_ = 2;
  std::int64_t denominator_ = 2;
};

/// A ballot as an order of choices; empty: it counts for nobody. @pre as Assorter's readings
[[nodiscard]] Choices order_of(const election::MarkingView& said,
                               const tabulate::RankReading& reading);

/// The weight 1 for one choice, -1 for another, of a contest with so many choices.
[[nodiscard]] std::vector<base::Rational> pair_weights(std::size_t choices, const ChoicePair& pair);

/// Sum of numerators over the cards of a profile, each marking looked at once.
[[nodiscard]] base::Wide numerator_sum(const Assorter& assorter, const tabulate::Profile& profile);

/// How far the mean lies above one half, twice: v = 2 mean - 1, which may be negative.
/// Cards of the domain that the profile does not hold are `without` cards that do not carry the
/// contest and `phantoms`, worth one half. @pre at least one card, counts >= 0
[[nodiscard]] base::Rational assorter_margin(const Assorter& assorter, base::Wide sum_of_numerators,
                                             election::CardCount with_contest,
                                             election::CardCount without,
                                             election::CardCount phantoms);

}  // namespace recanvass::audit
