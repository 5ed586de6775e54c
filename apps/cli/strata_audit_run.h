// assertions, draw and measure where --strata is given: one contest over strata, from files. Their
// words: apps/cli/strata_audit_words.h; the work: workflow/strata_audit.h.
#pragma once

#include "apps/cli/command.h"

namespace recanvass::cli {

/// The option of all three.
[[nodiscard]] Option strata_option();

ExitCode run_strata_assertions(const Arguments& arguments, const Console& console);
ExitCode run_strata_draw(const Arguments& arguments, const Console& console);
ExitCode run_strata_measure(const Arguments& arguments, const Console& console);

}  // namespace recanvass::cli
