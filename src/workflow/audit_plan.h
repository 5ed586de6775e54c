// From an election package to the questions of an audit's plan: one for each place, out of its
// reported totals and, where there are any, its returns by unit. The plan itself: audit/plan.h.
#pragma once

#include "audit/plan.h"
#include "election/election.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// Which places and figures.
struct AuditPlaces {
  std::optional<election::ContestId> contest;  ///< no value: the package's first
  std::vector<election::JurisdictionId> places;  ///< empty: those the package names first, else all
  std::optional<base::Date> as_of;
};

/// `asked` for each place, with its votes, cards (ballots cast where reported, else votes) and
/// units filled in. Causes: plan.contest, plan.place (unknown), plan.votes-unknown (only a margin
/// is known, or nothing), plan.nothing.
base::Result<std::vector<audit::PlanQuestion>> plan_questions(const election::Election& election,
                                                              const AuditPlaces& places,
                                                              const audit::PlanQuestion& asked);

}  // namespace recanvass::workflow
