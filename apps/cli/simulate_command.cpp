// recanvass simulate: one design of an audit, many times over, on all threads and machines.
#include "apps/cli/commands.h"
#include "apps/cli/plan_arguments.h"
#include "audit/simulation.h"
#include "base/sha256.h"
#include "cluster/block_run.h"
#include "report/plan_json.h"
#include "report/plan_text.h"

#include <fmt/format.h>

#include <fstream>

namespace recanvass::cli {
namespace {

// Everything that sizes depend on, in one line: a checkpoint of anything else is refused.
std::string work_name(const audit::SimulatedContest& contest, std::uint64_t replicates,
                      stats::RandomKey key) {
  base::Sha256Stream hash;
  hash.add(fmt::format("recanvass {} {} {} {} {} {} {}", RECANVASS_VERSION, replicates, key.seed,
                       key.stream, contest.risk_limit, contest.draws_max, contest.not_shown));
  for (const audit::SimulatedTest& test : contest.tests) {
    hash.add(fmt::format(" test {} {} {} {} {}", test.risk_function, test.claim.upper_bound,
                         test.claim.null_mean, test.claim.population, test.settings.bet));
    for (const stats::ValueShare& one : test.settings.reported) {
      hash.add(fmt::format(" {} {}", one.value, one.share));
    }
  }
  for (const auto* kinds : {&contest.kinds, &contest.seen}) {
    hash.add(" kinds");
    for (const audit::CardKind& kind : *kinds) {
      hash.add(fmt::format(" {} {}", kind.cards, kind.values.front()));
    }
  }
  return base::hex(hash.finish());
}

std::string minutes_words(double seconds) {
  if (seconds < 0.0) return "time left unknown";
  if (seconds < 120.0) return fmt::format("{:.0f} s left", seconds);
  return fmt::format("{:.0f} min left", seconds / 60.0);
}

void say_progress(const Console& console, const cluster::BlockProgress& now) {
  console.complain(fmt::format(
      "\r{} of {} blocks ({:.1f} %), {:.0f} s, {}   {}", now.done, now.blocks,
      100.0 * static_cast<double>(now.done) /
          static_cast<double>(std::max<std::size_t>(1, now.blocks)),
      now.seconds, minutes_words(now.seconds_left), now.done == now.blocks ? "\n" : ""));
}

struct SimulationAsked {
  std::vector<audit::PlanQuestion> questions;
  audit::PlanDesign design = audit::PlanDesign::ComparisonDefault;
  cluster::BlockRunOptions run;
  std::optional<std::string> sizes_file;
};

base::Result<SimulationAsked> read_asked_simulation(const Arguments& arguments,
                                                    const Console& console) {
  SimulationAsked asked;
  base::Problems problems;
  const auto questions = read_plan_questions(arguments, "simulate");
  if (questions) {
    asked.questions = *questions;
  } else {
    problems = questions.problems();
  }
  const std::string id = arguments.one("--design").value_or("comparison");
  if (const auto design = audit::design_of(id)) {
    asked.design = *design;
  } else {
    problems.push_back({"simulate.option",
                        {{}, 0, "--design"},
                        fmt::format("\"{}\"", id),
                        "polling, polling-bravo, comparison, oneaudit-units, oneaudit-group or "
                        "oneaudit-redacted",
                        "See recanvass simulate --help for --design."});
  }
  asked.run.threads =
      static_cast<int>(whole_option(arguments, "simulate", "--threads", 1, 4096, 0, problems));
  asked.run.checkpoint = arguments.one("--checkpoint").value_or("");
  asked.sizes_file = arguments.one("--sizes");
  if (!asked.run.checkpoint.empty() && asked.questions.size() > 1) {
    problems.push_back({"simulate.option",
                        {{}, 0, "--checkpoint"},
                        fmt::format("{} places", asked.questions.size()),
                        "one place",
                        "Choose it by --place: a checkpoint belongs to one simulation."});
  }
  if (console.err_columns > 0) {
    asked.run.progress = [&console](const cluster::BlockProgress& now) {
      say_progress(console, now);
    };
  }
  if (!problems.empty()) return problems;
  return asked;
}

std::string sizes_text(const std::vector<std::vector<std::int64_t>>& blocks) {
  std::string text;
  for (const auto& block : blocks) {
    for (const std::int64_t size : block) text += fmt::format("{}\n", size);
  }
  return text;
}

base::Problems write_sizes(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::app);
  file << text;
  file.close();
  if (file) return {};
  return {{"simulate.unwritable",
           {path, 0, {}},
           "a file that cannot be written",
           "a name in a folder that can",
           "Check the folder, its permissions and the room on the disk."}};
}

// One place; rank 0 gets the answer, the others no value.
base::Result<std::optional<report::SimulationAnswer>> simulate_place(
    const SimulationAsked& asked, const audit::PlanQuestion& question, cluster::Ranks& ranks) {
  const auto contest = audit::contest_of_design(question, asked.design);
  if (!contest) return contest.problems();
  const auto simulator = audit::ContestSimulator::make(*contest);
  if (!simulator) return simulator.problems();
  const stats::RandomKey key{question.seed, static_cast<std::uint64_t>(asked.design)};
  const std::uint64_t replicates = question.replicates;
  cluster::BlockWork work;
  work.blocks = (replicates + audit::kBlockReplicates - 1) / audit::kBlockReplicates;
  work.name = work_name(*contest, replicates, key);
  work.run = [&](std::size_t block) {
    const std::uint64_t first = block * audit::kBlockReplicates;
    return simulator->sizes(first, std::min(audit::kBlockReplicates, replicates - first), key);
  };
  const auto blocks = cluster::run_blocks_everywhere(work, asked.run, ranks);
  if (!blocks) return blocks.problems();
  if (ranks.rank() != 0) return std::optional<report::SimulationAnswer>{};
  const std::string text = sizes_text(*blocks);
  if (asked.sizes_file) {
    const auto problems = write_sizes(*asked.sizes_file, text);
    if (!problems.empty()) return problems;
  }
  std::vector<std::int64_t> sizes;
  for (const auto& block : *blocks) sizes.insert(sizes.end(), block.begin(), block.end());
  return std::optional<report::SimulationAnswer>{{question, asked.design,
                                                  audit::SizeLaw::simulated(std::move(sizes)),
                                                  base::hex(base::sha256(text))}};
}

ExitCode run_simulate(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto ranks = cluster::join_ranks();
  // All processes find the same problems; one of them says so.
  const auto refuse = [&](const base::Problems& problems) {
    return ranks->rank() == 0 ? console.refuse("simulate", problems, json) : ExitCode::BadInput;
  };
  const auto asked = read_asked_simulation(arguments, console);
  if (!asked) return refuse(asked.problems());
  std::vector<report::SimulationAnswer> answers;
  for (const audit::PlanQuestion& question : asked->questions) {
    auto answer = simulate_place(*asked, question, *ranks);
    if (!answer) return refuse(answer.problems());
    if (*answer) answers.push_back(std::move(**answer));
  }
  if (ranks->rank() != 0) return ExitCode::Answered;
  if (json) {
    console.print_json(report::simulation_json(answers));
    return ExitCode::Answered;
  }
  const report::Screen screen{console.columns, console.colour};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    console.print((i > 0 ? "\n" : "") + report::simulation_text(answers[i], screen));
  }
  return ExitCode::Answered;
}

}  // namespace

Command simulate_command() {
  Command command;
  command.name = "simulate";
  command.summary = "One audit design many times over, on all threads and machines";
  command.description =
      "Draws an audit again and again, each time until the risk limit is met, and prints how many\n"
      "cards that took. Replicate r has the same cards on every machine: the answer has the same\n"
      "bytes for any number of threads, and under mpirun for any number of processes. With\n"
      "--checkpoint a run that was stopped, even by a kill, goes on where it stood.\n\n"
      "Examples:\n"
      "  recanvass simulate examples/us-2016-president --place us-wi \\\n"
      "      --replicates 100000 --checkpoint wi.run\n"
      "  mpirun -np 8 recanvass simulate --votes 10500,8500 \\\n"
      "      --cards 20000 --design polling --replicates 1000000\n";
  command.positionals = {plan_package()};
  command.options = {
      {"--design", "ID", "What is drawn (default comparison)", false,
       one_of({"polling", "polling-bravo", "comparison", "oneaudit-units", "oneaudit-group",
               "oneaudit-redacted"})},
      {"--threads", "N", "Threads of each process (default: all of the machine)"},
      {"--checkpoint", "FILE", "Keep finished blocks there, and go on from them", false, files()},
      {"--sizes", "FILE", "Append every size to this file, a line a replicate", false, files()}};
  for (const Option& option : plan_options()) command.options.push_back(option);
  command.run = run_simulate;
  return command;
}

}  // namespace recanvass::cli
