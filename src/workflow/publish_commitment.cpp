// commitment.publish, witness.add and witness.record: the inputs are fixed, their hash is
// published, and somebody outside countersigns the ledger that holds it, before the first container
// is opened.
#include "ledger/note.h"
#include "workflow/body.h"
#include "workflow/fold.h"
#include "workflow/operation.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

// Units' votes must add up to the reported outcome, choice by choice.
base::Problems check_sums(const Operation& operation) {
  std::map<std::string, std::int64_t> sums;
  for (const auto& [id, unit] : operation.commitment.units) {
    for (const auto& [choice, votes] : unit.votes) sums[choice] += votes;
  }
  base::Problems problems;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto reported = operation.commitment.reported_outcome.find(choice.id);
    const std::int64_t sum = sums.count(choice.id) > 0 ? sums.at(choice.id) : 0;
    if (reported == operation.commitment.reported_outcome.end()) {
      problems.push_back(refusal("commitment.outcome", "no reported total of " + choice.id,
                                 "a total of every choice", "State it with outcome.report."));
    } else if (reported->second != sum) {
      problems.push_back(
          refusal("commitment.sum", fmt::format("{}: units sum to {}", choice.id, sum),
                  fmt::format("{}, as reported", reported->second),
                  "Find the unit that is missing, doubled or mistyped, or correct the outcome."));
    }
  }
  return problems;
}

base::Problems check_batches(const Operation& operation) {
  base::Problems problems;
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (operation.commitment.units.count(batch.unit) > 0) continue;
    problems.push_back(refusal("manifest.unit", id + " of unit \"" + batch.unit + "\"",
                               "a unit with returns",
                               "Add the unit's returns, or correct the id."));
  }
  for (const auto& [id, unit] : operation.commitment.units) {
    if (operation.commitment.unit_batches.count(id) > 0) continue;
    problems.push_back(refusal(
        "manifest.no-batch", "unit \"" + id + "\" without a batch", "at least one batch a unit",
        "Add it with manifest.add; an empty unit has a batch of 0 ballots."));
  }
  return problems;
}

base::Problems decide_publish(const Operation& operation, const Command& command) {
  if (operation.commitment.published_at) {
    return {refusal("commitment.twice", "a commitment that is published", "one commitment",
                    "Later changes are input.correct.")};
  }
  base::Problems problems = check_sums(operation);
  const base::Problems batches = check_batches(operation);
  problems.insert(problems.end(), batches.begin(), batches.end());
  const std::string computed = committed_sha256(operation.commitment);
  if (problems.empty() && computed != text_in(command.body, "inputs_sha256")) {
    problems.push_back(refusal("commitment.hash", text_in(command.body, "inputs_sha256"), computed,
                               "Publish the hash that `show ELECTION inputs` prints."));
  }
  return problems;
}

void apply_publish(Operation& operation, const Event& event) {
  operation.commitment.published_at = event.position;
  operation.commitment.published_sha256 = text_in(event.body, "inputs_sha256");
}

base::Problems decide_witness_key(const Operation& operation, const Command& command) {
  const auto key = ledger::VerifierKey::parse(text_in(command.body, "verifier_key"));
  if (!key) return key.problems();
  base::Problems problems;
  if (key->kind != ledger::SignerKind::Witness) {
    problems.push_back(refusal("witness.kind", key->text(), "a witness's cosignature key",
                               "Use the key that `recanvass witness` printed."));
  }
  for (const auto& [id, account] : operation.people.accounts) {
    const bool its_own = account.key == key->key ||
                         std::ranges::find(account.past_keys, key->key) != account.past_keys.end();
    if (!its_own) continue;
    problems.push_back(refusal("witness.account", key->name + ", with the key of the account " + id,
                               "somebody outside, with a key of their own",
                               "A witness is none of those whose entries it countersigns."));
  }
  if (key->name == operation.setup.origin) {
    problems.push_back(refusal("witness.log", key->name + ", which is the ledger's own name",
                               "somebody outside, with a name of their own",
                               "The ledger does not countersign itself."));
  }
  if (operation.commitment.witness_keys.count(key->name) > 0) {
    problems.push_back(
        refusal("witness.exists", key->name, "a new witness", "A witness's key is given once."));
  }
  return problems;
}

void apply_witness_key(Operation& operation, const Event& event) {
  const std::string text = text_in(event.body, "verifier_key");
  const auto key = ledger::VerifierKey::parse(text);
  if (!key) return;
  operation.commitment.witness_keys.emplace(key->name, WitnessKey{key->name, text});
}

// The note that the witness signed, rebuilt from its parts.
base::Result<ledger::Note> note_of(const Operation& operation, const base::Json& body) {
  return ledger::parse_note(fmt::format("{}\n{}\n{}\n\n{}\n", operation.setup.origin,
                                        number_in(body, "size"), text_in(body, "root"),
                                        text_in(body, "cosignature")));
}

base::Problems decide_witness(const Operation& operation, const Command& command) {
  const auto known = operation.commitment.witness_keys.find(text_in(command.body, "witness"));
  if (known == operation.commitment.witness_keys.end()) {
    return {refusal("witness.unknown", text_in(command.body, "witness"), "a witness added before",
                    "Add its key with witness.add.")};
  }
  const auto note = note_of(operation, command.body);
  if (!note) return note.problems();
  const auto checkpoint = ledger::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.problems();
  if (checkpoint->size > operation.entries) {
    return {refusal("witness.size", std::to_string(checkpoint->size),
                    fmt::format("at most {}", operation.entries),
                    "The checkpoint is of a longer ledger than this one.")};
  }
  base::Problems problems;
  if (checkpoint->root != root_of(operation, checkpoint->size)) {
    problems.push_back(refusal("witness.root", text_in(command.body, "root"),
                               "the root of this ledger at that size",
                               "The witness saw another ledger: compare before going on."));
  }
  const auto key = ledger::VerifierKey::parse(known->second.verifier_key);
  if (!ledger::verified_time(*note, *key)) {
    problems.push_back(refusal("witness.signature", "a cosignature that does not hold",
                               "the witness's own", "Run `recanvass witness` again."));
  }
  return problems;
}

void apply_witness(Operation& operation, const Event& event) {
  const std::string witness = text_in(event.body, "witness");
  const auto known = operation.commitment.witness_keys.find(witness);
  const auto note = note_of(operation, event.body);
  if (known == operation.commitment.witness_keys.end() || !note) return;
  const auto checkpoint = ledger::parse_checkpoint(note->text);
  const auto key = ledger::VerifierKey::parse(known->second.verifier_key);
  const auto time = ledger::verified_time(*note, *key);
  if (!checkpoint || !time) return;
  operation.commitment.witnessed.push_back({witness, checkpoint->size, *time});
}

}  // namespace

UseCase publish_commitment() {
  UseCase use_case;
  use_case.kind = "commitment.publish";
  use_case.summary = "Fix the inputs: they add up, their hash is published, counting may follow.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"inputs_sha256", FieldType::Hash, true, "The hash that `show ELECTION inputs` prints."},
      {"published_in", FieldType::Text, true, "Where the hash was published."}};
  use_case.decide = decide_publish;
  use_case.apply = apply_publish;
  return use_case;
}

UseCase add_witness() {
  UseCase use_case;
  use_case.kind = "witness.add";
  use_case.summary = "Name an outside witness and its cosignature key.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"verifier_key", FieldType::Text, true,
       "Its key, name+hash+key, as `recanvass key show` prints it; or \"witness\": its name, "
       "and submit takes the key from the keys folder."}};
  use_case.decide = decide_witness_key;
  use_case.apply = apply_witness_key;
  return use_case;
}

UseCase record_witness() {
  UseCase use_case;
  use_case.kind = "witness.record";
  use_case.summary = "Record a witness's cosignature of a checkpoint.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer, Role::Observer, Role::Petitioner};
  use_case.fields = {{"witness", FieldType::Text, true, "Name of the witness."},
                     {"size", FieldType::Number, true, "Entries that the checkpoint covers."},
                     {"root", FieldType::Text, true, "The checkpoint's root in base64."},
                     {"cosignature", FieldType::Text, true, "The witness's signature line."}};
  use_case.decide = decide_witness;
  use_case.apply = apply_witness;
  return use_case;
}

}  // namespace recanvass::workflow
