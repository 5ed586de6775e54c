// The single transferable vote, as far as assertions go: who has the quota with first preferences
// is proved. For the others no sample is known to limit the risk, and that is said. Sources: Blom
// et al., "A first approach to risk-limiting audits for single transferable vote elections" (2022)
// and later (2024, 2025). Next: audit/assorter_mismatch.h, for a bound on errors.
#pragma once

#include "audit/assertion.h"

#include <string>

namespace recanvass::audit {

/// "Ada, Ben": names of choices of a contest.
[[nodiscard]] std::string choice_names(const election::CardContest& contest,
                                       std::span<const ChoiceIndex> choices);

enum class StvReach : std::uint8_t {
  EveryWinner,  ///< an audit of the assertions limits the risk of the whole outcome
  SomeWinners,  ///< only of those proved: not a risk-limiting audit of the outcome
  NoWinner,  ///< not a risk-limiting audit
};

struct StvAssertions {
  Assertions assertions;  ///< one for each winner proved
  Choices proved;  ///< in the order of the reported winners
  Choices open;  ///< winners for whom no assertion is known
  StvReach reach = StvReach::NoWinner;
};

/// A winner whose first preferences are more than 1 / (seats + 1) of all valid ballots is elected
/// in the first round, whatever else happens: that is the Droop quota.
/// @param first_preferences  by choice; `winners` as reported @pre seats >= 1
[[nodiscard]] StvAssertions stv_first_round(const election::CardContest& contest,
                                            std::span<const election::VoteCount> first_preferences,
                                            std::span<const ChoiceIndex> winners,
                                            std::int64_t seats);

/// "a risk-limiting audit of every winner", or which winners it is not one of.
[[nodiscard]] std::string words_of(const election::CardContest& contest, const StvAssertions& stv);

}  // namespace recanvass::audit
