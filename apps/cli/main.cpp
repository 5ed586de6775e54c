// Turns the table of commands into a parser, runs one, and says how it went. The only file that
// sees the command-line library.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "apps/cli/commands.h"
#include "base/check.h"

namespace {

using recanvass::cli::Arguments;
using recanvass::cli::Command;
using recanvass::cli::Console;
using recanvass::cli::ExitCode;

constexpr const char* kVersion = RECANVASS_VERSION;

constexpr const char* kIntroduction =
    "Recanvass answers what people ask after an election: who may ask for a recount, by when, at\n"
    "what price; could it change who wins; what would the paper show.\n\n"
    "Start here:\n"
    "  recanvass assess examples/us-2016-president --as-of 2016-11-25 --petitioner stein\n"
    "  recanvass law us-wi --on 2016-11-25\n"
    "  recanvass flip examples/us-2016-president\n";

constexpr const char* kFooter =
    "Exit codes: 0 answer given, 1 a check failed, 2 bad input or usage, 3 the program is broken.\n"
    "Every command takes --json; docs/json.md describes each document.";

Console make_console() {
  Console console;
  console.out = stdout;
  console.err = stderr;
  console.colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  winsize window{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 40) {
    console.columns = window.ws_col;
  }
  return console;
}

// The library keeps references to what it fills; they must not move.
struct Slots {
  std::map<std::string, std::vector<std::string>> texts;
  std::map<std::string, bool> flags;
};

void add_command(CLI::App& app, const Command& command, Slots& slots) {
  CLI::App* sub = app.add_subcommand(command.name, command.summary);
  sub->footer(command.description);
  for (const auto& positional : command.positionals) {
    auto* made = sub->add_option(positional.name, slots.texts[positional.name], positional.help);
    if (positional.required) made->required();
    made->expected(positional.required ? 1 : 0, positional.repeatable ? 100000 : 1);
    made->type_name("");
  }
  for (const auto& option : command.options) {
    if (option.value_name.empty()) {
      sub->add_flag(option.name, slots.flags[option.name], option.help);
      continue;
    }
    auto* made = sub->add_option(option.name, slots.texts[option.name], option.help);
    made->type_name(option.value_name)->allow_extra_args(false);
    made->multi_option_policy(option.repeatable ? CLI::MultiOptionPolicy::TakeAll
                                                : CLI::MultiOptionPolicy::Throw);
  }
  sub->add_flag("--json", slots.flags["--json"], "Print one JSON document instead of text.");
}

int run(int argc, char** argv) {
  const std::vector<Command> commands = recanvass::cli::all_commands();
  CLI::App app(kIntroduction, "recanvass");
  app.set_version_flag("--version", fmt::format("recanvass {}", kVersion));
  app.require_subcommand(1);
  app.footer(kFooter);
  std::map<std::string, Slots> slots;
  for (const Command& command : commands) add_command(app, command, slots[command.name]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {
    return app.exit(request);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "{}\nTry: recanvass{} --help\n", error.what(),
               app.get_subcommands().empty() ? "" : " " + app.get_subcommands()[0]->get_name());
    return static_cast<int>(ExitCode::BadInput);
  }
  const std::string name = app.get_subcommands().at(0)->get_name();
  Arguments arguments;
  for (auto& [key, texts] : slots[name].texts) {
    if (!texts.empty()) arguments.values[key] = texts;
  }
  for (const auto& [key, given] : slots[name].flags) {
    if (given) arguments.values[key] = {};
  }
  for (const Command& command : commands) {
    if (command.name == name) return static_cast<int>(command.run(arguments, make_console()));
  }
  return static_cast<int>(ExitCode::Broken);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& fault) {
    fmt::print(stderr, "recanvass is broken here, and stopped: {}\n", fault.what());
    return static_cast<int>(ExitCode::Broken);
  }
}
