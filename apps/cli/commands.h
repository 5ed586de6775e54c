// The list of commands: a line here, a line in commands.cpp, a file NAME_command.cpp.
// What a command is made of: apps/cli/command.h.
#pragma once

#include "apps/cli/command.h"

namespace recanvass::cli {

Command assertions_command();
Command assess_command();
Command brief_command();
Command commands_command();
Command completion_command();
Command convert_command();
Command draw_command();
Command entries_command();
Command import_command();
Command inspect_command();
Command key_command();
Command show_command();
Command submit_command();
Command law_command();
Command fee_command();
Command flip_command();
Command generate_command();
Command manual_command();
Command measure_command();
Command plan_command();
Command print_command();
Command publish_command();
Command restore_command();
Command reverify_command();
Command screen_command();
Command simulate_command();
Command vectors_command();
Command witness_command();
Command tabulate_command();
Command verify_command();

}  // namespace recanvass::cli
