// recanvass screen: where to look first, with base rates, never a verdict.
#include "apps/cli/commands.h"
#include "apps/cli/plan_arguments.h"
#include "apps/cli/screen_cards_run.h"
#include "cluster/threads.h"
#include "report/screen_json.h"
#include "report/screen_page.h"
#include "report/screen_text.h"
#include "workflow/page_file.h"
#include "workflow/screen.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::cli {
namespace {

// Always written: a file of an earlier run must not be handed on as this one's.
base::Problems write_plan(const screen::Screening& screening, const std::string& path,
                          const Console& console) {
  const base::Json plan = workflow::plan_of_targets(screening);
  auto problems = write_plan_file(path, base::pretty_json(plan));
  if (!problems.empty()) return problems;
  const std::size_t left_out = workflow::targets_without_figures(screening);
  if (plan.at("contests").empty()) {
    const std::size_t unasked = workflow::questions_without_figures(screening);
    console.complain(
        left_out > 0 ? "screen: no named unit could be planned; the file holds no contest\n"
        : unasked > 0
            ? fmt::format("screen: {} of {} questions could not be asked for want of figures, so "
                          "that nothing is known to be settled; the file holds no contest\n",
                          unasked, screening.answers.size())
            : "screen: nothing that reading ballots settles is left open; the file "
              "holds no contest\n");
  }
  if (left_out > 0) {
    console.complain(
        fmt::format("screen: {} named units are in no plan, as their ballots or votes are not "
                    "known, or do not fit each other\n",
                    left_out));
  }
  return {};
}

workflow::ScreenAsk asked_of_package(const Arguments& arguments, base::Problems& problems) {
  workflow::ScreenAsk ask;
  ask.package = arguments.one("PACKAGE").value_or("");
  if (const auto figures = arguments.one("--figures")) ask.figures = *figures;
  ask.resamples = whole_option(arguments, "screen", "--resamples", 99, 10'000'000, 9999, problems);
  if (const auto shapes = arguments.one("--shapes")) ask.shapes = *shapes;
  ask.by_group = arguments.has("--by-group");
  if (ask.shapes && !arguments.has("--html")) {
    problems.push_back({"screen.option",
                        {{}, 0, "--shapes"},
                        "no page beside it",
                        "--html DIR",
                        "Maps are drawn on the page; ask for it."});
  }
  if (ask.by_group && (arguments.has("--html") || arguments.has("--plan"))) {
    problems.push_back({"screen.option",
                        {{}, 0, "--by-group"},
                        "a page or a plan beside it",
                        "one of them",
                        "A survey of groups is a table; ask for the page without it."});
  }
  return ask;
}

ExitCode run_screen(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const bool cards = arguments.has("--cards");
  if (cards == arguments.one("PACKAGE").has_value()) {
    return console.refuse("screen",
                          {{"screen.nothing",
                            {{}, 0, "PACKAGE"},
                            cards ? "a package and cards" : "neither a package nor cards",
                            "one of them",
                            "Give a folder with screening.toml, or --cards with records."}},
                          json);
  }
  if (cards) return run_screen_cards(arguments, console);
  base::Problems problems;
  const workflow::ScreenAsk ask = asked_of_package(arguments, problems);
  if (!problems.empty()) return console.refuse("screen", problems, json);
  cluster::ThreadExecutor executor;
  const auto screening = workflow::screen_package(ask, executor);
  if (!screening) return console.refuse("screen", screening.problems(), json);
  if (const auto path = arguments.one("--plan")) {
    problems = write_plan(*screening, *path, console);
    if (!problems.empty()) return console.refuse("screen", problems, json);
  }
  std::optional<std::string> page;
  if (const auto folder = arguments.one("--html")) {
    const auto written = workflow::write_page(
        {"screen", "index.html", report::kScreenGenerator, report::screen_page(*screening)},
        *folder);
    if (!written) return console.refuse("screen", written.problems(), json);
    page = written->string();
  }
  if (json) {
    base::Json document = report::screen_json(*screening);
    document["html"] = page ? base::Json(*page) : base::Json(nullptr);
    console.print_json(document);
  } else if (page) {
    console.print("The screening is in " + *page + "\n");
  } else {
    console.print(report::screen_text(*screening, {console.columns, console.colour}));
  }
  const bool looked = screening->answers.empty() ||
                      std::any_of(screening->answers.begin(), screening->answers.end(),
                                  [](const screen::Answered& answer) {
                                    return screen::was_looked_at(answer.finding.remainder);
                                  });
  return looked ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace

Command screen_command() {
  Command command;
  command.name = "screen";
  command.summary = "Where to look first: statistics with base rates, never a verdict";
  command.description =
      "Answers the questions of the package's screening.toml, which are written before figures\n"
      "are looked at. Each answer says whether the fact is one, what explains it, how often the\n"
      "same is seen where nobody disputes anything, what it could concern beside the lead, what\n"
      "to rule out first, and whose paper would settle it. Many questions are corrected for. An\n"
      "anomaly is unexplained, never more: only paper can show what happened. Where nothing could\n"
      "be looked at, it exits with 1.\n\n"
      "With --cards it reads cast vote records instead: numbers that come twice or are missing,\n"
      "runs of cards that come again, tabulators with more blank contests than others, and more.\n"
      "With --manifest batches are compared with the paper's list; it exits with 1 where any\n"
      "differs.\n\n"
      "Examples:\n"
      "  recanvass screen examples/wisconsin-2016-screening\n"
      "  recanvass screen examples/wisconsin-2016-screening \\\n"
      "      --figures ../shared/data --plan paper.json\n"
      "  recanvass plan --contests paper.json\n"
      "  recanvass screen --cards CVR_Export.zip --manifest manifest.csv\n"
      "  recanvass screen --cards CVR_Export.zip --plan paper.json\n";
  command.positionals = {{"PACKAGE", "folder with screening.toml (docs/formats/screening.md)",
                          false, false, folders()}};
  command.options = {
      {"--figures", "DIR", "Where bulk figures are that the package does not hold", false,
       folders()},
      {"--html", "DIR", "Write the page DIR/index.html and say where it is", false, folders()},
      {"--shapes", "FILE",
       "Outlines for maps on the page: TopoJSON of counties, as us-atlas has it", false, files()},
      {"--resamples", "N", "Draw anew so often for each p-value (default 9999)"},
      {"--by-group", "", "Ask each question in each group by itself: how often does it alarm?"},
      {"--plan", "FILE", "Write whose paper to read, for recanvass plan --contests", false,
       files()}};
  for (Option& option : screen_cards_options()) command.options.push_back(std::move(option));
  command.run = run_screen;
  return command;
}

}  // namespace recanvass::cli
