// One subcommand of the program, as plain values: main.cpp turns them into a parser, a man page and
// shell completion. Each command stands in its own file, NAME_command.cpp.
#pragma once

#include "base/json.h"
#include "base/problem.h"

#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::cli {

/// What the program says to the shell; documented in --help and the man page. Broken is also said
/// when the answer could not be written, since a script must not take half of one for the whole.
enum class ExitCode { Answered = 0, CheckFailed = 1, BadInput = 2, Broken = 3 };

/// What a shell may offer where a value is typed. The command itself checks what it gets.
struct Values {
  enum class Kind {
    Nothing,  ///< free text, a number, a date
    Words,  ///< one of `words`
    Prefixes,  ///< one of `words` and what follows it: "canvass="
    Files,
    Folders
  };
  Kind kind = Kind::Nothing;
  std::vector<std::string> words;
};

[[nodiscard]] Values one_of(std::vector<std::string> words);
[[nodiscard]] Values begins_with(std::vector<std::string> words);
[[nodiscard]] Values files();
[[nodiscard]] Values folders();

/// An option such as --as-of DATE, or a flag when `value_name` is empty.
struct Option {
  std::string name;  ///< "--as-of"
  std::string value_name;  ///< "DATE"; empty: a flag
  std::string help;  ///< one sentence
  bool repeatable = false;
  Values values = {};  ///< of an option that takes one
  std::string short_name = {};  ///< "-o"; empty: it has none
};

struct Positional {
  std::string name;  ///< "PACKAGE"
  std::string help;
  bool required = true;
  bool repeatable = false;
  Values values = {};
};

/// What was typed, by option and positional name. Every value is still text.
struct Arguments {
  std::map<std::string, std::vector<std::string>> values;

  [[nodiscard]] bool has(const std::string& name) const;
  /// The last value given; no value when absent.
  [[nodiscard]] std::optional<std::string> one(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
};

/// Where a command writes. Colours and progress only when the stream is a terminal.
struct Console {
  std::FILE* out = nullptr;
  std::FILE* err = nullptr;
  bool colour = false;
  int columns = 80;
  int err_columns = 0;  ///< of the terminal that `err` is; 0: it is none, lines are left whole
  mutable int write_error = 0;  ///< errno of the first print that failed; 0: none did

  /// Writes an answer. A failure is kept in `write_error`, and main.cpp says it at the end.
  void print(const std::string& text) const;
  void complain(const std::string& text) const;
  /// Prints JSON for --json (sorted keys, shortest numbers).
  void print_json(const base::Json& value) const;
  /// Prints {schema, problems[]} to `out`, with the schema of `command`.
  void print_problems(const std::string& command, const base::Problems& problems) const;
  /// Prints each problem to `err`, or as JSON {schema, problems[]} to `out` when `json`;
  /// gives ExitCode::BadInput.
  [[nodiscard]] ExitCode refuse(const std::string& command, const base::Problems& problems,
                                bool json) const;
};

struct Command {
  std::string name;  ///< "assess"
  std::string summary;  ///< one line for the list of commands
  std::string description;  ///< what it answers, how to read it; with examples, as --help prints it
  std::vector<Positional> positionals;
  std::vector<Option> options;  ///< --json and --help are added to every command
  ExitCode (*run)(const Arguments&, const Console&) = nullptr;
};

/// Every command, in the order in which --help lists them. One line a command; see commands.cpp.
[[nodiscard]] std::vector<Command> all_commands();

/// A stretch of a description: prose as one line, or examples (lines that begin with two spaces)
/// with their line ends.
struct TextBlock {
  bool verbatim = false;
  bool follows_on = false;  ///< no blank line before it
  std::string text;
};

[[nodiscard]] std::vector<TextBlock> blocks_of(const std::string& description);

/// The command with its positionals, "fee FILE...".
[[nodiscard]] std::string synopsis_of(const Command& command);

/// What `recanvass COMMAND --help` prints: at most 80 columns.
[[nodiscard]] std::string command_help(const Command& command);

/// What `recanvass --help` prints: at most 80 columns.
[[nodiscard]] std::string program_help(const std::vector<Command>& commands);

/// The man page, roff, made from the commands.
[[nodiscard]] std::string manual_page(const std::vector<Command>& commands);

/// A completion script for "bash", "zsh" or "fish"; empty for any other shell.
[[nodiscard]] std::string completion_script(const std::vector<Command>& commands,
                                            const std::string& shell);

}  // namespace recanvass::cli
