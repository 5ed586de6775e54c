// Ranked ballots as the search for instant-runoff assertions needs them: each order once, and every
// tally of a set of choices from that of a smaller set. Next: audit/raire.h.
#pragma once

#include "audit/assorter.h"

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace recanvass::audit {

/// A set of choices, of at most 128.
class ChoiceSet {
 public:
  static constexpr std::size_t kChoicesMax = 128;
  [[nodiscard]] bool has(ChoiceIndex choice) const {
    return (words_[choice / 64U] >> (choice % 64U) & 1U) != 0;
  }
  void add(ChoiceIndex choice) { words_[choice / 64U] |= std::uint64_t{1} << (choice % 64U); }
  [[nodiscard]] ChoiceSet with(ChoiceIndex choice) const {
    ChoiceSet set = *this;
    set.add(choice);
    return set;
  }
  [[nodiscard]] bool meets(const ChoiceSet& other) const {
    return (words_[0] & other.words_[0]) != 0 || (words_[1] & other.words_[1]) != 0;
  }
  /// True when every member is also in `other`.
  [[nodiscard]] bool within(const ChoiceSet& other) const {
    return (words_[0] & ~other.words_[0]) == 0 && (words_[1] & ~other.words_[1]) == 0;
  }
  friend auto operator<=>(const ChoiceSet&, const ChoiceSet&) = default;

 private:
  std::array<std::uint64_t, 2> words_{};
};

/// Votes by choice.
using Pile = std::vector<std::int64_t>;

/// The ballots of one contest. Unchanging.
class RankedBallots {
 public:
  /// @pre at most ChoiceSet::kChoicesMax choices; a reading that does not depend on who stands
  RankedBallots(const tabulate::Profile& profile, const tabulate::RankReading& reading);

  [[nodiscard]] std::size_t choices() const { return choices_; }
  /// Cards on which a choice is first.
  [[nodiscard]] std::int64_t first(ChoiceIndex choice) const { return first_[choice]; }
  /// Cards that list `loser` and do not list `winner` above it.
  [[nodiscard]] std::int64_t could_reach(ChoiceIndex loser, ChoiceIndex winner) const {
    return listed_[loser] - above_[winner * choices_ + loser];
  }
  /// Turns the votes with `standing` left into those with `joining` left as well.
  /// @pre `joining` is not in `standing`; votes.size() == choices()
  void join(const ChoiceSet& standing, ChoiceIndex joining, Pile& votes) const;

 private:
  struct Order {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::int64_t cards = 0;
  };
  struct Listing {
    std::uint32_t order = 0;
    std::uint32_t place = 0;  // in listed_choices_
  };

  std::size_t choices_;
  std::vector<ChoiceIndex> listed_choices_;
  std::vector<Order> orders_;
  std::vector<std::vector<Listing>> listings_;  // by choice
  Pile first_;
  Pile listed_;
  Pile above_;
};

}  // namespace recanvass::audit
