// Two counts of one contest side by side, unit by unit and choice by choice: what changed, by how
// much, and where the largest changes are. Each changed unit then needs a cause (recount/causes.h).
#pragma once

#include "base/result.h"
#include "election/returns.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::recount {

/// A reporting unit of a count. Names are unique within a county.
struct UnitKey {
  std::string county;
  std::string unit;
  friend auto operator<=>(const UnitKey&, const UnitKey&) = default;
};

/// One choice in one unit.
struct VoteChange {
  election::ChoiceId choice;
  election::VoteCount before;
  election::VoteCount after;

  /// After less before.
  [[nodiscard]] election::VoteCount net() const { return after - before; }
};

/// A unit in which at least one choice changed.
struct UnitChange {
  UnitKey key;
  std::vector<VoteChange> changes;  ///< changed choices only, in the order of the count before
  election::VoteCount total_before;  ///< of all choices
  election::VoteCount total_after;
  election::VoteCount gross;  ///< sum of |after - before| over choices
  election::VoteCount largest;  ///< the largest |after - before| of one choice
  bool top_two_changed = false;  ///< votes of one of the two at the last seat changed
};

/// Totals of one choice over the units that both counts have.
struct ChoiceDifference {
  election::ChoiceId choice;
  election::VoteCount before;
  election::VoteCount after;
  election::VoteCount gross;  ///< sum over units of |after - before|
};

/// Leader and runner-up are the two between whom the last seat is decided: the last one elected and
/// the first one not elected.
struct Difference {
  election::ChoiceId leader;  ///< of the count before
  election::ChoiceId runner_up;
  std::int64_t units_compared = 0;
  std::int64_t units_changed_top_two = 0;
  std::vector<UnitChange> changed;  ///< largest change of one choice first, then gross, then name
  std::vector<ChoiceDifference> choices;  ///< in the order of the count before
  election::VoteCount total_before;
  election::VoteCount total_after;
  election::VoteCount gross;
  election::VoteCount margin_before;  ///< leader less runner-up
  election::VoteCount margin_after;  ///< of the same two; negative when they changed places
  std::vector<UnitKey> only_before;  ///< not in the second count: open, not zero
  std::vector<UnitKey> only_after;

  [[nodiscard]] std::int64_t units_changed() const {
    return static_cast<std::int64_t>(changed.size());
  }
  [[nodiscard]] std::int64_t units_unchanged() const { return units_compared - units_changed(); }
};

/// Compares two counts. Choices may stand in another order in the second. Leader and runner-up are
/// those of the units compared, in the count before; equal votes keep the order of the choices.
/// @param seats  how many are elected, 1 or more; with no fewer seats than choices, the last two.
/// Causes: difference.choices (the counts name other choices), difference.too-few (fewer than two
/// choices), difference.duplicate-unit (county and unit stand twice in a count).
[[nodiscard]] base::Result<Difference> compare_counts(const election::UnitVotes& before,
                                                      const election::UnitVotes& after,
                                                      std::size_t seats = 1);

}  // namespace recanvass::recount
