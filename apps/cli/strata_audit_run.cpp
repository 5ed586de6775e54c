#include "apps/cli/strata_audit_run.h"

#include "apps/cli/audit_arguments.h"
#include "apps/cli/strata_audit_words.h"
#include "cluster/threads.h"
#include "draw/seed.h"
#include "formats/name_map.h"
#include "formats/number.h"
#include "report/terminal.h"

#include <fmt/format.h>

#include <filesystem>

namespace recanvass::cli {
namespace {

base::Problem strata_option_problem(const char* cause, const std::string& option, std::string found,
                                    std::string wanted, std::string mend) {
  return {cause, {"", 0, option}, std::move(found), std::move(wanted), std::move(mend)};
}

void keep_problems(base::Problems& problems, const base::Problems& more) {
  problems.insert(problems.end(), more.begin(), more.end());
}

// The audit that the file of --strata describes, worked out from its files.
std::optional<workflow::StrataAudit> read_strata_audit(const Arguments& arguments,
                                                       std::vector<const char*> not_these,
                                                       base::Problems& problems) {
  not_these.insert(not_these.end(), {"CARDS", "--manifest", "--batches"});
  for (const char* option : not_these) {
    if (!arguments.has(option)) continue;
    problems.push_back(strata_option_problem(
        "strata.option", option, "an option of other audits", "none of it beside --strata",
        "Leave it out: the file of --strata names what each stratum is made of."));
  }
  const std::string path = arguments.one("--strata").value_or("");
  const std::string text = text_option(arguments, "--strata", problems);
  if (!problems.empty()) return std::nullopt;
  const auto ask = formats::read_audit_ask(text, path);
  if (!ask) {
    keep_problems(problems, ask.problems());
    return std::nullopt;
  }
  auto files = workflow::read_strata_files(*ask, std::filesystem::path(path).parent_path());
  if (!files) {
    keep_problems(problems, files.problems());
    return std::nullopt;
  }
  auto audit = workflow::assert_strata(text, path, std::move(files).value());
  if (audit) return std::move(audit).value();
  keep_problems(problems, audit.problems());
  return std::nullopt;
}

// The same, which has to be the one that was published.
std::optional<workflow::StrataAudit> read_published_strata(const Arguments& arguments,
                                                           std::vector<const char*> not_these,
                                                           base::Problems& problems) {
  if (!arguments.has("--assertions")) {
    problems.push_back(strata_option_problem("strata.option", "--assertions", "nothing",
                                             "what `recanvass assertions --strata` wrote",
                                             "Name the file."));
  }
  const base::Json document = document_option(arguments, "--assertions", problems);
  auto audit = read_strata_audit(arguments, std::move(not_these), problems);
  if (!audit || !problems.empty()) return std::nullopt;
  keep_problems(problems, workflow::strata_document_problems(
                              document, arguments.one("--assertions").value_or(""), *audit));
  return audit;
}

// "CVR=40": cards of a stratum in all. Without: enough if the report is right.
std::vector<std::int64_t> read_strata_sizes(const Arguments& arguments,
                                            const workflow::StrataAudit& audit,
                                            std::vector<std::int64_t> sizes,
                                            base::Problems& problems) {
  const std::vector<std::string> typed = arguments.all("--size");
  if (typed.empty() && sizes.empty() && audit.first_round) return *audit.first_round;
  sizes.resize(audit.strata.size(), 0);
  for (const std::string& text : typed) {
    const std::size_t equals = text.rfind('=');
    std::int64_t size = 0;
    const std::string name = equals == std::string::npos ? "" : text.substr(0, equals);
    const auto found = std::ranges::find_if(
        audit.strata, [&](const auto& one) { return formats::equal_but_for_case(one.name, name); });
    const bool number =
        formats::read_figure(text.substr(equals + 1), size) == formats::NumberFault::None;
    if (equals == std::string::npos || found == audit.strata.end() || !number || size < 1) {
      problems.push_back(strata_option_problem("draw.size", "--size", "\"" + text + "\"",
                                               "STRATUM=N, a stratum of the audit and its cards",
                                               "Say how many of its cards are drawn in all."));
      continue;
    }
    sizes[static_cast<std::size_t>(found - audit.strata.begin())] = size;
  }
  return sizes;
}

std::optional<workflow::StrataDrawn> draw_next(const Arguments& arguments,
                                               const workflow::StrataAudit& audit,
                                               base::Problems& problems) {
  cluster::ThreadExecutor executor;
  const base::Json before = document_option(arguments, "--after", problems);
  std::string seed = arguments.one("--any-seed").value_or(arguments.one("--seed").value_or(""));
  std::vector<std::vector<std::int64_t>> rounds;
  if (before.is_null()) {
    const auto dice = draw::Seed::make(arguments.one("--seed").value_or(""));
    if (!dice && !arguments.has("--any-seed")) keep_problems(problems, dice.problems());
  } else {
    const auto drawn = workflow::strata_draw_of_document(
        before, arguments.one("--after").value_or(""), audit, executor);
    if (!drawn) {
      keep_problems(problems, drawn.problems());
      return std::nullopt;
    }
    if (!seed.empty()) {
      problems.push_back(strata_option_problem("draw.again", "--seed", "another one for a round",
                                               "the seed of the first round",
                                               "Leave it out: a later round goes on."));
    }
    seed = drawn->seed;
    const std::size_t had = drawn->strata.front().plan.rounds.size();
    for (std::size_t round = 0; round < had; ++round) {
      auto& sizes = rounds.emplace_back();
      for (const workflow::AuditDraw& one : drawn->strata) {
        sizes.push_back(static_cast<std::int64_t>(one.plan.rounds[round].cards));
      }
    }
  }
  const auto last = rounds.empty() ? std::vector<std::int64_t>() : rounds.back();
  rounds.push_back(read_strata_sizes(arguments, audit, last, problems));
  if (!problems.empty()) return std::nullopt;
  auto drawn = workflow::draw_strata(audit, seed, rounds, executor);
  if (drawn) return std::move(drawn).value();
  keep_problems(problems, drawn.problems());
  return std::nullopt;
}

}  // namespace

Option strata_option() {
  return {"--strata", "FILE", "One contest over strata with their files, as TOML.", false, files()};
}

ExitCode run_strata_assertions(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems;
  const auto audit = read_strata_audit(arguments, {"--contests"}, problems);
  if (!problems.empty() || !audit) return console.refuse("assertions", problems, json);
  const base::Json document = workflow::strata_assertions_document(*audit);
  if (const auto out = arguments.one("--output")) write_document(document, *out, problems);
  if (!problems.empty()) return console.refuse("assertions", problems, json);
  if (json) {
    console.print_json(document);
  } else {
    const report::Screen screen{console.columns, console.colour};
    console.print(strata_assertions_text(*audit, screen) + to_publish(arguments, document, screen));
  }
  return ExitCode::Answered;
}

ExitCode run_strata_draw(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems;
  const auto audit =
      read_published_strata(arguments, {"--method", "--jurisdiction", "--list"}, problems);
  if (!problems.empty() || !audit) return console.refuse("draw", problems, json);
  const auto drawn = draw_next(arguments, *audit, problems);
  if (!problems.empty() || !drawn) return console.refuse("draw", problems, json);
  const base::Json document = workflow::strata_draw_document(*audit, *drawn);
  if (const auto out = arguments.one("--output")) write_document(document, *out, problems);
  if (const auto readings = arguments.one("--readings")) {
    write_new_text(report::csv_to_fill_in(strata_readings_table(*audit, *drawn)), *readings,
                   problems);
  }
  if (!problems.empty()) return console.refuse("draw", problems, json);
  if (json) {
    console.print_json(document);
  } else {
    console.print(strata_draw_text(*audit, *drawn, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

ExitCode run_strata_measure(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems;
  const auto audit = read_published_strata(arguments, {"--function"}, problems);
  const base::Json draw = document_option(arguments, "--draw", problems);
  const formats::TypedReadings readings = readings_option(arguments, problems);
  const ShownBefore shown = shown_before_seed(arguments, problems);
  if (!problems.empty() || !audit) return console.refuse("measure", problems, json);
  cluster::ThreadExecutor executor;
  const auto drawn = workflow::strata_draw_of_document(draw, arguments.one("--draw").value_or(""),
                                                       *audit, executor);
  if (!drawn) return console.refuse("measure", drawn.problems(), json);
  const auto measured = workflow::measure_strata_audit(*audit, *drawn, readings);
  if (!measured) return console.refuse("measure", measured.problems(), json);
  if (json) {
    base::Json document = strata_measure_json(*audit, *measured);
    add_shown(document, shown);
    console.print_json(document);
  } else {
    const report::Screen screen{console.columns, console.colour};
    console.print(strata_measure_text(*audit, *measured, screen) +
                  report::paragraph(words_of_shown(shown), screen));
  }
  return is_confirmed(*audit, *measured) ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace recanvass::cli
