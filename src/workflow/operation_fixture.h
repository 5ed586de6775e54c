// For tests only: an operation with one state officer, and a way to try commands on it.
// Each use case's test starts from here.
#pragma once

#include "base/sha256.h"
#include "ledger/keys.h"
#include "workflow/fold.h"

#include <string>
#include <vector>

namespace recanvass::workflow::fixture {

inline const law::KnowledgeBase& no_law() {
  static const law::KnowledgeBase law({}, law::BusinessCalendars{});
  return law;
}

inline std::string key_text(std::uint8_t first) {
  ledger::SigningKey::Seed seed{};
  seed[0] = first;
  const auto key = ledger::SigningKey::from_seed(seed).public_key();
  return ledger::base64({reinterpret_cast<const char*>(key.data()), key.size()});
}

inline Command command_of(std::string kind, std::string author, base::Json body) {
  static int next = 0;
  return {std::move(kind), std::move(author), "k" + std::to_string(++next), "2016-11-28T10:00:00Z",
          std::move(body)};
}

inline Command opening() {
  return command_of("operation.open", "wec",
                    {{"origin", "elections.example/wi-2016"},
                     {"name", "President, Wisconsin"},
                     {"election", "us-2016-president"},
                     {"jurisdiction", "us-wi"},
                     {"contest", "president"},
                     {"vote_for", 1},
                     {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
                     {"counties", {{{"id", "us-wi-dane"}, {"name", "Dane"}}}},
                     {"policy", "us-wi-2016"},
                     {"law_day", "2016-11-08"},
                     {"officer_name", "State officer 1"},
                     {"officer_key", key_text(1)}});
}

inline Command account(const std::string& id, const std::string& role, std::uint8_t key) {
  return command_of("account.add", "wec",
                    {{"account", id}, {"name", id}, {"role", role}, {"public_key", key_text(key)}});
}

// An account with a key of its own that no other test account has.
inline Command watcher(const std::string& id) {
  Command command = account(id, "observer", 0);
  const auto key = ledger::SigningKey::from_seed(base::sha256(id)).public_key();
  command.body["public_key"] =
      ledger::base64({reinterpret_cast<const char*>(key.data()), key.size()});
  return command;
}

// Decides and applies; gives the causes of a refusal.
inline std::vector<std::string> do_command(Operation& operation, const Command& command,
                                           const std::string& receipt = "RECEIPT0") {
  std::vector<std::string> causes;
  for (const base::Problem& problem : decide(operation, command)) causes.push_back(problem.cause);
  if (causes.empty()) {
    apply(operation, {operation.entries, command.kind, command.author, command.idempotency_key,
                      command.claimed_time, receipt, ledger::leaf_hash(command.idempotency_key),
                      entry_of(operation, command).body});
  }
  return causes;
}

using Causes = std::vector<std::string>;

// Adds an account; where that takes two, the second state officer "wec2" approves it.
inline Causes add_person(Operation& operation, const Command& command) {
  const std::uint64_t position = operation.entries;
  const Causes causes = do_command(operation, command);
  if (!operation.people.waiting.contains(position)) return causes;
  return do_command(operation, command_of("approve", "wec2", {{"entry", position}}));
}

}  // namespace recanvass::workflow::fixture
