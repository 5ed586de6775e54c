// The part of a briefing that looks ahead: what would have to change, how likely that is, and how
// much paper would show it. From outlook/outlook.h, a contest at a time. The other parts: brief.h.
#pragma once

#include "outlook/outlook.h"
#include "report/briefing.h"

namespace recanvass::workflow {

/// Fills changes, probabilities and paper of the contest's states, and for a presidential contest
/// the college and history. Past recounts are taken once, from the first contest.
/// @param reference  the tables that the outlook was made with.
void add_flip(const outlook::FlipOutlook& outlook, const outlook::ReferenceTables& reference,
              report::Briefing& briefing);

}  // namespace recanvass::workflow
