// The use case behind `recanvass flip`: the outlook of an election, with the tables of history that
// ship with the program. The work is done in outlook/outlook.h.
#pragma once

#include "outlook/outlook.h"

namespace recanvass::workflow {

/// outlook::look_ahead with the built-in reference tables. Causes: as there.
base::Result<outlook::FlipOutlook> look_ahead(const election::Election& election,
                                              const outlook::FlipQuestion& question,
                                              base::Executor& executor);

}  // namespace recanvass::workflow
