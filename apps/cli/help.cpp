// What --help prints, of the program and of each command, in 80 columns; made from the table of
// commands.
#include "apps/cli/command.h"
#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::cli {
namespace {

constexpr report::Screen kHelpScreen{80, false};
constexpr int kHelpLabelWidth = 24;

constexpr const char* kIntroduction =
    "Recanvass answers what people ask after an election: who may ask for a recount, by when, at\n"
    "what price; could it change who wins; what would the paper show.\n\n"
    "Start here:\n"
    "  recanvass assess examples/us-2016-president --as-of 2016-11-25 \\\n"
    "      --petitioner stein\n"
    "  recanvass law us-wi --on 2016-11-25\n"
    "  recanvass flip examples/us-2016-president\n";

constexpr const char* kFooter =
    "Exit codes: 0 answer given; 1 a check failed; 2 bad input or usage; 3 the program is broken, "
    "or the answer could not be written.\n\n"
    "Every command takes --json; docs/json.md describes each document.";

std::string prose_of(const std::string& description) {
  std::string out;
  for (const TextBlock& block : blocks_of(description)) {
    if (!out.empty() && (!block.verbatim || !block.follows_on)) out += "\n";
    out += block.verbatim ? block.text : report::paragraph(block.text, kHelpScreen);
  }
  return out;
}

std::string option_line(const std::string& label, const std::string& help) {
  return report::labelled(label, help, kHelpLabelWidth, kHelpScreen);
}

}  // namespace

std::vector<TextBlock> blocks_of(const std::string& description) {
  std::vector<TextBlock> blocks;
  bool fresh = true;
  std::size_t start = 0;
  while (start < description.size()) {
    const std::size_t end = std::min(description.find('\n', start), description.size());
    const std::string line = description.substr(start, end - start);
    start = end + 1;
    if (line.empty()) {
      fresh = true;
      continue;
    }
    const bool verbatim = line.starts_with("  ");
    if (fresh || blocks.back().verbatim != verbatim) blocks.push_back({verbatim, !fresh, ""});
    TextBlock& block = blocks.back();
    if (verbatim) {
      block.text += line + "\n";
    } else {
      block.text += (block.text.empty() ? "" : " ") + line;
    }
    fresh = false;
  }
  return blocks;
}

std::string synopsis_of(const Command& command) {
  std::string words = command.name;
  for (const Positional& positional : command.positionals) {
    const std::string name = positional.name + (positional.repeatable ? "..." : "");
    words += positional.required ? " " + name : " [" + name + "]";
  }
  return words;
}

std::string command_help(const Command& command) {
  std::string out = report::paragraph(command.summary, kHelpScreen) +
                    fmt::format("\nUsage: recanvass {} [OPTIONS]\n", synopsis_of(command));
  if (!command.positionals.empty()) out += "\n";
  for (const Positional& positional : command.positionals) {
    out += option_line(positional.name, positional.help);
  }
  out += "\nOptions:\n";
  for (const Option& option : command.options) {
    const std::string repeats = option.repeatable ? " ..." : "";
    const std::string value = option.value_name.empty() ? "" : " " + option.value_name + repeats;
    const std::string names =
        option.short_name.empty() ? option.name : option.short_name + ", " + option.name;
    out += option_line(names + value, option.help);
  }
  out += option_line("--json", "Print one JSON document instead of text.");
  out += option_line("-h, --help", "Explain the command.");
  return out + "\n" + prose_of(command.description);
}

std::string program_help(const std::vector<Command>& commands) {
  std::string out = prose_of(kIntroduction) + "\nUsage: recanvass COMMAND [OPTIONS]\n\nCommands:\n";
  for (const Command& command : commands) out += option_line(command.name, command.summary);
  out += "\nOptions:\n" + option_line("-h, --help", "Explain the program, or a command.");
  out += option_line("--version", "Print the version.");
  return out + "\n" + prose_of(kFooter);
}

}  // namespace recanvass::cli
