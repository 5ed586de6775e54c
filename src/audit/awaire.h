// AWAIRE: an instant-runoff winner audited without cast vote records. Every order of elimination
// that ends with somebody else is tested as it stands; which of its flaws shows is learned from the
// cards that are read. Sources: Ek, Stark, Stuckey, Vukcevic, "Adaptively weighted audits of IRV
// elections: AWAIRE" (2023); lazily grown orders (2024). Derivation: docs/math/awaire.md.
#pragma once

#include "audit/raire_ballots.h"
#include "election/nouns.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace recanvass::audit {

/// How the flaws of an order share the next card's weight, by the evidence M of each so far.
enum class FlawWeights : std::uint8_t {
  Largest,  ///< all on the largest; ties share it
  Linear,  ///< in proportion to M
  Quadratic,  ///< in proportion to M squared
  QuadraticPlus,  ///< the same among those above 1; among all where none is
};

struct AwaireRules {
  double risk_limit = 0.05;
  FlawWeights weights = FlawWeights::QuadraticPlus;
  /// The test of each flaw is ALPHA with an estimate that begins at `share_first`, worth so many
  /// cards (shrink-trunc).
  double share_first = 0.52;
  double cards_worth = 50.0;
  std::int32_t grow_every = 25;  ///< cards between looks at orders that have no evidence
  std::size_t ends_max = 200000;  ///< ends of orders kept; no more are grown
};

/// One contest under audit. Cards are added in the order in which they are drawn, without
/// replacement. Once confirmed it stays so.
class Awaire {
 public:
  /// @pre winner < choices; choices >= 2; cards >= 1
  Awaire(std::size_t choices, ChoiceIndex winner, election::CardCount cards,
         const AwaireRules& rules = {});

  /// The next card as an order of choices; empty: it counts for nobody.
  /// @pre fewer cards were read than there are
  void read(const Choices& order) { take(order); }
  /// The next card, which nobody found: it speaks against every flaw as much as a card can.
  /// @pre the same
  void read_missing() { take(std::nullopt); }

  [[nodiscard]] std::int64_t cards_read() const { return static_cast<std::int64_t>(read_.size()); }
  /// Ends of orders that are not rejected yet.
  [[nodiscard]] std::size_t ends_open() const { return ends_.size(); }
  /// True when every order that ends with somebody else is rejected at the risk limit.
  [[nodiscard]] bool confirmed() const { return ends_.empty(); }
  /// The largest p-value of all orders, each at its best so far; 1 before any card. Rounded as
  /// doubles are: for display.
  [[nodiscard]] double risk() const;

 private:
  // A flaw of an order, in which `winner` goes out before `loser`: with a set left it has more
  // votes than the other; or, with no set named, it never goes out before the other.
  using FlawKey = std::tuple<ChoiceSet, ChoiceIndex, ChoiceIndex>;
  struct Flaw {
    FlawKey key;
    double sum = 0.0;  // of values 0, 1/2, 1
    double log_evidence = 0.0;  // before the last card while it is weighed
    double log_step = 0.0;  // of the last card
    std::int64_t cards = 0;
  };
  struct End {
    Choices order;  // who goes out next, …, who is elected
    ChoiceSet set;
    std::vector<Flaw*> flaws;  // owned by flaws_
    double log_evidence = 0.0;
    double log_best = 0.0;
  };

  using Card = std::optional<Choices>;  // no value: not found

  void take(const Card& card);
  Flaw* flaw_of(const FlawKey& key);
  void weigh(Flaw& flaw, const Card& card) const;
  [[nodiscard]] double log_step_of(const End& end) const;
  [[nodiscard]] End longer(const End& end, ChoiceIndex front);
  void grow();
  void forget_unused_flaws();

  std::size_t choices_;
  election::CardCount cards_;
  AwaireRules rules_;
  std::vector<Card> read_;
  std::map<FlawKey, std::unique_ptr<Flaw>> flaws_;
  std::vector<End> ends_;
  double log_best_of_closed_;  // the least
};

}  // namespace recanvass::audit
