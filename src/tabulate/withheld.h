// Votes that an export gives as totals of cards that were withheld, so that nobody could be
// recognised, and cards of which a contest was withheld: what they hold, and whether they could
// change who is elected. Next: tabulate/contest_count.h.
#pragma once

#include "tabulate/contest_count.h"

namespace recanvass::tabulate {

/// Votes by choice in a contest's rows of totals, in its unit; of ranked contests first
/// preferences. Empty: no row has the contest. @pre contest < store.contests().size()
[[nodiscard]] ChoiceVotes withheld_votes(const election::CardStore& store, std::uint32_t contest);

/// Whether a rule decides by added-up votes alone, so that totals will do.
[[nodiscard]] bool adds_up_votes(const Method& method);

/// count_contest() with the totals in the votes, where the rule adds up votes; without them where
/// it does not, or there are none. Cards are those of the input alone.
[[nodiscard]] ContestCount count_with_withheld(const CountInput& input, const Rule& rule,
                                               std::span<const ChoiceIndex> drawn,
                                               const ChoiceVotes& totals);

/// Whether who is elected could be another if it were known what was withheld: cards that withhold
/// the contest, and totals where the rule cannot count them. Each withheld card may give a vote to
/// any choice. True also where it is not worked out for the rule; false where nothing is withheld.
/// @pre the count is of this input and these totals, by count_with_withheld()
[[nodiscard]] bool withheld_may_change(const CountInput& input, const ContestCount& result,
                                       const ChoiceVotes& totals);

}  // namespace recanvass::tabulate
