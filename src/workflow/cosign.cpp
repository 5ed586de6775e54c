#include "workflow/cosign.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

std::string root_text(const ledger::Hash& root) {
  return ledger::base64({reinterpret_cast<const char*>(root.data()), root.size()});
}

base::Problem witness_problem(const char* cause, std::string found, std::string wanted,
                              std::string mend) {
  return {cause, {}, std::move(found), std::move(wanted), std::move(mend)};
}

base::Result<std::optional<ledger::Checkpoint>> countersigned_before(const std::string& witness,
                                                                     const std::string& origin,
                                                                     Keyring& keys) {
  const auto bytes = keys.last_note(witness, origin);
  if (!bytes) return bytes.problems();
  if (!*bytes) return std::optional<ledger::Checkpoint>{};
  const auto note = ledger::parse_note(**bytes);
  if (!note) return note.problems();
  auto checkpoint = ledger::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.problems();
  return std::optional<ledger::Checkpoint>{std::move(checkpoint).value()};
}

base::Problem forked_problem(const ledger::Checkpoint& before, const ledger::Checkpoint& shown) {
  return witness_problem(
      "witness.forked",
      fmt::format("a ledger of {} entries with root {}", shown.size, root_text(shown.root)),
      fmt::format("one that begins with the {} entries countersigned before, root {}", before.size,
                  root_text(before.root)),
      "Entries that were shown before are not there any more: compare both before going on.");
}

// What speaks against a checkpoint after the one countersigned before.
base::Problems growth_problems(LogSource& log, const ledger::Checkpoint& before,
                               const ledger::Checkpoint& shown) {
  if (shown.size < before.size) {
    return {witness_problem(
        "witness.shrunk", fmt::format("a ledger of {} entries", shown.size),
        fmt::format("at least the {} countersigned before, root {}", before.size,
                    root_text(before.root)),
        "Ask where the entries are; two officers record a loss with rollback.record.")};
  }
  const auto proof = log.consistency(before.size, shown.size);
  if (!proof) return proof.problems();
  if (ledger::verify_consistency(before.size, shown.size, before.root, shown.root, *proof)) {
    return {};
  }
  return {forked_problem(before, shown)};
}

// The recorded loss by which entries that this witness countersigned are gone; null: none is. A
// witness whose last checkpoint is not the longest lost entries by the same loss.
const RecordedLoss* loss_of(const std::vector<RecordedLoss>& losses,
                            const ledger::Checkpoint& before) {
  const auto found = std::ranges::find_if(losses, [&](const RecordedLoss& loss) {
    return loss.lost == before || (loss.kept_size < before.size && before.size < loss.lost.size);
  });
  return found == losses.end() ? nullptr : &*found;
}

base::Problem lost_problem(const ledger::Checkpoint& before, const RecordedLoss& loss) {
  return witness_problem(
      "witness.lost",
      fmt::format("a ledger that lost {} of the {} entries countersigned before, as two officers "
                  "recorded (rollback.record: {} lost, {} kept)",
                  before.size - loss.kept_size, before.size, loss.lost.size, loss.kept_size),
      fmt::format("the entries countersigned before, root {}", root_text(before.root)),
      "Compare what was shown before with what is shown; then countersign with --accept-loss, and "
      "keep the earlier note.");
}

base::Problems checkpoint_problems(LogSource& log, const ledger::Note& note,
                                   const ledger::Checkpoint& checkpoint,
                                   const ledger::VerifierKey& log_key) {
  const bool is_logs = log_key.kind == ledger::SignerKind::Log;
  if (!is_logs || log_key.name != checkpoint.origin || !ledger::verified_time(note, log_key)) {
    return {witness_problem(
        "witness.log-signature",
        "a checkpoint of " + checkpoint.origin + " that " + log_key.name + " did not sign",
        "the signature of " + log_key.text(),
        "Ask for the ledger's key, and for who else shows this ledger.")};
  }
  const auto root = log.root(checkpoint.size);
  if (!root) return root.problems();
  if (*root == checkpoint.root) return {};
  return {witness_problem("witness.root", "hashes with root " + root_text(*root),
                          root_text(checkpoint.root) + ", as signed",
                          "Fetch the ledger again; if it stays so, what is shown was changed.")};
}

}  // namespace

base::Result<Cosigned> cosign(LogSource& log, const CosignRequest& request, Keyring& keys) {
  const auto bytes = log.checkpoint();
  if (!bytes) return bytes.problems();
  auto note = ledger::parse_note(*bytes);
  if (!note) return note.problems();
  const auto checkpoint = ledger::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.problems();
  base::Problems problems = checkpoint_problems(log, *note, *checkpoint, request.log_key);
  if (!problems.empty()) return problems;
  const auto key = keys.key_of(request.witness);
  if (!key) return key.problems();
  const auto held = keys.hold(request.witness, checkpoint->origin);
  if (!held) return held.problems();
  const auto before = countersigned_before(request.witness, checkpoint->origin, keys);
  if (!before) return before.problems();
  if (*before) problems = growth_problems(log, **before, *checkpoint);
  const RecordedLoss* loss = *before ? loss_of(request.recorded_losses, **before) : nullptr;
  if (!problems.empty() && loss != nullptr) {
    problems.clear();
    if (!request.accepts_loss) problems.push_back(lost_problem(**before, *loss));
  } else {
    loss = nullptr;
  }
  if (!problems.empty()) return problems;

  Cosigned cosigned{*checkpoint, *before, 0, "", ""};
  if (loss != nullptr) cosigned.lost = (*before)->size - loss->kept_size;
  const ledger::NoteSignature signature =
      ledger::sign_as_witness(note->text, request.witness, *key, request.unix_seconds);
  // Signatures of other witnesses are theirs to give.
  ledger::Note shown{note->text, {}};
  for (const ledger::NoteSignature& given : note->signatures) {
    if (given.id == request.log_key.id() && given.name == request.log_key.name) {
      shown.signatures.push_back(given);
    }
  }
  shown.signatures.push_back(signature);
  cosigned.note = ledger::format_note(shown);
  const std::string lines = ledger::format_note({note->text, {signature}});
  cosigned.signature = lines.substr(note->text.size() + 1);
  cosigned.signature.pop_back();
  // Remembered before it is given: what was countersigned must never be contradicted.
  const auto kept = keys.remember_note(request.witness, checkpoint->origin, cosigned.note);
  if (!kept) return kept.problems();
  return cosigned;
}

bool is_refusal_to_cosign(const base::Problem& problem) {
  return problem.cause.starts_with("witness.");
}

Command recording_of(const Cosigned& cosigned, const std::string& witness,
                     const std::string& author, const std::string& claimed_time) {
  return {"witness.record",
          author,
          fmt::format("{} {}", witness, cosigned.checkpoint.size),
          claimed_time,
          {{"witness", witness},
           {"size", cosigned.checkpoint.size},
           {"root", root_text(cosigned.checkpoint.root)},
           {"cosignature", cosigned.signature}}};
}

}  // namespace recanvass::workflow
