// The part of a briefing that the law tells: who may ask, by when, at what price, and how many
// votes would have to change. From recount/assessment.h. The other parts: brief.h.
#pragma once

#include "recount/assessment.h"
#include "report/briefing.h"

namespace recanvass::workflow {

/// Fills law and change of each state that the briefing has, and adds what the assessment could not
/// decide about the states in focus to `not_checked`. A named petitioner's own standing replaces
/// the general answer on who may petition.
void add_law(const recount::Assessment& assessment, const election::Election& election,
             report::Briefing& briefing);

}  // namespace recanvass::workflow
