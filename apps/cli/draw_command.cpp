// recanvass draw: the cards of an audit, from a seed.
#include "apps/cli/audit_arguments.h"
#include "apps/cli/batch_audit_run.h"
#include "apps/cli/commands.h"
#include "apps/cli/export_words.h"
#include "apps/cli/strata_audit_run.h"
#include "cluster/threads.h"
#include "draw/seed.h"
#include "formats/number.h"
#include "report/draw_report.h"
#include "workflow/audit_draw.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

base::Problem draw_option_problem(const char* cause, const char* option, std::string found,
                                  std::string wanted, std::string mend) {
  return {cause, {"", 0, option}, std::move(found), std::move(wanted), std::move(mend)};
}

std::vector<std::string> draw_method_names() {
  std::vector<std::string> names;
  for (const auto& one : audit::draw_methods()) names.emplace_back(one.name);
  return names;
}

// What was typed, and what is read from the files it names.
struct DrawAsked {
  std::optional<workflow::AuditRecords> records;
  std::optional<workflow::AuditAssertions> assertions;
  std::optional<workflow::AuditManifest> manifest;
  base::Json before;  // the draw of the rounds so far; null: none

  [[nodiscard]] workflow::DrawInputs inputs() const {
    workflow::DrawInputs inputs;
    if (assertions) inputs.assertions = &*assertions;
    if (records) inputs.records = &*records;
    if (manifest) {
      inputs.manifest = &manifest->manifest;
      inputs.manifest_files = manifest->made_from;
    }
    return inputs;
  }
};

// "60" for every contest that cards are drawn for, or for the manifest; "Mayor=60" for one.
// Without: as fixed with the assertions, or enough if none differs.
void read_sizes(const Arguments& arguments, const DrawAsked& asked, std::size_t so_far,
                bool by_contest, audit::DrawRound& round, base::Problems& problems) {
  const auto add_targeted = [&](std::optional<std::int64_t> size) {
    for (const audit::AssertedContest& one : asked.assertions->contests) {
      if (!one.targeted || !one.can_be_audited()) continue;
      const std::int64_t cards = size.value_or(one.cards_if_clean.value_or(0));
      const std::int64_t most = std::min(cards, one.domain.cards().value());
      auto& wanted = round.contests[one.contest.id.text];
      wanted = std::max(wanted, static_cast<std::uint64_t>(most));
    }
  };
  std::vector<std::string> sizes = arguments.all("--size");
  if (sizes.empty() && asked.assertions && so_far < asked.assertions->ask.rounds.size()) {
    sizes.push_back(fmt::format("{}", asked.assertions->ask.rounds[so_far]));
  }
  if (sizes.empty() && by_contest) return add_targeted(std::nullopt);
  for (const std::string& text : sizes) {
    const std::size_t equals = text.rfind('=');
    std::int64_t size = 0;
    const std::string number = equals == std::string::npos ? text : text.substr(equals + 1);
    if (formats::read_figure(number, size) != formats::NumberFault::None || size < 1) {
      problems.push_back(draw_option_problem("draw.size", "--size", "\"" + text + "\"",
                                             "N, or CONTEST=N, a whole number above 0",
                                             "Say how many cards are drawn in all."));
    } else if (equals == std::string::npos) {
      if (by_contest) add_targeted(size);
      round.cards = static_cast<std::uint64_t>(size);
    } else {
      const auto* contest = by_contest ? asked.assertions->find(text.substr(0, equals)) : nullptr;
      if (contest == nullptr) {
        problems.push_back(draw_option_problem("draw.contest", "--size", "\"" + text + "\"",
                                               "a contest of the assertions",
                                               "Write its name or id as they have it."));
      } else {
        round.contests[contest->contest.id.text] = static_cast<std::uint64_t>(size);
      }
    }
  }
  if (by_contest) round.cards = 0;
}

std::optional<audit::DrawPlan> read_plan(const Arguments& arguments, const DrawAsked& asked,
                                         base::Problems& problems) {
  audit::DrawPlan plan;
  const bool records = asked.records && asked.assertions;
  if (!asked.before.is_null()) {
    const auto before =
        workflow::plan_of_document(asked.before, arguments.one("--after").value_or(""));
    if (!before) {
      problems.insert(problems.end(), before.problems().begin(), before.problems().end());
      return std::nullopt;
    }
    plan = *before;
    for (const char* option : {"--seed", "--any-seed", "--method", "--jurisdiction"}) {
      if (!arguments.has(option)) continue;
      problems.push_back(draw_option_problem("draw.again", option, "another one for a later round",
                                             "the seed and the method of the first round",
                                             "Leave it out: a later round goes on."));
    }
  } else {
    plan.jurisdiction = arguments.one("--jurisdiction").value_or("");
    const std::string method = arguments.one("--method").value_or(records ? "numbers" : "counter");
    if (const auto named = audit::draw_method_named(method)) {
      plan.method = *named;
    } else {
      problems.push_back(draw_option_problem(
          "draw.method", "--method", "\"" + method + "\"",
          fmt::format("one of {}", fmt::join(draw_method_names(), ", ")), "Name one of these."));
    }
    const std::string seed = arguments.one("--seed").value_or("");
    const auto dice = draw::Seed::make(seed);
    plan.seed = arguments.one("--any-seed").value_or(seed);
    if (!dice && !arguments.has("--any-seed")) {
      problems.insert(problems.end(), dice.problems().begin(), dice.problems().end());
    }
  }
  const bool by_contest = records && (plan.method == audit::DrawMethod::Numbers ||
                                      plan.method == audit::DrawMethod::Ids);
  audit::DrawRound round =
      by_contest && !plan.rounds.empty() ? plan.rounds.back() : audit::DrawRound();
  read_sizes(arguments, asked, plan.rounds.size(), by_contest, round, problems);
  plan.rounds.push_back(std::move(round));
  return plan;
}

DrawAsked read_draw_inputs(const Arguments& arguments, base::Problems& problems) {
  DrawAsked asked;
  asked.records = records_argument(arguments, "CARDS", "draw", problems);
  asked.manifest = manifest_option(arguments, "--manifest", problems);
  asked.before = document_option(arguments, "--after", problems);
  const base::Json document = document_option(arguments, "--assertions", problems);
  if (!problems.empty() || document.is_null()) return asked;
  auto assertions = workflow::assertions_of_document(
      document, arguments.one("--assertions").value_or(""),
      asked.records ? &*asked.records : nullptr, asked.manifest ? &*asked.manifest : nullptr);
  if (assertions) {
    asked.assertions = std::move(assertions).value();
  } else {
    problems.insert(problems.end(), assertions.problems().begin(), assertions.problems().end());
  }
  return asked;
}

ExitCode run_draw(const Arguments& arguments, const Console& console) {
  if (arguments.has("--strata")) return run_strata_draw(arguments, console);
  if (arguments.has("--batches")) return run_batch_draw(arguments, console);
  const bool json = arguments.has("--json");
  base::Problems problems;
  const DrawAsked asked = read_draw_inputs(arguments, problems);
  if (!problems.empty()) return console.refuse("draw", problems, json);
  const auto plan = read_plan(arguments, asked, problems);
  if (!problems.empty() || !plan) return console.refuse("draw", problems, json);
  cluster::ThreadExecutor executor;
  const workflow::DrawInputs inputs = asked.inputs();
  if (!asked.before.is_null()) {
    const auto same = workflow::draw_of_document(
        asked.before, arguments.one("--after").value_or(""), inputs, executor);
    if (!same) return console.refuse("draw", same.problems(), json);
  }
  const auto drawn = workflow::draw_audit(inputs, *plan, executor);
  if (!drawn) return console.refuse("draw", drawn.problems(), json);
  const base::Json document = workflow::draw_document(inputs, *drawn);
  const auto round = static_cast<std::uint32_t>(plan->rounds.size());
  if (const auto out = arguments.one("--output")) write_document(document, *out, problems);
  if (const auto list = arguments.one("--list")) {
    write_new_text(report::csv_to_fill_in(report::retrieval_table(drawn->draw, round)), *list,
                   problems);
  }
  if (const auto readings = arguments.one("--readings")) {
    const auto contests =
        asked.assertions ? asked.assertions->contests : std::vector<audit::AssertedContest>();
    write_new_text(report::csv_to_fill_in(report::readings_table(drawn->draw, round, contests)),
                   *readings, problems);
  }
  if (!problems.empty()) return console.refuse("draw", problems, json);
  if (json) {
    console.print_json(document);
  } else {
    console.print(report::draw_text(drawn->draw, *plan, round, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

}  // namespace

Command draw_command() {
  Command command;
  command.name = "draw";
  command.summary = "Draw the cards of an audit from a seed";
  std::string methods;
  for (const auto& one : audit::draw_methods()) {
    methods += fmt::format("  {:9} {}\n", one.name, one.words);
  }
  command.description =
      "Draws the cards that an audit reads, and lists them by container, batch and position. The\n"
      "seed is twenty digits thrown with dice in public, once the assertions were published. With\n"
      "assertions and records each contest has its own sample among the cards that carry it, and\n"
      "contests share cards as far as they can; without, cards are drawn from the manifest.\n\n"
      "A later round goes on with --after and larger sizes: the first draw is made again from its\n"
      "inputs and has to be the same, and no card is drawn anew.\n\n"
      "With --batches whole batches are drawn, by how much of a lead their errors could make up,\n"
      "and --readings writes a table for their counts.\n\n"
      "With --strata every stratum of the file is drawn by itself, --size STRATUM=N.\n\n"
      "Methods:\n" +
      methods +
      "\nExamples:\n"
      "  recanvass draw county.cards --assertions assertions.json \\\n"
      "      --manifest manifest.csv --seed 53417960661093690826 \\\n"
      "      -o draw.json --readings readings.csv\n"
      "  recanvass draw county.cards --assertions assertions.json \\\n"
      "      --manifest manifest.csv --after draw.json --size Mayor=120 \\\n"
      "      -o draw-2.json --readings readings-2.csv\n"
      "  recanvass draw --manifest manifest.csv --size 60 \\\n"
      "      --seed 53417960661093690826\n"
      "  recanvass draw --assertions assertions.json --batches tallies.csv \\\n"
      "      --manifest manifest.csv --seed 53417960661093690826 -o draw.json \\\n"
      "      --readings counts.csv\n";
  command.positionals = {{"CARDS", "The records of the assertions.", false, true, files()}};
  command.options = {
      {"--assertions", "FILE", "What `recanvass assertions -o` wrote.", false, files()},
      {"--manifest", "FILE", "Batches with their containers and cards.", false, files()},
      {"--seed", "DIGITS", "Twenty digits thrown with dice."},
      {"--any-seed", "TEXT", "A seed of another form, to repeat a published draw."},
      {"--method", "NAME", "How cards are drawn (default: numbers with records, else counter).",
       false, one_of(draw_method_names())},
      {"--jurisdiction", "NAME", "The name that tickets are made with."},
      {"--size", "N", "Cards in all, or CONTEST=N (default: as fixed, or enough if none differs).",
       true},
      {"--after", "FILE", "The draw of the rounds so far.", false, files()},
      batches_option(),
      strata_option(),
      {"--list", "FILE", "Write the cards of the round as CSV.", false, files()},
      {"--readings", "FILE", "Write a table to type the round's readings into.", false, files()},
      output_option("Write the draw as a document; not there yet.")};
  for (Option& option : limit_options()) command.options.push_back(std::move(option));
  command.run = run_draw;
  return command;
}

}  // namespace recanvass::cli
