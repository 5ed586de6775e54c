// Turns the table of commands into a parser, runs one, and says how it went. The only file that
// sees the command-line library.
#include "apps/cli/commands.h"
#include "base/check.h"
#include "base/nearest.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>

namespace {

using recanvass::cli::Arguments;
using recanvass::cli::Command;
using recanvass::cli::Console;
using recanvass::cli::ExitCode;

constexpr const char* kVersion = RECANVASS_VERSION;

// A closed descriptor would be given to the next file opened, and the answer would go there. A
// stand-in that only reads lets the write fail, so that it is noticed.
void hold_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) == -1) static_cast<void>(open("/dev/null", O_RDONLY | O_CLOEXEC));
  }
}

// A reader that has seen enough (EPIPE) is no failure: `recanvass assess P | head` stays quiet.
int said(int code, const Console& console) {
  if (console.write_error == 0 || console.write_error == EPIPE) return code;
  fmt::print(stderr, "recanvass: the answer could not be written: {}\n",
             std::generic_category().message(console.write_error));
  return static_cast<int>(ExitCode::Broken);
}

Console make_console() {
  Console console;
  console.out = stdout;
  console.err = stderr;
  // mpirun gives its processes a terminal of its own and passes on what they write to it.
  const bool passed_on = std::getenv("OMPI_COMM_WORLD_RANK") != nullptr;
  console.colour = isatty(STDOUT_FILENO) != 0 && !passed_on && std::getenv("NO_COLOR") == nullptr;
  winsize window{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 40) {
    console.columns = window.ws_col;
  }
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 40) {
    console.err_columns = window.ws_col;
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
  for (const auto& positional : command.positionals) {
    auto* made = sub->add_option(positional.name, slots.texts[positional.name], positional.help);
    if (positional.required) made->required();
    made->expected(positional.required ? 1 : 0, positional.repeatable ? 100000 : 1);
    made->type_name("")->allow_extra_args(positional.repeatable || !positional.required);
  }
  for (const auto& option : command.options) {
    if (option.value_name.empty()) {
      sub->add_flag(option.name, slots.flags[option.name], option.help);
      continue;
    }
    const std::string names =
        option.short_name.empty() ? option.name : option.short_name + "," + option.name;
    auto* made = sub->add_option(names, slots.texts[option.name], option.help);
    made->type_name(option.value_name)->allow_extra_args(false);
    made->multi_option_policy(option.repeatable ? CLI::MultiOptionPolicy::TakeAll
                                                : CLI::MultiOptionPolicy::Throw);
    // The slot is a list, and a list takes any number unless it is told otherwise.
    if (!option.repeatable) made->expected(1);
  }
  sub->add_flag("--json", slots.flags["--json"], "Print one JSON document instead of text.");
}

bool is_command(const std::vector<Command>& commands, const std::string& word) {
  return std::any_of(commands.begin(), commands.end(),
                     [&](const Command& command) { return command.name == word; });
}

// Says a usage error as a sentence and, when --json is among the words, as {schema, problems[]}.
// `command` is empty where none was understood.
int refuse_usage(const Console& console, bool json, const std::string& command,
                 const recanvass::base::Problem& problem) {
  const std::string program = command.empty() ? "recanvass" : "recanvass " + command;
  console.complain(fmt::format("{}\nTry: {} --help\n", problem.found, program));
  if (json) console.print_problems(command.empty() ? "usage" : command, {problem});
  return static_cast<int>(ExitCode::BadInput);
}

std::string meant_words(const std::string& word, const std::vector<std::string>& known) {
  const auto meant = recanvass::base::nearest(word, known);
  return meant ? fmt::format(" Did you mean \"{}\"?", *meant) : "";
}

recanvass::base::Problem unknown_command(const std::vector<Command>& commands,
                                         const std::string& word) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  const std::string list = fmt::format("{}", fmt::join(names, ", "));
  return {"usage.command",
          {},
          fmt::format("\"{}\" is not a command of recanvass.{}\nCommands: {}", word,
                      meant_words(word, names), list),
          list,
          "See recanvass --help."};
}

recanvass::base::Problem unknown_option(const std::string& word,
                                        const std::vector<std::string>& known,
                                        const std::string& program) {
  return {"usage.option",
          {},
          fmt::format("\"{}\" is not an option of {}.{}", word, program, meant_words(word, known)),
          fmt::format("{}", fmt::join(known, ", ")),
          fmt::format("See {} --help.", program)};
}

recanvass::base::Problem wrong_arguments(const std::string& words, const std::string& program) {
  return {"usage.arguments",
          {},
          words,
          fmt::format("the arguments of {}", program),
          fmt::format("See {} --help.", program)};
}

// What a command was given beyond what it takes: an unknown option, or one word too many.
recanvass::base::Problem problem_of_extras(const CLI::App& sub, const CLI::ExtrasError& error) {
  const std::string program = "recanvass " + sub.get_name();
  std::vector<std::string> known;
  for (const CLI::Option* option : sub.get_options()) {
    if (!option->get_lnames().empty()) known.push_back("--" + option->get_lnames().front());
  }
  for (const std::string& word : sub.remaining()) {
    if (word.starts_with("-")) return unknown_option(word, known, program);
  }
  return wrong_arguments(error.what(), program);
}

std::string help_asked(const CLI::App& app, const std::vector<Command>& commands) {
  const auto subs = app.get_subcommands();
  for (const Command& command : commands) {
    if (!subs.empty() && command.name == subs.front()->get_name()) {
      return recanvass::cli::command_help(command);
    }
  }
  return recanvass::cli::program_help(commands);
}

int run(int argc, char** argv, const Console& console) {
  const std::vector<Command> commands = recanvass::cli::all_commands();
  CLI::App app("", "recanvass");
  app.set_version_flag("--version", fmt::format("recanvass {}", kVersion));
  app.require_subcommand(1);
  std::map<std::string, Slots> slots;
  for (const Command& command : commands) add_command(app, command, slots[command.name]);
  if (argc < 2) {
    console.print(recanvass::cli::program_help(commands));
    return static_cast<int>(ExitCode::BadInput);
  }
  const std::string first = argv[1];
  const bool json = std::any_of(argv + 1, argv + argc,
                                [](const char* word) { return std::string(word) == "--json"; });
  if (!first.starts_with("-") && !is_command(commands, first)) {
    return refuse_usage(console, json, "", unknown_command(commands, first));
  }
  if (first.starts_with("-") && first != "-h" && first != "--help" && first != "--version") {
    return refuse_usage(console, json, "",
                        unknown_option(first, {"--help", "--version"}, "recanvass"));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    console.print(help_asked(app, commands));
    return static_cast<int>(ExitCode::Answered);
  } catch (const CLI::Success& version) {
    console.print(fmt::format("{}\n", version.what()));
    return static_cast<int>(ExitCode::Answered);
  } catch (const CLI::ExtrasError& error) {
    const CLI::App& sub = *app.get_subcommands().at(0);
    return refuse_usage(console, json, sub.get_name(), problem_of_extras(sub, error));
  } catch (const CLI::ParseError& error) {
    const auto subs = app.get_subcommands();
    const std::string name = subs.empty() ? "" : subs[0]->get_name();
    const std::string program = name.empty() ? "recanvass" : "recanvass " + name;
    return refuse_usage(console, json, name, wrong_arguments(error.what(), program));
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
    if (command.name == name) return static_cast<int>(command.run(arguments, console));
  }
  return static_cast<int>(ExitCode::Broken);
}

}  // namespace

int main(int argc, char** argv) {
  hold_closed_streams();
  try {
    const Console console = make_console();
    return said(run(argc, argv, console), console);
  } catch (const std::exception& fault) {
    fmt::print(stderr, "recanvass is broken here, and stopped: {}\n", fault.what());
    return static_cast<int>(ExitCode::Broken);
  }
}
