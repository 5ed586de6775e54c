// The part of a briefing that the package itself tells: figures, what happened, questions, money
// and dates, as known on a day. Pure. Law and outlook: brief.h names the other parts.
#pragma once

#include "base/date.h"
#include "election/election.h"
#include "report/briefing.h"

#include <optional>

namespace recanvass::workflow {

/// Fills everything but law, changes, probabilities, college, paper and history. States stand by
/// contest, those in focus first in the package's order, then the others by name. What became known
/// or happened after the day is left out; a question answered later is open, without its answer.
void add_record(const election::Election& election, const std::optional<base::LocalTime>& as_of,
                report::Briefing& briefing);

/// The state made from a contest in a jurisdiction; null when there is none.
[[nodiscard]] report::BriefState* find_state(report::Briefing& briefing,
                                             const election::ContestId& contest,
                                             const election::JurisdictionId& jurisdiction);

}  // namespace recanvass::workflow
