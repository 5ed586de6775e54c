#include "apps/cli/commands.h"

namespace recanvass::cli {

std::vector<Command> all_commands() {
  return {
      assess_command(),     law_command(),        brief_command(),    fee_command(),
      flip_command(),       key_command(),        commands_command(), submit_command(),
      show_command(),       print_command(),      witness_command(),  publish_command(),
      verify_command(),     restore_command(),    generate_command(), tabulate_command(),
      inspect_command(),    import_command(),     convert_command(),  plan_command(),
      simulate_command(),   assertions_command(), draw_command(),     measure_command(),
      entries_command(),    reverify_command(),   screen_command(),   vectors_command(),
      completion_command(), manual_command(),
  };
}

}  // namespace recanvass::cli
