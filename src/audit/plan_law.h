// How many cards an audit takes, as a law: exact, or from replicates with what they leave unsure.
// And the best rounds for it: the frontier of work against rounds. docs/math/plans.md.
#pragma once

#include "stats/stopping_law.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::audit {

/// So many cards with this chance.
struct SizePoint {
  std::int64_t cards = 0;
  double chance = 0.0;
};

/// A quantile with the half width of its 95 % interval.
struct LawQuantile {
  double share = 0.0;
  std::int64_t cards = 0;
  double error = 0.0;  ///< 0: exact
};

/// The law of an audit's size.
class SizeLaw {
 public:
  /// One size, for sure.
  static SizeLaw certain(std::int64_t cards);
  /// Of replicates, in any order.
  static SizeLaw simulated(std::vector<std::int64_t> sizes);
  /// Of votes for either of two, read off cards of which this share has one; what the law leaves
  /// open counts `cards_max`, as does whatever is larger.
  static SizeLaw exact(const stats::StoppingLaw& law, double share_of_cards,
                       std::int64_t cards_max);

  [[nodiscard]] const std::vector<SizePoint>& points() const { return points_; }
  [[nodiscard]] std::uint64_t replicates() const { return replicates_; }  ///< 0: exact
  [[nodiscard]] LawQuantile quantile(double share) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double mean_error() const;  ///< standard error; 0 when exact
  /// The chance that so many cards are enough.
  [[nodiscard]] double chance_within(std::int64_t cards) const;

 private:
  [[nodiscard]] std::int64_t at(double share) const;

  std::vector<SizePoint> points_;  // ascending
  std::uint64_t replicates_ = 0;
};

/// Sizes after each round, and what comes of them.
struct RoundsPlan {
  std::vector<std::int64_t> sizes;   ///< cards in all after each round
  std::vector<double> done;          ///< chance that it has ended by then
  double cards_expected =
      0.0;  ///< a full hand count, where the last round does not end it, included
  double rounds_expected = 0.0;  ///< a full hand count is a round
};

/// For 1, 2, … `rounds_max` rounds the sizes with the fewest cards expected, as long as another
/// round saves any. After the last round all `cards` are counted by hand. Sizes are those of the
/// law, at most about two hundred of them.
[[nodiscard]] std::vector<RoundsPlan> round_frontier(const SizeLaw& law, std::int64_t cards,
                                                     int rounds_max);

/// Different containers of `each` cards that a draw of `drawn` among `cards` is expected to open.
/// @pre 0 <= drawn <= cards, each > 0
[[nodiscard]] double expected_containers(std::int64_t cards, std::int64_t each, std::int64_t drawn);

}  // namespace recanvass::audit
