// recanvass assertions: what an audit has to test before anything is drawn.
#include "apps/cli/audit_arguments.h"
#include "apps/cli/batch_audit_run.h"
#include "apps/cli/commands.h"
#include "apps/cli/export_words.h"
#include "apps/cli/strata_audit_run.h"
#include "report/assertions_report.h"
#include "workflow/audit_assertions.h"

namespace recanvass::cli {
namespace {

ExitCode run_assertions(const Arguments& arguments, const Console& console) {
  if (arguments.has("--strata")) return run_strata_assertions(arguments, console);
  if (arguments.has("--batches")) return run_batch_assertions(arguments, console);
  const bool json = arguments.has("--json");
  base::Problems problems;
  const std::string ask_file = arguments.one("--contests").value_or("");
  const std::string ask = text_option(arguments, "--contests", problems);
  const auto records = records_argument(arguments, "CARDS", "assertions", problems);
  const auto manifest = manifest_option(arguments, "--manifest", problems);
  if (!problems.empty()) return console.refuse("assertions", problems, json);
  const auto assertions = workflow::assert_audit(ask, ask_file, records ? &*records : nullptr,
                                                 manifest ? &*manifest : nullptr);
  if (!assertions) return console.refuse("assertions", assertions.problems(), json);
  const base::Json document = workflow::assertions_document(*assertions);
  if (const auto out = arguments.one("--output")) {
    write_document(document, *out, problems);
    if (!problems.empty()) return console.refuse("assertions", problems, json);
  }
  if (json) {
    console.print_json(document);
    return ExitCode::Answered;
  }
  const report::Screen screen{console.columns, console.colour};
  std::string text;
  for (const audit::AssertedContest& one : assertions->contests) {
    if (!text.empty()) text += "\n";
    text += report::assertions_text(one, screen);
  }
  console.print(text + to_publish(arguments, document, screen));
  return ExitCode::Answered;
}

}  // namespace

Command assertions_command() {
  Command command;
  command.name = "assertions";
  command.summary = "What an audit has to test, contest by contest";
  command.description =
      "Counts every contest of cast vote records by its rule and gives the assertions that prove\n"
      "its outcome, each with its exact margin over the cards that the audit is about, and how\n"
      "many cards confirm them if none differs. Where no sample proves an outcome (a tie, most\n"
      "seats by transferable votes) it says so.\n\n"
      "A file of contests (docs/formats/audit-ask.md) names rules, risk limits, the most cards\n"
      "there can be, winners as reported, and pools of cards without usable records. Without\n"
      "records it gives the votes as reported, and the audit is a poll of the paper.\n\n"
      "With a manifest the records are compared with it batch by batch: cards without a record\n"
      "become phantoms, which count as badly as they can, and records without a card are "
      "refused.\n\n"
      "Write the assertions with -o and publish them before the seed is thrown: draw and measure\n"
      "work them out again and refuse anything else.\n\n"
      "With --batches the audit compares batches: votes by batch as reported (a row a batch, a\n"
      "column a choice), no records, and each batch that is drawn is counted by hand as a whole\n"
      "(docs/formats/batch-audit.md).\n\n"
      "With --strata one contest is audited over parts that are drawn by themselves, some\n"
      "compared with records and others polled (docs/formats/strata-audit.md). Draw and measure\n"
      "take the same file.\n\n"
      "Examples:\n"
      "  recanvass assertions CVR_Export.zip\n"
      "  recanvass assertions county.cards --contests audit.toml \\\n"
      "      --manifest manifest.csv -o assertions.json\n"
      "  recanvass assertions --contests totals.toml --json\n"
      "  recanvass assertions --contests audit.toml --batches tallies.csv \\\n"
      "      --manifest manifest.csv -o assertions.json\n"
      "  recanvass assertions --strata strata.toml -o assertions.json\n";
  command.positionals = {
      {"CARDS", "Cast vote records; several files are read together.", false, true, files()}};
  command.options = {
      {"--contests", "FILE", "Contests, rules, bounds and pools, as TOML.", false, files()},
      {"--manifest", "FILE", "Batches with their cards: those without a record are phantoms.",
       false, files()},
      batches_option(),
      strata_option(),
      output_option("Write the assertions as a document; not there yet.")};
  for (Option& option : limit_options()) command.options.push_back(std::move(option));
  command.run = run_assertions;
  return command;
}

}  // namespace recanvass::cli
