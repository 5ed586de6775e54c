#include "apps/cli/screen_cards_run.h"

#include "apps/cli/election_arguments.h"
#include "apps/cli/export_words.h"
#include "base/figures.h"
#include "cluster/threads.h"
#include "formats/batch_check.h"
#include "formats/card_input.h"
#include "formats/confined_import.h"
#include "report/card_screen_report.h"
#include "screen/screen_cards.h"
#include "workflow/screen_cards_plan.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>

namespace recanvass::cli {
namespace {

std::vector<std::filesystem::path> paths_of(const Arguments& arguments, const char* option) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.all(option)) paths.emplace_back(path);
  return paths;
}

// The cards, with the manifests when there are any.
base::Result<formats::FilesRead> read_screened(const Arguments& arguments) {
  const auto limits = limits_of(arguments, "screen");
  if (!limits) return limits.problems();
  auto import = formats::read_cards(paths_of(arguments, "--cards"), *limits);
  if (!import) return import.problems();
  formats::FilesRead read;
  read.cards = std::move(import).value();
  const auto manifests = paths_of(arguments, "--manifest");
  if (manifests.empty()) return read;
  auto found = formats::read_files_confined(manifests, {}, *limits);
  if (!found) return found.problems();
  if (found->cards || found->manifests.empty()) {
    return base::Problem{"screen.manifest",
                         {manifests.front().string(), 0, {}},
                         found->cards ? "cast vote records" : "no ballot manifest",
                         "ballot manifests only",
                         "Give cast vote records with --cards."};
  }
  read.manifests = std::move(found->manifests);
  return read;
}

std::string manifest_lines(const formats::BatchCheck& check, const report::Screen& screen) {
  const auto& comparison = check.comparison;
  std::string text = report::headline(
      fmt::format("Manifest: {} agree, {} differ.",
                  base::counted(static_cast<std::int64_t>(comparison.same), "batch", "batches"),
                  base::grouped(static_cast<std::int64_t>(comparison.differences.size()))),
      screen);
  for (const base::Problem& problem : check.problems) {
    text += report::paragraph(problem.sentence(), screen, 2);
  }
  return text + "\n";
}

base::Json manifest_answer(const formats::BatchCheck& check) {
  return {{"agree", check.comparison.same},
          {"differ", check.comparison.differences.size()},
          {"cards_in_manifests", check.comparison.in_manifest.value()},
          {"cards_recorded", check.comparison.recorded.value()},
          {"problems", problems_json(check.problems)}};
}

// Always written: a file of an earlier run must not be handed on as this one's.
base::Problems write_cards_plan(const workflow::CardsPlan& plan, const std::string& path,
                                const Console& console) {
  const auto problems = write_plan_file(path, base::pretty_json(plan.file));
  if (!problems.empty()) return problems;
  if (plan.batches == 0) {
    console.complain(
        "screen: no batch is named that a sample would settle; the file holds no "
        "contest\n");
  }
  if (plan.not_sampled > 0) {
    console.complain(fmt::format(
        "screen: {} in no plan: whole cards are counted and compared, not sampled\n",
        base::counted(static_cast<std::int64_t>(plan.not_sampled), "finding is", "findings are")));
  }
  return {};
}

}  // namespace

base::Problems write_plan_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) return {};
  return {{"screen.unwritable",
           {path, 0, {}},
           "a file that cannot be written",
           "a name in a folder that can",
           "Check the folder, its permissions and the room on the disk."}};
}

std::vector<Option> screen_cards_options() {
  std::vector<Option> options = {
      {"--cards", "FILE", "Screen cast vote records: a file, a folder or an archive.", true,
       files()},
      {"--manifest", "FILE", "With --cards: the ballot manifest of their batches.", true, files()}};
  for (Option& option : limit_options()) options.push_back(std::move(option));
  return options;
}

ExitCode run_screen_cards(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto read = read_screened(arguments);
  if (!read) return console.refuse("screen", read.problems(), json);
  std::optional<formats::BatchCheck> batches;
  if (!read->manifests.empty()) batches = formats::check_batches(*read);
  cluster::ThreadExecutor executor;
  screen::CardScreenAsk ask;
  ask.in_order = read->cards->format != formats::CvrFormat::RaireJson;
  const screen::CardScreen screened = screen::screen_cards(read->cards->store, ask, executor);
  if (const auto path = arguments.one("--plan")) {
    const auto plan = workflow::plan_of_cards(read->cards->store, screened);
    const auto problems = write_cards_plan(plan, *path, console);
    if (!problems.empty()) return console.refuse("screen", problems, json);
  }
  if (json) {
    base::Json answer = report::card_screen_json(screened);
    answer["schema"] = "recanvass.screen-cards/1";
    answer["manifest"] = batches ? manifest_answer(*batches) : base::Json();
    console.print_json(answer);
  } else {
    const report::Screen screen{console.columns, console.colour};
    if (batches) console.print(manifest_lines(*batches, screen));
    console.print(report::card_screen_text(screened, screen));
  }
  const bool differs = batches && !batches->comparison.differences.empty();
  return differs ? ExitCode::CheckFailed : ExitCode::Answered;
}

}  // namespace recanvass::cli
