// How many ballots must be changed before an instant runoff elects somebody else: between proven
// bounds, which are often one number. The lower bound is that of the assertions that prove the
// winner. Next: tabulate/irv_margin.cpp, where the search is.
#pragma once

#include "tabulate/irv.h"

#include <cstdint>
#include <optional>

namespace recanvass::tabulate {

/// The fewest ballots that must be changed for another winner. A tie counts as another winner,
/// since a lot may then elect somebody else.
struct IrvMargin {
  election::CardCount at_least;  ///< no fewer can do it
  election::CardCount at_most;  ///< so many can: shown by a count of the changed ballots
  /// The least votes by which an assertion of the best set holds: what an audit has to test. Half
  /// of it, rounded up, is the lower bound. Smaller than the best where the search was cut short.
  election::VoteCount assertions;
  bool searched_all = true;  ///< false: cut short; both bounds still hold
  [[nodiscard]] bool exact() const { return at_least == at_most; }
};

/// Bounds of the margin of victory, by a search of elimination orders from their ends.
///
/// An order that elects somebody else is ruled out by the widest assertion that contradicts its
/// end: that one choice never goes out before another (its first preferences against all ballots
/// that could reach the other), or that it is not the next to go out of those who are left. The
/// order that is ruled out by least gives the bound. Orders are looked at from the least bound on.
///
/// No value: nobody has won for certain, a ballot's reading depends on who stands or on the round
/// (CountIfOneStands, WaitARound), somebody goes out who need not have the fewest votes
/// (WriteIns::OutFirst), or there are more than 64 choices.
/// Sources: Magrino, Rivest, Shen, Wagner, "Computing the margin of victory in IRV elections"
/// (2011); Cary, "Estimating the margin of victory for instant-runoff voting" (2011); Blom,
/// Stuckey, Teague, "Computing the margin of victory in preferential parliamentary elections"
/// (2018), and RAIRE (2019) for the assertions. Derivation: docs/math/irv-margin.md.
[[nodiscard]] std::optional<IrvMargin> irv_margin(const Profile& profile, const IrvRules& rules,
                                                  std::int64_t nodes_max = 200000);

}  // namespace recanvass::tabulate
