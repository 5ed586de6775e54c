// recanvass plan: what an audit would cost, design by design.
#include "apps/cli/commands.h"
#include "apps/cli/plan_arguments.h"
#include "cluster/threads.h"
#include "report/plan_chart.h"
#include "report/plan_json.h"
#include "report/plan_text.h"
#include "workflow/audit_contests.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <mutex>
#include <sstream>

namespace recanvass::cli {
namespace {

// Runs blocks on threads, and says on a terminal which place is planned and how far the simulation
// at hand is, at most twice a second. No figure depends on it.
class WatchedExecutor : public base::Executor {
 public:
  explicit WatchedExecutor(const Console& console) : console_(console) {}
  ~WatchedExecutor() override {
    if (said_) console_.complain(fmt::format("\r{:60}\r", ""));
  }
  WatchedExecutor(const WatchedExecutor&) = delete;
  WatchedExecutor& operator=(const WatchedExecutor&) = delete;

  void begin(const std::string& place) { place_ = place; }

  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    std::atomic<std::size_t> done{0};
    threads_.run_blocks(blocks, [&](std::size_t i) {
      block(i);
      say(++done, blocks);
    });
  }

 private:
  using Clock = std::chrono::steady_clock;

  void say(std::size_t done, std::size_t blocks) {
    const std::unique_lock<std::mutex> alone(mutex_, std::try_to_lock);
    const Clock::time_point now = Clock::now();
    if (!alone || console_.err_columns == 0 || now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    said_ = true;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    console_.complain(fmt::format("\r{}: {} of {} parts of a simulation, {:.0f} s   ", place_, done,
                                  blocks, seconds));
  }

  const Console& console_;
  cluster::ThreadExecutor threads_;
  std::string place_;
  std::mutex mutex_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point last_ = begun_;
  bool said_ = false;
};

base::Problems write_charts(const std::string& path, const std::vector<audit::AuditPlan>& plans) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  // One picture a file: the first place's.
  file << report::plan_chart(plans.front());
  file.close();
  if (file) return {};
  return {{"plan.unwritable",
           {path, 0, {}},
           "a file that cannot be written",
           "a name in a folder that can",
           "Check the folder, its permissions and the room on the disk."}};
}

base::Result<audit::ContestsPlan> plan_file(const Arguments& arguments, const Console& console,
                                            const std::string& path) {
  audit::ContestsQuestion asked;
  base::Problems problems;
  asked.replicates = static_cast<std::uint64_t>(
      whole_option(arguments, "plan", "--replicates", 1, 100'000'000, 1000, problems));
  asked.seed = static_cast<std::uint64_t>(
      whole_option(arguments, "plan", "--seed", 0, INT64_MAX, 1, problems));
  if (arguments.has("PACKAGE") || arguments.has("--votes")) {
    problems.push_back({"plan.option",
                        {{}, 0, "--contests"},
                        "a package or votes beside it",
                        "one of them",
                        "See recanvass plan --help."});
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file) text << file.rdbuf();
  if (!file || !text) {
    problems.push_back({"plan.unreadable",
                        {path, 0, {}},
                        "a file that cannot be read",
                        "a file of contests (docs/formats/audit-contests.md)",
                        "Check the name and the permissions."});
  }
  if (!problems.empty()) return problems;
  const auto question = workflow::read_audit_contests(text.str(), path, asked);
  if (!question) return question.problems();
  WatchedExecutor executor(console);
  executor.begin(path);
  return audit::plan_contests(*question, executor);
}

ExitCode run_plan(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  if (const auto path = arguments.one("--contests")) {
    const auto plan = plan_file(arguments, console, *path);
    if (!plan) return console.refuse("plan", plan.problems(), json);
    if (json) {
      console.print_json(report::contests_json(*plan));
    } else {
      console.print(report::contests_text(*plan, {console.columns, console.colour}));
    }
    return ExitCode::Answered;
  }
  const auto questions = read_plan_questions(arguments, "plan");
  if (!questions) return console.refuse("plan", questions.problems(), json);
  base::Problems problems;
  const auto rounds =
      static_cast<int>(whole_option(arguments, "plan", "--rounds", 1, 20, 4, problems));
  if (!problems.empty()) return console.refuse("plan", problems, json);
  std::optional<WatchedExecutor> executor(std::in_place, console);
  std::vector<audit::AuditPlan> plans;
  for (audit::PlanQuestion question : *questions) {
    question.rounds_max = rounds;
    executor->begin(question.name);
    auto plan = audit::plan_audit(question, *executor);
    if (!plan) return console.refuse("plan", plan.problems(), json);
    plans.push_back(std::move(plan).value());
  }
  executor.reset();
  if (const auto path = arguments.one("--svg")) {
    const auto unwritten = write_charts(*path, plans);
    if (!unwritten.empty()) return console.refuse("plan", unwritten, json);
  }
  if (json) {
    console.print_json(report::plan_json(plans));
    return ExitCode::Answered;
  }
  const report::Screen screen{console.columns, console.colour};
  for (std::size_t i = 0; i < plans.size(); ++i) {
    console.print((i > 0 ? "\n" : "") + report::plan_text(plans[i], screen));
  }
  return ExitCode::Answered;
}

}  // namespace

Command plan_command() {
  Command command;
  command.name = "plan";
  command.summary = "What an audit would cost, design by design";
  command.description =
      "Says how many cards an audit of the closest two would examine if the report is right: by\n"
      "polling, by comparing cards or batches with records, with pools of cards that have none,\n"
      "by strata, or all by hand; for half, eight in ten, nine in ten and 95 % of audits, and the\n"
      "fewest cards for so many rounds. From reported totals alone; returns by unit and what you\n"
      "say of batches, containers and records let it say more. Exact where the law is known, else\n"
      "simulated, with its error. Hours and money are told by the rates that you give.\n\n"
      "Examples:\n"
      "  recanvass plan examples/us-2016-president\n"
      "  recanvass plan examples/us-2016-president --place us-wi \\\n"
      "      --batch-cards 800 --container-cards 800 --card-minutes 3 \\\n"
      "      --tally-minutes .5 --hour-dollars 20 --round-dollars 5000\n"
      "  recanvass plan --assertions assertions.json --container-cards 800 \\\n"
      "      --card-minutes 3 --container-minutes 5 --hour-dollars 20\n"
      "  recanvass plan --votes 10500,8500 --cards 20000 --seen 200 \\\n"
      "      --seen-votes 103,88 --seen-errors 1,0\n";
  command.positionals = {plan_package()};
  command.options = plan_options();
  command.options.push_back({"--contests", "FILE",
                             "Plan these contests together (docs/formats/audit-contests.md)", false,
                             files()});
  command.options.push_back({"--rounds", "N", "Plan up to so many rounds (default 4)"});
  command.options.push_back(
      {"--svg", "FILE", "Write the first place's designs as a picture", false, files()});
  command.run = run_plan;
  return command;
}

}  // namespace recanvass::cli
