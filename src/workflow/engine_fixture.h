// For tests only: an engine on a simulated disk, with the keys of operation_fixture.h in a table.
// Every engine opened on one bench is a further process on the same ledger.
#pragma once

#include "store/memory_storage.h"
#include "workflow/counting_fixture.h"
#include "workflow/engine.h"

#include <memory>
#include <string>
#include <vector>

namespace recanvass::workflow::fixture {

inline ledger::SigningKey key_numbered(std::uint8_t first) {
  ledger::SigningKey::Seed seed{};
  seed[0] = first;
  return ledger::SigningKey::from_seed(seed);
}

/// Keys of the accounts that operation_with_inputs() adds.
inline KeyTable fixture_keys() {
  KeyTable keys;
  const std::pair<const char*, std::uint8_t> owners[] = {
      {"wec", 1},    {"clerk", 2},  {"super", 3}, {"team-1", 4},
      {"team-2", 5}, {"team-3", 6}, {"wec2", 7}};
  for (const auto& [name, first] : owners) keys.add(name, key_numbered(first));
  return keys;
}

struct EngineBench {
  store::FaultPlan plan;
  store::SimulatedClock clock{plan};
  store::SimulatedDisk disk{plan, clock};
  KeyTable keys = fixture_keys();

  base::Result<std::unique_ptr<Engine>> try_open() {
    auto storage = store::open_memory(disk, clock);
    if (!storage) return storage.problems();
    return Engine::open(std::move(storage).value(), &keys, no_law());
  }
  std::unique_ptr<Engine> open() {
    auto engine = try_open();
    RECANVASS_CHECK(engine.ok());
    return std::move(engine).value();
  }
};

inline Submission line(Command command, std::int64_t row = 1, std::size_t stream = 0) {
  return {std::move(command), "commands.jsonl", row, stream};
}

inline std::vector<Submission> lines(const std::vector<Command>& commands) {
  std::vector<Submission> group;
  for (const Command& command : commands) {
    group.push_back(line(command, static_cast<std::int64_t>(group.size()) + 1));
  }
  return group;
}

inline std::vector<Answer> accept_all(Engine& engine, const std::vector<Command>& commands) {
  return engine.accept(lines(commands), AfterRefusal::GoOn);
}

/// Ready to count: inputs published and witnessed.
inline void make_ready(Engine& engine) {
  accept_all(engine, input_commands());
  accept_all(engine, {publication(engine.operation()), naming_of_witness()});
  accept_all(engine, {witnessing(engine.operation())});
}

/// "accepted", "repeated", "not-tried", or the first cause of a refusal.
inline std::string ended(const Answer& answer) {
  return answer.standing == Standing::Refused ? answer.problems.at(0).cause
                                              : name_of(answer.standing);
}

inline std::vector<std::string> endings(const std::vector<Answer>& answers) {
  std::vector<std::string> words;
  for (const Answer& answer : answers) words.push_back(ended(answer));
  return words;
}

}  // namespace recanvass::workflow::fixture
