#include "apps/cli/batch_audit_run.h"

#include "apps/cli/audit_arguments.h"
#include "apps/cli/batch_audit_words.h"
#include "draw/seed.h"
#include "formats/number.h"
#include "report/terminal.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

base::Problem batch_option_problem(const char* cause, const std::string& option, std::string found,
                                   std::string wanted, std::string mend) {
  return {cause, {"", 0, option}, std::move(found), std::move(wanted), std::move(mend)};
}

void take_problems(base::Problems& problems, const base::Problems& more) {
  problems.insert(problems.end(), more.begin(), more.end());
}

// The files that all three steps read.
struct BatchFiles {
  std::optional<workflow::BatchTable> tallies;
  std::optional<workflow::AuditManifest> manifest;
};

// Options of audits of single cards say nothing here, and are refused.
BatchFiles read_batch_files(const Arguments& arguments, const std::vector<const char*>& not_these,
                            base::Problems& problems) {
  BatchFiles files;
  for (const char* option : not_these) {
    if (!arguments.has(option)) continue;
    problems.push_back(batch_option_problem("batches.option", option, "an option for single cards",
                                            "none of it beside --batches", "Leave it out."));
  }
  if (!arguments.has("--manifest")) {
    problems.push_back(batch_option_problem("batches.option", "--manifest", "no manifest",
                                            "the cards of every batch", "Name the manifest."));
  }
  files.manifest = manifest_option(arguments, "--manifest", problems);
  auto table = workflow::read_batch_table(arguments.one("--batches").value_or(""));
  if (table) {
    files.tallies = std::move(table).value();
  } else {
    take_problems(problems, table.problems());
  }
  return files;
}

std::optional<workflow::BatchAudit> read_batch_audit(const Arguments& arguments,
                                                     const std::vector<const char*>& not_these,
                                                     base::Problems& problems) {
  const BatchFiles files = read_batch_files(arguments, not_these, problems);
  if (!arguments.has("--assertions")) {
    problems.push_back(batch_option_problem("batches.option", "--assertions", "nothing",
                                            "what `recanvass assertions --batches` wrote",
                                            "Name the file."));
  }
  const base::Json document = document_option(arguments, "--assertions", problems);
  if (!problems.empty()) return std::nullopt;
  auto audit = workflow::batch_audit_of_document(
      document, arguments.one("--assertions").value_or(""), *files.tallies, *files.manifest);
  if (audit) return std::move(audit).value();
  take_problems(problems, audit.problems());
  return std::nullopt;
}

// Batches in all up to the end of the round: as typed, as fixed, or enough if none differs.
std::int64_t next_batches(const Arguments& arguments, const workflow::BatchAudit& audit,
                          std::size_t so_far, base::Problems& problems) {
  if (const auto typed = arguments.one("--size")) {
    std::int64_t size = 0;
    if (formats::read_figure(*typed, size) == formats::NumberFault::None) return size;
    problems.push_back(batch_option_problem("draw.size", "--size", "\"" + *typed + "\"",
                                            "a whole number of batches",
                                            "Say how many batches are drawn in all."));
    return 0;
  }
  const auto& fixed = audit.assertions.ask.rounds;
  if (so_far < fixed.size()) return fixed[so_far];
  std::int64_t most = 0;
  for (const workflow::BatchedContest& one : audit.contests) {
    most = std::max(most, one.batches_if_clean.value_or(0));
  }
  return most;
}

std::optional<workflow::BatchDrawn> read_batch_plan(const Arguments& arguments,
                                                    const workflow::BatchAudit& audit,
                                                    base::Problems& problems) {
  workflow::BatchDrawn plan;
  const base::Json before = document_option(arguments, "--after", problems);
  if (!before.is_null()) {
    const auto drawn =
        workflow::batch_draw_of_document(before, arguments.one("--after").value_or(""), audit);
    if (drawn) {
      plan = *drawn;
    } else {
      take_problems(problems, drawn.problems());
    }
    if (arguments.has("--seed") || arguments.has("--any-seed")) {
      problems.push_back(batch_option_problem(
          "draw.again", "--seed", "another one for a later round", "the seed of the first round",
          "Leave it out: a later round goes on."));
    }
  } else {
    const std::string seed = arguments.one("--seed").value_or("");
    const auto dice = draw::Seed::make(seed);
    plan.seed = arguments.one("--any-seed").value_or(seed);
    if (!dice && !arguments.has("--any-seed")) take_problems(problems, dice.problems());
  }
  if (!problems.empty()) return std::nullopt;
  plan.rounds.push_back(next_batches(arguments, audit, plan.rounds.size(), problems));
  auto drawn = workflow::draw_batches(audit, plan.seed, plan.rounds);
  if (drawn && problems.empty()) return std::move(drawn).value();
  if (problems.empty()) take_problems(problems, drawn.problems());
  return std::nullopt;
}

}  // namespace

Option batches_option() {
  return {"--batches", "FILE", "Votes by batch as reported, for a batch comparison.", false,
          files()};
}

ExitCode run_batch_assertions(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems;
  const std::string ask = text_option(arguments, "--contests", problems);
  const BatchFiles files = read_batch_files(arguments, {"CARDS"}, problems);
  if (!problems.empty()) return console.refuse("assertions", problems, json);
  const auto audit = workflow::assert_batches(ask, arguments.one("--contests").value_or(""),
                                              *files.tallies, *files.manifest);
  if (!audit) return console.refuse("assertions", audit.problems(), json);
  const base::Json document = workflow::batch_assertions_document(*audit);
  if (const auto out = arguments.one("--output")) write_document(document, *out, problems);
  if (!problems.empty()) return console.refuse("assertions", problems, json);
  if (json) {
    console.print_json(document);
  } else {
    const report::Screen screen{console.columns, console.colour};
    console.print(batch_assertions_text(*audit, screen) + to_publish(arguments, document, screen));
  }
  return ExitCode::Answered;
}

ExitCode run_batch_draw(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems;
  const auto audit =
      read_batch_audit(arguments, {"CARDS", "--method", "--jurisdiction", "--list"}, problems);
  if (!problems.empty() || !audit) return console.refuse("draw", problems, json);
  const auto drawn = read_batch_plan(arguments, *audit, problems);
  if (!problems.empty() || !drawn) return console.refuse("draw", problems, json);
  const base::Json document = workflow::batch_draw_document(*audit, *drawn);
  if (const auto out = arguments.one("--output")) write_document(document, *out, problems);
  if (const auto readings = arguments.one("--readings")) {
    write_new_text(report::csv_to_fill_in(batch_counts_table(*audit, *drawn)), *readings, problems);
  }
  if (!problems.empty()) return console.refuse("draw", problems, json);
  if (json) {
    console.print_json(document);
  } else {
    console.print(batch_draw_text(*audit, *drawn, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

ExitCode run_batch_measure(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems;
  const auto audit = read_batch_audit(arguments, {"CARDS"}, problems);
  const base::Json draw = document_option(arguments, "--draw", problems);
  const ShownBefore shown = shown_before_seed(arguments, problems);
  std::vector<workflow::BatchTable> counts;
  for (const std::string& path : arguments.all("--readings")) {
    auto table = workflow::read_batch_table(path);
    if (table) {
      counts.push_back(std::move(table).value());
    } else {
      take_problems(problems, table.problems());
    }
  }
  if (!problems.empty() || !audit) return console.refuse("measure", problems, json);
  const auto drawn =
      workflow::batch_draw_of_document(draw, arguments.one("--draw").value_or(""), *audit);
  if (!drawn) return console.refuse("measure", drawn.problems(), json);
  const auto measured =
      workflow::measure_batch_audit(*audit, *drawn, counts, arguments.one("--function"));
  if (!measured) return console.refuse("measure", measured.problems(), json);
  if (json) {
    base::Json document = batch_measure_json(*audit, *measured);
    add_shown(document, shown);
    console.print_json(document);
  } else {
    const report::Screen screen{console.columns, console.colour};
    console.print(batch_measure_text(*audit, *measured, screen) +
                  report::paragraph(words_of_shown(shown), screen));
  }
  bool confirmed = true;
  for (std::size_t at = 0; at < audit->contests.size(); ++at) {
    confirmed = confirmed && is_confirmed(audit->contests[at], measured->contests[at]);
  }
  return confirmed ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace recanvass::cli
