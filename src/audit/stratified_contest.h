// A stratified audit of which totals by stratum are known and no card store is at hand (an audit on
// a ledger): what is put into audit/stratified.h, and what comes out of it, in the words of
// audit/measure.h. Derivation: docs/math/strata.md.
#pragma once

#include "audit/macro.h"
#include "audit/stratified.h"

#include <cstdint>
#include <span>

namespace recanvass::audit {

/// Of one assertion in a stratum of which these votes were reported, with so many phantoms beside
/// its cards, each one half. @pre a claim that adds up votes; the cards can give them; one card
[[nodiscard]] StratumClaim stratum_claim(const MeasuredAssertion& assertion,
                                         const BatchVotes& reported, std::int64_t phantoms);

/// Risks and verdict of the strata, and the tally of the cards that were compared. Where every card
/// was drawn no chance is left: what is not certainly true is not confirmed.
/// @param tested  the contest over all strata  @param drawn  different cards, of all strata
[[nodiscard]] MeasuredContest as_contest(const MeasuredStrata& measured,
                                         const ContestMeasure& tested, std::int64_t drawn,
                                         std::span<const MeasuredCard> compared);

}  // namespace recanvass::audit
