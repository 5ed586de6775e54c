// assertions, draw and measure where --batches is given: a batch comparison from files. Their
// words: apps/cli/batch_audit_words.h; the work: workflow/batch_audit.h.
#pragma once

#include "apps/cli/command.h"

namespace recanvass::cli {

/// The option of all three.
[[nodiscard]] Option batches_option();

ExitCode run_batch_assertions(const Arguments& arguments, const Console& console);
ExitCode run_batch_draw(const Arguments& arguments, const Console& console);
ExitCode run_batch_measure(const Arguments& arguments, const Console& console);

}  // namespace recanvass::cli
