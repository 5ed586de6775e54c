// Who is elected by a rule, or that nobody is: a tie is an outcome of its own and is broken only by
// a lot that was drawn and is put in. Used by every rule in this folder.
#pragma once

#include "tabulate/profile.h"

#include <optional>
#include <span>
#include <vector>

namespace recanvass::tabulate {

using election::ChoiceIndex;
using Choices = std::vector<ChoiceIndex>;

/// A lot drawn in public among choices that a rule leaves equal.
struct Lot {
  Choices among;  ///< in the order of the contest's list
  ChoiceIndex drawn = 0;  ///< whom the rule's act falls on: elected, or eliminated
  friend bool operator==(const Lot&, const Lot&) = default;
};

/// Lots in the order in which a count asks for them. One that does not name exactly the choices
/// that are tied is not used, nor is any after it.
using Lots = std::vector<Lot>;

/// Gives out lots in their order.
class LotBox {
 public:
  explicit LotBox(std::span<const Lot> lots) : lots_(lots.begin(), lots.end()) {}
  /// Whom the lot among `tied` fell on; no value when no such lot is next.
  [[nodiscard]] std::optional<ChoiceIndex> draw(std::span<const ChoiceIndex> tied);
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  Lots lots_;
  std::size_t used_ = 0;
};

enum class Decision {
  Elected,  ///< every place is filled by `winners`
  Tied,  ///< `places` are left for `tied`, who are equal; `winners` are elected
  TooFew,  ///< fewer choices have votes than there are places; `winners` are elected
  NobodyReachedIt,  ///< a share was asked for and nobody has it
  Runoff,  ///< `runoff` go to a second election
  NoVotes,  ///< nobody has a vote
};

struct Outcome {
  Decision decision = Decision::NoVotes;
  Choices winners;  ///< most votes first, equal ones in the order of the list
  Choices tied;  ///< in the order of the list
  std::int64_t places = 0;
  Choices runoff;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The `places` choices with the most; those who are equal for the last places are tied until lots
/// fill them. Nobody is elected without a vote.
/// @pre places >= 1
[[nodiscard]] Outcome elect_most(std::span<const election::VoteCount> votes, std::int64_t places,
                                 std::span<const Lot> lots = {});
/// The same with lots of a longer count.
[[nodiscard]] Outcome elect_most(std::span<const election::VoteCount> votes, std::int64_t places,
                                 LotBox& box);

}  // namespace recanvass::tabulate
