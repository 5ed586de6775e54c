// The man page, made from the table of commands so that it cannot disagree with --help.
#include "apps/cli/commands.h"
#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::cli {
namespace {

// Escapes what roff would read as its own within a line.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '-') out += '\\';
    out += c == '\\' ? 'e' : c;
  }
  return out;
}

std::string guarded(const std::string& line) {
  return line.starts_with('.') || line.starts_with('\'') ? "\\&" + line : line;
}

// Prose, which roff fills; its own lines are kept short too.
std::string roff_prose(const std::string& text) {
  std::string out;
  for (const std::string& line : report::wrapped(roff(text), 76)) out += guarded(line) + "\n";
  return out;
}

// Examples, which roff leaves as they are.
std::string roff_lines(const std::string& text) {
  std::string out;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    out += guarded(roff(text.substr(start, end - start))) + "\n";
    start = end + 1;
  }
  return out;
}

std::string roff_description(const std::string& description) {
  std::string out;
  for (const TextBlock& block : blocks_of(description)) {
    out += block.verbatim ? ".PP\n.nf\n" + roff_lines(block.text) + ".fi\n"
                          : ".PP\n" + roff_prose(block.text);
  }
  return out;
}

ExitCode run_manual(const Arguments& arguments, const Console& console) {
  const std::string page = manual_page(all_commands());
  if (arguments.has("--json")) {
    console.print_json({{"schema", "recanvass.manual/1"}, {"page", page}});
  } else {
    console.print(page);
  }
  return ExitCode::Answered;
}

}  // namespace

std::string manual_page(const std::vector<Command>& commands) {
  std::string page =
      ".TH RECANVASS 1 \"\" \"Recanvass\" \"User Commands\"\n.SH NAME\n"
      "recanvass \\- verify election outcomes after election day\n"
      ".SH SYNOPSIS\n.B recanvass\n.I command\n[options]\n"
      ".SH COMMANDS\n";
  for (const Command& command : commands) {
    page += fmt::format(".SS {}\n", synopsis_of(command)) + roff_prose(command.summary);
    for (const Option& option : command.options) {
      page += fmt::format(".TP\n.B {}{}\n{}", roff(option.name),
                          option.value_name.empty() ? "" : " " + option.value_name,
                          roff_prose(option.help));
    }
    page += roff_description(command.description);
  }
  page +=
      ".SH OPTIONS OF EVERY COMMAND\n.TP\n.B \\-\\-json\nPrint one JSON document; see "
      "docs/json.md.\n.TP\n.B \\-\\-help\nExplain the command.\n"
      ".SH EXIT STATUS\n.TP\n.B 0\nAnswer given.\n.TP\n.B 1\nA check failed.\n.TP\n.B 2\nBad input "
      "or usage.\n.TP\n.B 3\nThe program is broken, or the answer could not be written.\n";
  return page;
}

Command manual_command() {
  Command command;
  command.name = "manual";
  command.summary = "Print the man page (roff)";
  command.description = "Example:\n  recanvass manual | man -l -\n";
  command.run = run_manual;
  return command;
}

}  // namespace recanvass::cli
