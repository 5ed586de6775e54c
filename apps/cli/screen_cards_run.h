// The part of `recanvass screen` that reads cast vote records: --cards and what goes with it.
// The checks: screen/screen_cards.h. The command: screen_command.cpp.
#pragma once

#include "apps/cli/command.h"

#include <string>
#include <vector>

namespace recanvass::cli {

/// The options that --cards brings.
[[nodiscard]] std::vector<Option> screen_cards_options();

/// Writes a plan for recanvass plan --contests. Causes: screen.unwritable.
[[nodiscard]] base::Problems write_plan_file(const std::string& path, const std::string& text);

/// Reads the files of --cards and --manifest, screens them and prints what was found. A batch with
/// other cards than the manifest ends with CheckFailed, as `recanvass inspect` does; oddities do
/// not. Causes: those of reading cards and manifests.
ExitCode run_screen_cards(const Arguments& arguments, const Console& console);

}  // namespace recanvass::cli
