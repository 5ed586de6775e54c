// From a contest as it was counted, by any rule of the book, to the assertions that prove its
// outcome, and how far they prove it. What each rule asks for stands in docs/math/assorters.md; the
// cards that they are about: audit/audit_domain.h.
#pragma once

#include "audit/assertion.h"
#include "audit/raire.h"
#include "tabulate/contest_count.h"

#include <string>

namespace recanvass::audit {

/// How much the assertions prove when all of them hold.
enum class ProofReach : std::uint8_t {
  Outcome,  ///< the outcome: testing them is a risk-limiting audit
  SomeWinners,  ///< only of some winners: not a risk-limiting audit of the outcome
  Nothing,  ///< there are none: no risk-limiting audit of this outcome is known, or none can end
};

struct OutcomeProof {
  Assertions assertions;
  ProofReach reach = ProofReach::Nothing;
  /// Why it does not reach further, or what a person should know of how it was found; may be empty.
  std::string words;
};

struct ProofSettings {
  election::CardCount cards;  ///< of the domain: what the ease of an assertion is measured by
  DifficultyOf difficulty = DifficultyOf::Comparison;
  RaireLimits limits;
};

/// @pre the count is of this input, by count_contest(); settings.cards >= the profile's
[[nodiscard]] OutcomeProof prove_outcome(const tabulate::CountInput& input,
                                         const tabulate::ContestCount& counted,
                                         const ProofSettings& settings);

/// "a risk-limiting audit", "not a risk-limiting audit of every winner", ...
[[nodiscard]] std::string_view words_of(ProofReach reach);

}  // namespace recanvass::audit
