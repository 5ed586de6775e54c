// Shell completions, made from the table of commands so that they cannot disagree with --help.
// Each script knows the options of a command and what may stand as each value.
#include "apps/cli/commands.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using Kind = Values::Kind;

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::string quote_single(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string option_names(const Command& command) {
  std::string names = "--json --help";
  for (const Option& option : command.options) names += " " + option.name;
  return names;
}

std::string flag_names(const Command& command) {
  std::string names = "--json --help -h";
  for (const Option& option : command.options) {
    if (option.value_name.empty()) names += " " + option.name;
  }
  return names;
}

// Where a value stands, as the scripts look it up: "law --event", "law 1"; the last positional of a
// command that takes several goes on to the ninth.
struct Slot {
  std::string where;
  const Values* values = nullptr;
};

enum class Shell { Bash, Zsh };

std::vector<Slot> slots_of(const Command& command, Shell shell) {
  std::vector<Slot> slots;
  for (const Option& option : command.options) {
    if (option.value_name.empty() || option.values.kind == Kind::Nothing) continue;
    slots.push_back({quote_single(command.name + " " + option.name), &option.values});
  }
  for (std::size_t i = 0; i < command.positionals.size(); ++i) {
    const Positional& positional = command.positionals[i];
    if (positional.values.kind == Kind::Nothing) continue;
    const std::string first = std::to_string(i + 1);
    const std::string place = positional.repeatable ? "[" + first + "-9]" : first;
    slots.push_back({quote_single(command.name + " ") + place, &positional.values});
  }
  for (Slot& slot : slots) {
    if (shell == Shell::Zsh) slot.where = "(" + slot.where;
  }
  return slots;
}

std::string bash_offer(const Values& values) {
  switch (values.kind) {
    case Kind::Nothing: return "kind=nothing";
    case Kind::Words: return "kind=words; words=" + quote_single(joined(values.words));
    case Kind::Prefixes: return "kind=prefixes; words=" + quote_single(joined(values.words));
    case Kind::Files: return "kind=files";
    case Kind::Folders: return "kind=folders";
  }
  return {};
}

std::string bash_completion(const std::vector<Command>& commands) {
  std::string names;
  std::string options;
  std::string slots;
  for (const Command& command : commands) {
    names += (names.empty() ? "" : " ") + command.name;
    options += fmt::format("    {}) options='{}'; flags=' {} ' ;;\n", command.name,
                           option_names(command), flag_names(command));
    for (const Slot& slot : slots_of(command, Shell::Bash)) {
      slots += fmt::format("      {}) {} ;;\n", slot.where, bash_offer(*slot.values));
    }
  }
  return fmt::format(R"(_recanvass() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" command="${{COMP_WORDS[1]}}"
  local kind=words words='' options='' flags='' option='' last='' word i place=0
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{} --help --version' -- "$current")
    return
  fi
  case $command in
{}    *) return ;;
  esac
  # Which value is being typed: that of an option, or the one at a place of the command.
  for ((i = 2; i < COMP_CWORD; i++)); do
    word="${{COMP_WORDS[i]}}"
    if [[ $word == = ]]; then
      option="$last"
      continue
    elif [[ -n $option ]]; then
      option=''
    elif [[ $word == -* ]]; then
      [[ $flags == *" $word "* ]] || option="$word"
    else
      ((place++))
    fi
    last="$word"
  done
  if [[ $current == = ]]; then
    current=''
    option="$last"
  fi
  if [[ -z $option && $current == -* ]]; then
    words="$options"
  else
    case "$command ${{option:-$((place + 1))}}" in
{}      *) kind=nothing ;;
    esac
  fi
  case $kind in
    words) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
    prefixes)
      compopt -o nospace 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
      ;;
    files)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
    folders)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      ;;
  esac
}}
complete -F _recanvass recanvass
)",
                     names, options, slots);
}

std::string zsh_offer(const Values& values) {
  switch (values.kind) {
    case Kind::Nothing: return ":";
    case Kind::Words: return "compadd -- " + joined(values.words);
    case Kind::Prefixes: return "compadd -S '' -- " + joined(values.words);
    case Kind::Files: return "_files";
    case Kind::Folders: return "_files -/";
  }
  return {};
}

std::string zsh_completion(const std::vector<Command>& commands) {
  std::string names;
  std::string options;
  std::string slots;
  for (const Command& command : commands) {
    names += fmt::format("    {}\n", quote_single(command.name + ":" + command.summary));
    options += fmt::format("    ({}) options=({}) flags=' {} ' ;;\n", command.name,
                           option_names(command), flag_names(command));
    for (const Slot& slot : slots_of(command, Shell::Zsh)) {
      slots += fmt::format("    {}) {} ;;\n", slot.where, zsh_offer(*slot.values));
    }
  }
  return fmt::format(R"(#compdef recanvass
_recanvass() {{
  local command=$words[2] current=$words[CURRENT] option='' flags='' i place=0
  local -a options
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $command in
{}    (*) return 1 ;;
  esac
  # Which value is being typed: that of an option, or the one at a place of the command.
  for (( i = 3; i < CURRENT; i++ )); do
    if [[ -n $option ]]; then
      option=''
    elif [[ $words[i] == --*=* ]]; then
      :
    elif [[ $words[i] == -* ]]; then
      [[ $flags == *" $words[i] "* ]] || option=$words[i]
    else
      (( place++ ))
    fi
  done
  if [[ -z $option && $current == --*=* ]]; then
    option=${{current%%=*}}
    compset -P '*='
  elif [[ -z $option && $current == -* ]]; then
    compadd -- $options
    return
  fi
  case "$command ${{option:-$((place + 1))}}" in
{}  esac
}}
_recanvass "$@"
)",
                     names, options, slots);
}

// What follows the condition of a fish line: whether a value is taken, and what is offered for it.
std::string fish_offer(const Values& values) {
  switch (values.kind) {
    case Kind::Nothing: return "-x";
    case Kind::Words:
    case Kind::Prefixes: return "-x -a " + quote_single(joined(values.words));
    case Kind::Files: return "-r -F";
    case Kind::Folders: return "-x -a '(__fish_complete_directories)'";
  }
  return {};
}

std::string fish_completion(const std::vector<Command>& commands) {
  std::string out = "complete -c recanvass -f\n";
  const auto add = [&](const std::string& condition, const std::string& rest) {
    out += fmt::format("complete -c recanvass -n {} {}\n", condition, rest);
  };
  for (const Command& command : commands) {
    add("__fish_use_subcommand",
        fmt::format("-a {} -d {}", command.name, quote_single(command.summary)));
    const std::string within = quote_single("__fish_seen_subcommand_from " + command.name);
    for (const Option& option : command.options) {
      const std::string offer = option.value_name.empty() ? "" : " " + fish_offer(option.values);
      add(within,
          fmt::format("-l {}{} -d {}", option.name.substr(2), offer, quote_single(option.help)));
    }
    add(within, "-l json -d 'Print one JSON document instead of text.'");
    add(within, "-l help -s h -d 'Explain the command.'");
    for (const Positional& positional : command.positionals) {
      if (positional.values.kind == Kind::Nothing) continue;
      const bool is_file = positional.values.kind == Kind::Files;
      const std::string offer = fish_offer(positional.values);
      add(within, is_file ? "-F" : offer.substr(offer.find("-a")));
    }
  }
  return out;
}

ExitCode run_completion(const Arguments& arguments, const Console& console) {
  const std::string shell = arguments.one("SHELL").value_or("");
  const std::string script = completion_script(all_commands(), shell);
  if (script.empty()) {
    return console.refuse("completion",
                          {{"completion.shell",
                            {},
                            fmt::format("\"{}\"", shell),
                            "bash, zsh or fish",
                            "Name one of the three shells."}},
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

}  // namespace

Values one_of(std::vector<std::string> words) { return {Kind::Words, std::move(words)}; }

Values begins_with(std::vector<std::string> words) { return {Kind::Prefixes, std::move(words)}; }

Values files() { return {Kind::Files, {}}; }

Values folders() { return {Kind::Folders, {}}; }

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
  command.description =
      "Example:\n  recanvass completion bash > \\\n"
      "      ~/.local/share/bash-completion/completions/recanvass\n";
  command.positionals = {
      {"SHELL", "bash, zsh or fish", true, false, one_of({"bash", "zsh", "fish"})}};
  command.run = run_completion;
  return command;
}

}  // namespace recanvass::cli
