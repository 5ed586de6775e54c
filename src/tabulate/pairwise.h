// Every choice against every other: the Condorcet winner, and the methods that decide when there is
// none. Ties are reported, never broken by order. Next: tabulate/scoring.h.
#pragma once

#include "tabulate/outcome.h"
#include "tabulate/place_reading.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace recanvass::tabulate {

/// Cards on which one choice stands above another.
class Pairwise {
 public:
  explicit Pairwise(std::size_t choices) : choices_(choices), cells_(choices * choices) {}
  [[nodiscard]] std::size_t choices() const { return choices_; }
  /// Cards that prefer `a` to `b`. @pre a, b < choices()
  [[nodiscard]] election::VoteCount prefer(ChoiceIndex a, ChoiceIndex b) const;
  void add(ChoiceIndex a, ChoiceIndex b, election::VoteCount cards);

 private:
  std::size_t choices_;
  std::vector<election::VoteCount> cells_;
};

/// Where choices stand that a card does not rank.
enum class Unranked : std::uint8_t {
  Below,  ///< below all who are ranked, and equal to each other
  SaysNothing,  ///< the card prefers nobody to them
};

/// A choice at two ranks stands at the better; choices at one rank are equal; blank ranks say
/// nothing.
inline constexpr PlaceReading kOrderOnly = {.shared = SharedPlaces::Equal};

/// With points instead of ranks (Mark::votes), more is better, and who has none has 0.
[[nodiscard]] Pairwise pairwise_of(const Profile& profile, const PlaceReading& reading = kOrderOnly,
                                   Unranked unranked = Unranked::Below);

/// Who beats every other; no value when nobody does.
[[nodiscard]] std::optional<ChoiceIndex> condorcet_winner(const Pairwise& pairwise);

/// The smallest group that beats everybody outside it, in the order of the list.
[[nodiscard]] Choices smith_set(const Pairwise& pairwise);

/// How strong a defeat is.
enum class DefeatStrength : std::uint8_t { WinningVotes, Margin };

/// Ranked pairs (Tideman): defeats are locked from the strongest, none that makes a cycle. Tied:
/// those who win by some order of equal defeats. No value where more than `orders_max` would have
/// to be looked at.
[[nodiscard]] std::optional<Outcome> ranked_pairs(const Pairwise& pairwise, DefeatStrength strength,
                                                  int orders_max = 10000);

/// Strengths of the strongest paths, row by row; 0: no path. Source: Schulze (2011), section 2.3.
[[nodiscard]] std::vector<election::VoteCount> strongest_paths(const Pairwise& pairwise,
                                                               DefeatStrength strength);
[[nodiscard]] Outcome schulze(const Pairwise& pairwise, DefeatStrength strength);

/// Whose strongest defeat is weakest.
[[nodiscard]] Outcome minimax(const Pairwise& pairwise, DefeatStrength strength);

}  // namespace recanvass::tabulate
