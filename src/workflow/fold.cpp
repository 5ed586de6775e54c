#include "workflow/fold.h"

#include "base/nearest.h"
#include "workflow/entry_form.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Problem unknown_kind(const std::string& kind) {
  std::vector<std::string> names;
  for (const UseCase& use_case : use_cases()) names.push_back(use_case.kind);
  return refusal(
      "command.kind", "\"" + kind + "\"",
      fmt::format("a command such as {}", base::nearest(kind, names).value_or("petition.file")),
      "See `recanvass commands` for all of them.");
}

// The first entry founds the operation: nobody has an account before it.
bool founds(const Operation& operation, const UseCase& use_case) {
  return !operation.setup.opened && use_case.kind == "operation.open";
}

base::Problems check_author(const Operation& operation, const Command& command,
                            const UseCase& use_case) {
  if (founds(operation, use_case)) return {};
  const auto found = operation.people.accounts.find(command.author);
  if (found == operation.people.accounts.end() || !found->second.active) {
    return {refusal("author.unknown", "\"" + command.author + "\"", "an account that is open",
                    "Add the account with account.add, by a state officer.")};
  }
  const Role role = found->second.role;
  if (std::find(use_case.roles.begin(), use_case.roles.end(), role) != use_case.roles.end()) {
    return {};
  }
  std::vector<std::string> names;
  for (const Role allowed : use_case.roles) names.push_back(name_of(allowed));
  return {refusal("author.role", fmt::format("{}, {}", command.author, name_of(role)),
                  fmt::format("one of: {}", fmt::join(names, ", ")),
                  "Ask somebody who has this duty to do it.")};
}

// A command that was completed elsewhere carries what the program found there; here it must find
// the same. Nobody else may write that member.
base::Problems check_found(const Operation& operation, const Command& command,
                           const UseCase& use_case, const Command& stated) {
  if (!command.body.contains("found")) return {};
  if (use_case.find != nullptr && use_case.find(operation, stated) == command.body["found"]) {
    return {};
  }
  return {refusal("command.found", "a \"found\" that the program does not find",
                  "the command without it", "Leave it out: the program writes it.")};
}

Command without_found(const Command& command) {
  Command stated = command;
  if (stated.body.is_object()) stated.body.erase("found");
  return stated;
}

template <class Table>
bool knows(const Table& table, const base::Json& body, const char* member) {
  const auto named = body.find(member);
  if (named == body.end() || !named->is_string()) return true;
  return table.find(named->template get_ref<const std::string&>()) != table.end();
}

template <class Table>
bool knows_all(const Table& table, const base::Json& body, const char* member) {
  const auto named = body.find(member);
  if (named == body.end() || !named->is_array()) return true;
  return std::ranges::all_of(*named, [&](const base::Json& id) {
    return id.is_string() && table.find(id.template get_ref<const std::string&>()) != table.end();
  });
}

// What the state's parts and views rest on. An input may move to a unit whose returns come later.
bool is_about_what_is_there(const Operation& operation, const Event& event) {
  const std::string& kind = event.kind;
  const base::Json& body = event.body;
  if (!body.is_object()) return false;
  const Commitment& inputs = operation.commitment;
  const auto& machines = operation.judging.machines.registered;
  const auto county = body.find("county");
  const bool of_state = county != body.end() && county->is_string() &&
                        county->get_ref<const std::string&>() == operation.setup.jurisdiction;
  if (!of_state && !knows(operation.setup.counties, body, "county")) return false;
  if (kind != "batch.extra" && !knows(inputs.batches, body, "batch")) return false;
  const bool unit_may_be_new =
      kind == "unit.extra" || kind == "media.expect" || kind.starts_with("input.");
  if (!unit_may_be_new && !knows(inputs.units, body, "unit")) return false;
  if (kind == "vvpat.audit" || kind == "equipment.examine") return knows(machines, body, "machine");
  if (kind != "claim.register") return true;
  return knows_all(inputs.units, body, "units") && knows_all(inputs.batches, body, "batches") &&
         knows_all(machines, body, "machines");
}

}  // namespace

void take_effect(Operation& operation, const Event& event) {
  if (!is_about_what_is_there(operation, event)) return;
  use_case_named(event.kind)->apply(operation, event);
}

base::Problem refusal(std::string cause, std::string found, std::string wanted, std::string mend) {
  return {std::move(cause), {}, std::move(found), std::move(wanted), std::move(mend)};
}

Persons persons_for(const UseCase& use_case, const Operation& operation, const std::string& author,
                    const base::Json& body) {
  return use_case.persons_of == nullptr ? use_case.persons
                                        : use_case.persons_of(operation, author, body);
}

const UseCase* use_case_named(const std::string& kind) {
  static const std::map<std::string, const UseCase*> by_kind = [] {
    std::map<std::string, const UseCase*> made;
    for (const UseCase& use_case : use_cases()) made.emplace(use_case.kind, &use_case);
    return made;
  }();
  const auto found = by_kind.find(kind);
  return found == by_kind.end() ? nullptr : found->second;
}

Operation empty_operation(const law::KnowledgeBase& law) {
  Operation operation;
  operation.law = &law;
  return operation;
}

base::Problems decide(const Operation& operation, const Command& command) {
  const UseCase* use_case = use_case_named(command.kind);
  if (use_case == nullptr) return {unknown_kind(command.kind)};
  if (!operation.setup.opened && !founds(operation, *use_case)) {
    return {refusal("operation.not-open", command.kind, "operation.open first",
                    "The first entry of a ledger says what it is about.")};
  }
  const Command stated = without_found(command);
  base::Problems problems = check_fields(stated.body, use_case->fields);
  const base::Problems author = check_author(operation, command, *use_case);
  problems.insert(problems.end(), author.begin(), author.end());
  if (problems.empty()) problems = use_case->decide(operation, stated);
  if (problems.empty()) problems = check_found(operation, command, *use_case, stated);
  return problems;
}

void apply(Operation& operation, const Event& event) {
  RECANVASS_CHECK(event.position == operation.entries);
  const UseCase* use_case = use_case_named(event.kind);
  RECANVASS_CHECK(use_case != nullptr);
  operation.entries += 1;
  operation.leaf_hashes.push_back(event.leaf_hash);
  operation.accepted[event.author][event.idempotency_key] = event.position;
  const ClaimedOrder order = event.claimed_time < operation.latest_claimed_time
                                 ? ClaimedOrder::Earlier
                                 : ClaimedOrder::InOrder;
  operation.latest_claimed_time = std::max(operation.latest_claimed_time, event.claimed_time);
  if (persons_for(*use_case, operation, event.author, event.body) == Persons::Two) {
    operation.people.waiting.emplace(event.position, event);
  } else {
    take_effect(operation, event);
  }
  add_to_minutes(operation, event, order);
}

std::optional<std::uint64_t> accepted_at(const Operation& operation, const std::string& author,
                                         const std::string& idempotency_key) {
  const auto of_author = operation.accepted.find(author);
  if (of_author == operation.accepted.end()) return std::nullopt;
  const auto found = of_author->second.find(idempotency_key);
  return found == of_author->second.end() ? std::nullopt : std::optional(found->second);
}

ledger::Hash root_of(const Operation& operation, std::uint64_t size) {
  RECANVASS_CHECK(size <= operation.entries);
  ledger::Frontier tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.append(operation.leaf_hashes[i]);
  return tree.root();
}

base::Result<Event> event_of(ledger::Entry entry, std::uint64_t position,
                             const ledger::Hash& leaf_hash) {
  const UseCase* use_case = use_case_named(entry.kind);
  if (use_case == nullptr) return unknown_kind(entry.kind);
  if (use_case->find != nullptr && !entry.body.contains("found")) {
    return refusal("fold.found", "an entry " + entry.kind + " without \"found\"",
                   "what the program found when it accepted the entry",
                   "Another version wrote this ledger: open it with that one.");
  }
  if (auto problems = form_problems(*use_case, entry.body); !problems.empty()) return problems;
  return Event{position,
               std::move(entry.kind),
               std::move(entry.author),
               std::move(entry.idempotency_key),
               std::move(entry.claimed_time),
               ledger::receipt_code(leaf_hash),
               leaf_hash,
               std::move(entry.body)};
}

ledger::Entry entry_of(const Operation& operation, const Command& command) {
  const UseCase* use_case = use_case_named(command.kind);
  RECANVASS_CHECK(use_case != nullptr);
  base::Json body = command.body;
  if (use_case->find != nullptr) body["found"] = use_case->find(operation, without_found(command));
  return {command.kind, std::move(body), command.author, command.idempotency_key,
          command.claimed_time};
}

}  // namespace recanvass::workflow
