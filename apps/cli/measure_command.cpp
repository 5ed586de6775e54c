// recanvass measure: what the readings of an audit's cards say of its outcomes.
#include "apps/cli/audit_arguments.h"
#include "apps/cli/batch_audit_run.h"
#include "apps/cli/commands.h"
#include "apps/cli/export_words.h"
#include "apps/cli/strata_audit_run.h"
#include "audit/measure_batches.h"
#include "cluster/threads.h"
#include "report/terminal.h"
#include "workflow/audit_measure.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::cli {
namespace {

std::vector<std::string> all_function_names() {
  std::vector<std::string> names;
  for (const auto& one : audit::risk_function_names()) names.emplace_back(one.name);
  for (const auto& one : audit::contest_function_names()) names.emplace_back(one.name);
  for (const auto& one : audit::batch_function_names()) names.emplace_back(one.name);
  std::ranges::sort(names);
  const auto again = std::ranges::unique(names);
  names.erase(again.begin(), again.end());
  return names;
}

base::Problems missing_options(const Arguments& arguments) {
  base::Problems problems;
  for (const char* option : {"--assertions", "--draw", "--readings"}) {
    if (arguments.has(option)) continue;
    problems.push_back({"measure.option",
                        {"", 0, option},
                        "nothing",
                        "the file",
                        "See recanvass measure --help."});
  }
  return problems;
}

// A schedule that was chosen with the draw in hand gives Minerva no limit at all.
base::Problems rounds_not_shown(const workflow::AuditAssertions& assertions,
                                const ShownBefore& shown) {
  base::Problems problems;
  for (const auto& contest : assertions.contests) {
    if (shown.named || contest.risk_function != "minerva") continue;
    problems.push_back({"measure.schedule",
                        {contest.contest.name, 0, ""},
                        "Minerva, and rounds that nothing shows to be older than the seed",
                        "the hash of the assertions that was published before it",
                        "Name it with --committed; it is " + shown.sha256 + " of this file."});
  }
  return problems;
}

ExitCode run_measure(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems = missing_options(arguments);
  if (!problems.empty()) return console.refuse("measure", problems, json);
  if (arguments.has("--strata")) return run_strata_measure(arguments, console);
  if (arguments.has("--batches")) return run_batch_measure(arguments, console);
  const auto records = records_argument(arguments, "CARDS", "measure", problems);
  const auto manifest = manifest_option(arguments, "--manifest", problems);
  const base::Json asserted = document_option(arguments, "--assertions", problems);
  const base::Json draw = document_option(arguments, "--draw", problems);
  const formats::TypedReadings readings = readings_option(arguments, problems);
  const ShownBefore shown = shown_before_seed(arguments, problems);
  if (!problems.empty()) return console.refuse("measure", problems, json);
  const auto assertions = workflow::assertions_of_document(
      asserted, arguments.one("--assertions").value_or(""), records ? &*records : nullptr,
      manifest ? &*manifest : nullptr);
  if (!assertions) return console.refuse("measure", assertions.problems(), json);
  problems = rounds_not_shown(*assertions, shown);
  if (!problems.empty()) return console.refuse("measure", problems, json);
  workflow::DrawInputs inputs;
  inputs.assertions = &*assertions;
  if (records) inputs.records = &*records;
  if (manifest) {
    inputs.manifest = &manifest->manifest;
    inputs.manifest_files = manifest->made_from;
  }
  cluster::ThreadExecutor executor;
  const auto drawn =
      workflow::draw_of_document(draw, arguments.one("--draw").value_or(""), inputs, executor);
  if (!drawn) return console.refuse("measure", drawn.problems(), json);
  workflow::MeasureSettings settings;
  settings.risk_function = arguments.one("--function");
  const auto measured =
      workflow::measure_audit(*assertions, inputs.records, *drawn, readings, settings);
  if (!measured) return console.refuse("measure", measured.problems(), json);
  if (json) {
    base::Json document = report::measure_json(*measured);
    add_shown(document, shown);
    console.print_json(document);
  } else {
    const report::Screen screen{console.columns, console.colour};
    console.print(report::measure_text(*measured, screen) +
                  report::paragraph(words_of_shown(shown), screen));
  }
  return measured->confirmed() ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace

Command measure_command() {
  Command command;
  command.name = "measure";
  command.summary = "The risk that is left after an audit's cards were read";
  command.description =
      "Works out the assertions and the draw again, takes what people read on the cards, and says\n"
      "of every contest how large the risk is that a wrong outcome would have passed, which claim\n"
      "is worst off, which cards differ from their records, and how many cards a next round "
      "takes.\n"
      "Contests for which no card was drawn are measured on the cards that were drawn for others.\n"
      "Exit code 1 where a contest that was drawn for is not confirmed.\n\n"
      "Readings are a table (docs/formats/audit-readings.md): card, contest, reading. A reading "
      "is\n"
      "names with | between, 1=Ada|2=Ben where choices are ranked, or (blank), (overvoted),\n"
      "(not on card), (not found), (wrong card). Every card that was drawn needs one.\n\n"
      "The risk function is the one that was fixed with the assertions. That they were chosen\n"
      "before the seed files cannot show: name with --committed the SHA-256 of the assertions "
      "that\n"
      "was published then. Minerva is measured with it alone. Another function, named after\n"
      "the readings were seen, limits no risk: it is printed as a diagnostic.\n\n"
      "With --batches the readings are counts: a row a batch that was drawn, with its cards and "
      "its\n"
      "votes. Its functions are default, kaplan-markov and macro (as Arlo).\n\n"
      "With --strata one contest is measured over strata that were each drawn by themselves, by\n"
      "ui-ts or suite (docs/formats/strata-audit.md); readings name their stratum.\n\n"
      "Risk functions: " +
      fmt::format("{}", fmt::join(all_function_names(), ", ")) +
      ".\n\n"
      "Examples:\n"
      "  recanvass measure county.cards --assertions assertions.json \\\n"
      "      --manifest manifest.csv --draw draw.json --readings readings.csv\n"
      "  recanvass measure --assertions totals.json --manifest manifest.csv \\\n"
      "      --draw draw.json --readings readings.csv\n"
      "  recanvass measure --assertions assertions.json --batches tallies.csv \\\n"
      "      --manifest manifest.csv --draw draw.json --readings counts.csv\n";
  command.positionals = {{"CARDS", "The records of the assertions.", false, true, files()}};
  command.options = {
      {"--assertions", "FILE", "What `recanvass assertions -o` wrote.", false, files()},
      {"--draw", "FILE", "What `recanvass draw -o` wrote, of the last round.", false, files()},
      {"--manifest", "FILE", "The manifest of the draw.", false, files()},
      {"--readings", "FILE", "What people read; one file a round.", true, files()},
      batches_option(),
      strata_option(),
      committed_option(),
      {"--function", "NAME", "Another risk function, as a diagnostic that confirms nothing.", false,
       one_of(all_function_names())}};
  for (Option& option : limit_options()) command.options.push_back(std::move(option));
  command.run = run_measure;
  return command;
}

}  // namespace recanvass::cli
