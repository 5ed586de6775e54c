// recanvass commands: everything that can be submitted, from the table of use cases.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "base/nearest.h"
#include "report/terminal.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using workflow::Field;
using workflow::UseCase;

// A value of the right form, for a line to start from.
base::Json example_of(const Field& field) {
  using workflow::FieldType;
  if (!field.example.empty()) return base::parse_json(field.example, "example").value();
  if (!field.one_of.empty()) return field.one_of[0];
  if (!field.words.empty()) return field.words[0].id;
  switch (field.type) {
    case FieldType::Text: return "...";
    case FieldType::Number:
    case FieldType::Signed:
    case FieldType::Cents: return 0;
    case FieldType::Flag: return true;
    case FieldType::Day: return "2016-11-25";
    case FieldType::Moment: return "2016-11-25T17:00";
    case FieldType::Hash: return std::string(64, '0');
    case FieldType::Texts: return base::Json::array({"..."});
    case FieldType::Numbers: return {{"...", 0}};
    case FieldType::Record: return base::Json::object();
    case FieldType::Records: return base::Json::array({base::Json::object()});
    case FieldType::File: return {{"path", "..."}};
  }
  return {};
}

// One line to copy, with what must be there, in the order of the fields.
std::string example_line(const UseCase& use_case) {
  std::string line =
      fmt::format("{{\"do\":\"{}\",\"by\":\"ACCOUNT\",\"key\":\"NEW\"", use_case.kind);
  for (const Field& field : use_case.fields) {
    if (!field.required) continue;
    const std::string value =
        field.example.empty() ? base::canonical_json(example_of(field)) : field.example;
    line += fmt::format(",\"{}\":{}", field.name, value);
  }
  return line + "}";
}

std::string words_text(const Field& field, const report::Screen& screen) {
  if (field.words.empty()) return {};
  std::string text = "\n" + report::paragraph(field.name + " knows:", screen);
  for (const workflow::FieldWord& word : field.words) {
    text += report::labelled("  " + word.id, word.words, 34, screen);
  }
  return text;
}

base::Json use_case_json(const UseCase& use_case) {
  base::Json fields = base::Json::array();
  for (const Field& field : use_case.fields) {
    base::Json words = base::Json::object();
    for (const workflow::FieldWord& word : field.words) words[word.id] = word.words;
    fields.push_back({{"name", field.name},
                      {"type", workflow::words_of(field.type)},
                      {"required", field.required},
                      {"one_of", field.one_of},
                      {"words", words},
                      {"example", example_of(field)},
                      {"help", field.help}});
  }
  base::Json roles = base::Json::array();
  for (const workflow::Role role : use_case.roles) roles.push_back(workflow::name_of(role));
  return {{"do", use_case.kind},
          {"summary", use_case.summary},
          {"roles", roles},
          {"line", example_line(use_case)},
          {"persons", use_case.persons == workflow::Persons::Two ? 2 : 1},
          {"two_persons_when",
           use_case.two_when.empty() ? base::Json() : base::Json(use_case.two_when)},
          {"fields", fields}};
}

std::string list_text(const report::Screen& screen) {
  std::string text;
  for (const UseCase& use_case : workflow::use_cases()) {
    text += report::labelled(use_case.kind, use_case.summary, 22, screen);
  }
  return text + "\n" +
         report::paragraph(
             "Fields of one: recanvass commands KIND. Every line also has \"do\", "
             "\"by\" (account) and \"key\" (of your own, new for each command), and may have "
             "\"at\" (UTC, such as 2016-12-01T09:00:00Z; else this machine's clock).",
             screen);
}

std::string use_case_text(const UseCase& use_case, const report::Screen& screen) {
  std::vector<std::string> roles;
  for (const workflow::Role role : use_case.roles) roles.push_back(workflow::name_of(role));
  std::string text = report::paragraph(use_case.kind + ": " + use_case.summary, screen);
  text += report::labelled("by", fmt::format("{}", fmt::join(roles, ", ")), 18, screen);
  if (use_case.persons == workflow::Persons::Two) {
    text += report::labelled("then", "waits until a second person submits approve", 18, screen);
  }
  if (!use_case.two_when.empty()) {
    text += report::labelled(
        "then", use_case.two_when + ": waits until a second person submits approve", 18, screen);
  }
  for (const Field& field : use_case.fields) {
    std::string words = field.help + " (" + workflow::words_of(field.type);
    if (!field.one_of.empty()) words += fmt::format(": {}", fmt::join(field.one_of, ", "));
    words += field.required ? ")" : "; may be left out)";
    text += report::labelled(field.name, words, 18, screen);
  }
  for (const Field& field : use_case.fields) text += words_text(field, screen);
  // Not wrapped: it is copied.
  return text + "\nA line with what must be there:\n" + example_line(use_case) + "\n";
}

ExitCode run_commands(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const report::Screen screen{std::min(console.columns, 100), console.colour};
  base::Json list = base::Json::array();
  if (const auto kind = arguments.one("KIND")) {
    const UseCase* use_case = workflow::use_case_named(*kind);
    if (use_case == nullptr) {
      std::vector<std::string> kinds;
      for (const UseCase& known : workflow::use_cases()) kinds.push_back(known.kind);
      return console.refuse(
          "commands",
          {{"command.kind",
            {},
            "\"" + *kind + "\"",
            "a command such as " + base::nearest(*kind, kinds).value_or("petition.file"),
            "See `recanvass commands` for all of them."}},
          json);
    }
    list.push_back(use_case_json(*use_case));
    if (!json) console.print(use_case_text(*use_case, screen));
  } else {
    for (const UseCase& use_case : workflow::use_cases()) list.push_back(use_case_json(use_case));
    if (!json) console.print(list_text(screen));
  }
  if (json) console.print_json({{"schema", "recanvass.commands/1"}, {"commands", list}});
  return ExitCode::Answered;
}

}  // namespace

Command commands_command() {
  Command command;
  command.name = "commands";
  command.summary = "List what can be submitted: fields, roles, persons";
  command.description =
      "Without KIND it lists every command that an operation knows, in the order in which they\n"
      "usually come. With KIND it says who may do it, which fields it takes and which ids they\n"
      "know, and prints a line to start from.\n\n"
      "Examples:\n"
      "  recanvass commands\n"
      "  recanvass commands tally.enter\n";
  std::vector<std::string> kinds;
  for (const UseCase& use_case : workflow::use_cases()) kinds.push_back(use_case.kind);
  command.positionals = {{"KIND", "Such as tally.enter", false, false, one_of(kinds)}};
  command.run = run_commands;
  return command;
}

}  // namespace recanvass::cli
