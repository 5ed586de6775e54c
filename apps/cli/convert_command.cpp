// recanvass convert: cast vote records of one format in another.
#include "apps/cli/commands.h"
#include "apps/cli/export_words.h"
#include "formats/card_formats.h"
#include "formats/card_input.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace recanvass::cli {
namespace {

using formats::CardFormat;

ExitCode run_convert(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems;
  const auto format = wanted_format(arguments.one("--to"), "--to", problems);
  const std::string out = wanted_path(arguments, problems);
  const auto limits = limits_of(arguments, "convert");
  if (!limits) problems.insert(problems.end(), limits.problems().begin(), limits.problems().end());
  if (!problems.empty()) return console.refuse("convert", problems, json);
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.all("IN")) paths.emplace_back(path);
  const auto import = formats::read_cards(paths, *limits);
  if (!import) return console.refuse("convert", import.problems(), json);
  const std::string name = arguments.one("--name").value_or("Converted by Recanvass");
  const auto written = formats::write_cards(import->store, *format, out, name);
  if (!written) return console.refuse("convert", written.problems(), json);
  if (json) {
    console.print_json({{"schema", "recanvass.convert/1"},
                        {"from", formats::cvr_format_name(import->format)},
                        {"to", formats::about(*format).name},
                        {"path", out},
                        {"read", import->store.cards().value()},
                        {"written", written->cards},
                        {"files", written->files},
                        {"unsayable", written->unsayable},
                        {"ignored", ignored_json(*import)}});
    return ExitCode::Answered;
  }
  console.print(fmt::format("{}\n  {}\n", out, formats::about(*format).words) +
                written_lines(*written) + ignored_lines(*import));
  return ExitCode::Answered;
}

std::string formats_told() {
  std::string told;
  for (const formats::CardFormatAbout& each : formats::card_formats()) {
    told += fmt::format("  {:<14}{}\n", each.name, each.words);
  }
  return told;
}

}  // namespace

Command convert_command() {
  Command command;
  command.name = "convert";
  command.summary = "Write cast vote records in another format";
  command.description =
      "Reads cast vote records as `recanvass inspect` does, or the file that `recanvass import`\n"
      "made, and writes every card in another format:\n\n" +
      formats_told() +
      "\nWhat a format has no way to say is counted and said; nothing is left out silently. A "
      "file\n"
      "or a folder that is there already is not written over. The same cards give the same "
      "bytes.\n\n"
      "Examples:\n"
      "  recanvass convert CVR_Export.zip --to nist-json -o cvr.json\n"
      "  recanvass convert county.cards --to marks-csv -o marks.csv\n";
  command.positionals = {
      {"IN", "A file, a folder or an archive; several are read together.", true, true, files()}};
  command.options = {
      {"--to", "FORMAT", "How the cards are written.", false, one_of(formats::card_format_names())},
      output_option("The file, or the folder of a format that has several; not there yet."),
      {"--name", "TEXT", "Of the election, where the format has a place for it."}};
  for (Option& option : limit_options()) command.options.push_back(std::move(option));
  command.run = run_convert;
  return command;
}

}  // namespace recanvass::cli
