// The man page and the shell completions, made from the table of commands so that they cannot
// disagree with --help.
#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/commands.h"
#include "report/terminal.h"

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

std::string option_words(const Command& command) {
  std::string words = "--json --help";
  for (const Option& option : command.options) words += " " + option.name;
  return words;
}

std::string bash_completion(const std::vector<Command>& commands) {
  std::string names;
  std::string cases;
  for (const Command& command : commands) {
    names += (names.empty() ? "" : " ") + command.name;
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command.name, option_words(command));
  }
  return fmt::format(R"(_recanvass() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" words="{} --help --version"
  case "${{COMP_WORDS[1]}}" in
{}  esac
  if [[ $COMP_CWORD -gt 1 && $current != -* ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  fi
}}
complete -o filenames -F _recanvass recanvass
)",
                     names, cases);
}

std::string quote_single(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string zsh_completion(const std::vector<Command>& commands) {
  std::string names;
  std::string cases;
  for (const Command& command : commands) {
    names += fmt::format("    {}\n", quote_single(command.name + ":" + command.summary));
    cases += fmt::format("    {}) compadd -- {} ;;\n", command.name, option_words(command));
  }
  return fmt::format(R"(#compdef recanvass
_recanvass() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
{}  esac
  _files
}}
_recanvass "$@"
)",
                     names, cases);
}

std::string fish_completion(const std::vector<Command>& commands) {
  std::string out;
  for (const Command& command : commands) {
    out += fmt::format("complete -c recanvass -n __fish_use_subcommand -a {} -d {}\n", command.name,
                       quote_single(command.summary));
    for (const Option& option : command.options) {
      out += fmt::format(
          "complete -c recanvass -n '__fish_seen_subcommand_from {}' -l {}{} -d {}\n", command.name,
          option.name.substr(2), option.value_name.empty() ? "" : " -r", quote_single(option.help));
    }
  }
  return out;
}

ExitCode run_completion(const Arguments& arguments, const Console& console) {
  const std::string shell = arguments.one("SHELL").value_or("");
  const std::string script = completion_script(all_commands(), shell);
  if (script.empty()) {
    return console.refuse("completion",
                          {{"completion.shell", {}, fmt::format("\"{}\"", shell),
                            "bash, zsh or fish", "Name one of the three shells."}},
                          arguments.has("--json"));
  }
  if (arguments.has("--json")) {
    console.print_json(
        {{"schema", "recanvass.completion/1"}, {"shell", shell}, {"script", script}});
  } else {
    console.print(script);
  }
  return ExitCode::Answered;
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

std::string completion_script(const std::vector<Command>& commands, const std::string& shell) {
  if (shell == "bash") return bash_completion(commands);
  if (shell == "zsh") return zsh_completion(commands);
  if (shell == "fish") return fish_completion(commands);
  return {};
}

Command completion_command() {
  Command command;
  command.name = "completion";
  command.summary = "Print a completion script for a shell";
  command.description = "Example:\n  recanvass completion bash > \\\n"
                        "      ~/.local/share/bash-completion/completions/recanvass\n";
  command.positionals = {{"SHELL", "bash, zsh or fish"}};
  command.run = run_completion;
  return command;
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
