#include "tests/simulate/simulation.h"

#include "tests/simulate/promises.h"
#include "tests/simulate/small_election.h"
#include "workflow/engine_fixture.h"

#include <fmt/format.h>

#include <array>
#include <memory>

namespace recanvass::simulate {
namespace {

using workflow::Answer;
using workflow::Command;
using workflow::Engine;
using workflow::Submission;

constexpr std::size_t kProcesses = 3;
constexpr int kSteps = 40;

// The log of an election that is ready to be counted, as it stands on a disk.
std::string ready_bytes() {
  workflow::fixture::EngineBench bench;
  const auto engine = bench.open();
  while (const auto command = setup_command(engine->operation())) {
    const auto answers = workflow::fixture::accept_all(*engine, {*command});
    RECANVASS_CHECK(answers[0].standing == workflow::Standing::Accepted);
  }
  std::string bytes;
  bench.disk.read(0, bench.disk.size(), bytes);
  return bytes;
}

class Simulation {
 public:
  Simulation(std::uint64_t seed, Sabotage sabotage) : random_(seed), sabotage_(sabotage) {
    // One in eight starts from an empty disk, with faults from the first byte on.
    const bool from_nothing = random_.one_in(8);
    if (!from_nothing) {
      static const std::string ready = ready_bytes();
      bench_.disk.write(ready);
      bench_.disk.sync();
    }
    bench_.plan = store::FaultPlan::from_seed(seed, 60, random_.below(7));
  }

  Ending run() {
    for (int step = 0; step < kSteps && ending_.breach.empty(); ++step) take_step();
    if (ending_.breach.empty()) finish();
    return ending_;
  }

 private:
  void take_step();
  void send(std::size_t process);
  void look_after(std::size_t process, const std::vector<Answer>& answers);
  void take_promise(const Command& command, const Answer& answer);
  bool open(std::size_t process);
  void restart_after_power_cut();
  void finish();
  void find_breach(Engine& engine);
  Submission next_submission(const Engine& engine);

  workflow::fixture::EngineBench bench_;
  Random random_;
  Sabotage sabotage_;
  std::array<std::unique_ptr<Engine>, kProcesses> processes_;
  std::vector<Command> sent_;
  PromisedEntries promised_;
  std::uint64_t drawn_ = 0;
  Ending ending_;
};

void Simulation::restart_after_power_cut() {
  for (auto& process : processes_) process.reset();
  bench_.disk.restart();
  ++ending_.power_cuts;
  if (sabotage_ == Sabotage::DiskForgetsSyncedBytes && bench_.disk.size() > 600) {
    bench_.disk.truncate(bench_.disk.size() - 600);
  }
}

bool Simulation::open(std::size_t process) {
  if (processes_[process]) return true;
  auto engine = bench_.try_open();
  if (!engine) return false;  // a read failed or was wrong: it is tried again later
  processes_[process] = std::move(engine).value();
  ++ending_.restarts;
  return true;
}

Submission Simulation::next_submission(const Engine& engine) {
  if (!sent_.empty() && random_.one_in(6)) {
    return workflow::fixture::line(random_.one_of(sent_));
  }
  if (const auto command = setup_command(engine.operation())) {
    return workflow::fixture::line(*command);
  }
  return workflow::fixture::line(drawn_command(engine.operation(), random_, ++drawn_));
}

void Simulation::take_promise(const Command& command, const Answer& answer) {
  const Promised promise{answer.position, answer.receipt, command.kind};
  const auto key = std::pair(command.author, command.idempotency_key);
  const auto before = promised_.find(key);
  if (before == promised_.end()) {
    promised_.emplace(key, promise);
    ++ending_.acknowledged;
    return;
  }
  if (before->second.position != promise.position || before->second.receipt != promise.receipt) {
    ending_.breach = fmt::format("{} of {} was acknowledged twice, as {} and as {}", command.kind,
                                 command.author, before->second.receipt, promise.receipt);
  }
}

void Simulation::look_after(std::size_t process, const std::vector<Answer>& answers) {
  if (!bench_.disk.power_is_on()) return restart_after_power_cut();
  bool ended = processes_[process]->storage().health().write_state == store::WriteState::ReadOnly;
  for (const Answer& answer : answers) {
    for (const base::Problem& problem : answer.problems) {
      ended = ended || problem.cause == "store.unreachable";
    }
  }
  if (ended) processes_[process].reset();
}

void Simulation::send(std::size_t process) {
  Engine& engine = *processes_[process];
  std::vector<Submission> group;
  const std::uint64_t size = setup_command(engine.operation()) ? 1 : 1 + random_.below(3);
  for (std::uint64_t i = 0; i < size; ++i) group.push_back(next_submission(engine));
  const auto answers = engine.accept(group, workflow::AfterRefusal::GoOn);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    sent_.push_back(group[i].command);
    if (answers[i].standing == workflow::Standing::Accepted) {
      take_promise(group[i].command, answers[i]);
    } else if (answers[i].standing == workflow::Standing::Repeated &&
               answers[i].position < engine.operation().entries) {
      const auto& entry = group[i].command;
      const auto own =
          workflow::accepted_at(engine.operation(), entry.author, entry.idempotency_key);
      // The same figures under another key are answered with the entry that holds them.
      if (own) take_promise(entry, answers[i]);
    }
  }
  look_after(process, answers);
}

void Simulation::take_step() {
  const std::size_t process = random_.below(kProcesses);
  if (!open(process)) {
    if (!bench_.disk.power_is_on()) restart_after_power_cut();
    return;
  }
  const std::uint64_t draw = random_.below(20);
  if (draw == 0) {
    processes_[process].reset();  // somebody pulls the plug of one machine
  } else if (draw == 1) {
    static_cast<void>(processes_[process]->keep_checkpoint());
    look_after(process, {});
  } else if (draw == 2) {
    const auto caught_up = processes_[process]->catch_up();
    look_after(process, {});
    if (!caught_up) processes_[process].reset();
  } else {
    send(process);
  }
}

void Simulation::find_breach(Engine& engine) {
  ending_.breach = lost_entry(promised_, engine.storage());
  if (ending_.breach.empty()) ending_.breach = broken_log(engine);
  if (!ending_.breach.empty()) return;
  const auto events = read_all(engine.storage(), ending_.breach);
  if (!ending_.breach.empty()) return;
  std::vector<const workflow::Operation*> states = {&engine.operation()};
  for (auto& process : processes_) {
    if (process && process->catch_up()) states.push_back(&process->operation());
  }
  ending_.breach = other_replay(events, states);
  if (ending_.breach.empty()) ending_.breach = doubled_batch(events, engine.operation());
  if (ending_.breach.empty()) {
    ending_.breach = blind_leak(events, workflow::views(), random_.below(8));
  }
}

// No more faults: whoever opens the ledger now must find everything that was promised.
void Simulation::finish() {
  bench_.plan = store::FaultPlan();
  if (!bench_.disk.power_is_on()) restart_after_power_cut();
  const auto engine = bench_.try_open();
  if (!engine) {
    ending_.breach = "the ledger cannot be opened: " + base::sentences(engine.problems());
    return;
  }
  ending_.entries = (*engine)->operation().entries;
  ending_.root = base::hex((*engine)->root());
  find_breach(**engine);
}

}  // namespace

Ending simulate(std::uint64_t seed, Sabotage sabotage) {
  try {
    return Simulation(seed, sabotage).run();
  } catch (const base::BrokenProgram& broken) {
    Ending ending;
    ending.breach = std::string("the program stopped itself: ") + broken.what();
    return ending;
  }
}

}  // namespace recanvass::simulate
