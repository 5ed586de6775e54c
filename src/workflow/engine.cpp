#include "workflow/engine.h"

#include "store/proofs.h"
#include "workflow/read_events.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using store::Done;

base::Problem rolled_back_problem(const ledger::Checkpoint& signed_before, const std::string& where,
                                  std::uint64_t entries) {
  const bool shorter = signed_before.size > entries;
  return {
      "log.rolled-back",
      {},
      shorter ? fmt::format("a ledger of {} entries", entries)
              : fmt::format("another ledger among the first {} entries", signed_before.size),
      fmt::format("the {} entries of {}, root {}", signed_before.size, where,
                  ledger::base64({reinterpret_cast<const char*>(signed_before.root.data()),
                                  signed_before.root.size()})),
      "Restore the newest copy; if it is lost, a state officer records that with rollback.record "
      "and another approves it."};
}

}  // namespace

Engine::Engine(std::unique_ptr<store::Storage> storage, Keyring* keys,
               const law::KnowledgeBase& law)
    : storage_(std::move(storage)), keys_(keys), law_(law), operation_(empty_operation(law)) {}

base::Result<std::unique_ptr<Engine>> Engine::open(std::unique_ptr<store::Storage> storage,
                                                   Keyring* keys, const law::KnowledgeBase& law) {
  std::unique_ptr<Engine> engine(new Engine(std::move(storage), keys, law));
  const auto looked = engine->look_for_rollback();
  if (!looked) return looked.problems();
  return engine;
}

void Engine::forget_state() {
  operation_ = empty_operation(law_);
  tree_ = {};
  state_is_ahead_ = false;
}

void Engine::take_in(const Event& event) {
  tree_.append(event.leaf_hash);
  apply(operation_, event);
}

// What is signed later rests on what is folded here: an entry that nobody looked at before is
// folded only if its author signed it as it stands.
base::Result<Done> Engine::fold_to(std::uint64_t size) {
  // The first entry names the ledger that all others are signed for.
  if (operation_.entries == 0 && size > 1) {
    if (auto first = fold_to(1); !first) return first;
  }
  return read_signed_events(
      *storage_, operation_.entries, size, {covered_, operation_.setup.origin},
      [this](const Event& event, const ledger::PublicKey* signed_by) -> base::Result<Done> {
        if (signed_by != nullptr && key_then(operation_, event.author, event.body) != *signed_by) {
          return signature_problem(operation_.setup.origin, event.position,
                                   "a signature by another key than its author had then");
        }
        take_in(event);
        return Done{};
      });
}

base::Result<Done> Engine::catch_up() {
  if (state_is_ahead_) forget_state();
  const auto size = storage_->size();
  if (!size) return size.problems();
  return fold_to(*size);
}

// A root of fewer entries than are folded comes from the store's hashes; one of more, from folding.
base::Result<bool> Engine::extends(const ledger::Checkpoint& signed_before) {
  const auto size = storage_->size();
  if (!size) return size.problems();
  if (signed_before.size > *size) return false;
  if (signed_before.size < operation_.entries) {
    const auto root = store::root_at(*storage_, signed_before.size);
    if (!root) return root.problems();
    return *root == signed_before.root;
  }
  if (auto folded = fold_to(signed_before.size); !folded) return folded.problems();
  return tree_.root() == signed_before.root;
}

// A state of the ledger that was signed or looked at before.
struct Engine::SignedBefore {
  ledger::Checkpoint checkpoint;
  std::string where;
  bool covers = false;  // the signatures of its entries were looked at
  bool is_signed = false;  // else looked at, by whoever has not the ledger's key
};

// The recorded loss of a longer state is that of every state between it and what was kept: those
// who only looked at one have nothing else that officers could be asked to record.
bool Engine::loss_is_recorded(const SignedBefore& before) const {
  const ledger::Checkpoint& lost = before.checkpoint;
  const auto& rollbacks = operation_.commitment.rollbacks;
  return std::any_of(rollbacks.begin(), rollbacks.end(), [&](const Rollback& rollback) {
    if (rollback.lost_size == lost.size && rollback.lost_root == lost.root) return true;
    return !before.is_signed && rollback.kept_size < lost.size && lost.size <= rollback.lost_size;
  });
}

// A store that never kept a checkpoint has its name in the first entry only.
base::Result<std::string> Engine::origin_of_store() {
  const auto stored = storage_->origin();
  if (!stored) return stored.problems();
  if (*stored) return **stored;
  const auto size = storage_->size();
  if (!size) return size.problems();
  if (operation_.entries == 0) {
    if (auto first = fold_to(std::min<std::uint64_t>(*size, 1)); !first) return first.problems();
  }
  return operation_.setup.origin;
}

// Shortest first, so that each is compared with the entries as they are folded. A checkpoint kept
// in the store counts for signatures only if the ledger's key, as it is known here, signed it.
base::Result<std::vector<Engine::SignedBefore>> Engine::signed_before(const std::string& origin) {
  std::vector<SignedBefore> earlier;
  const auto add = [&](const std::string& bytes, const std::string& where,
                       const std::optional<ledger::VerifierKey>& key) -> base::Result<Done> {
    const auto note = ledger::parse_note(bytes);
    if (!note) return note.problems();
    const auto checkpoint = ledger::parse_checkpoint(note->text);
    if (!checkpoint) return checkpoint.problems();
    const bool covers = key && ledger::verified_time(*note, *key).has_value();
    earlier.push_back({*checkpoint, where, covers, true});
    return Done{};
  };
  const bool has_memory = keys_ != nullptr && !origin.empty();
  std::optional<ledger::VerifierKey> key;
  if (has_memory) {
    const auto known = keys_->log_key(origin);
    if (!known) return known.problems();
    key = *known;
    const auto note = keys_->last_note(origin, origin);
    if (!note) return note.problems();
    if (*note) {
      if (auto added = add(**note, "the checkpoint last signed", key); !added) {
        return added.problems();
      }
    }
    const auto checked = keys_->last_checked(origin);
    if (!checked) return checked.problems();
    if (*checked) {
      earlier.push_back({**checked, "the state last checked from this keys folder", true, false});
    }
  }
  const auto kept = storage_->latest_checkpoint();
  if (!kept) return kept.problems();
  if (*kept) {
    if (auto added = add(**kept, "the checkpoint kept in the store", key); !added) {
      return added.problems();
    }
  }
  std::stable_sort(earlier.begin(), earlier.end(), [](const auto& one, const auto& other) {
    return one.checkpoint.size < other.checkpoint.size;
  });
  return earlier;
}

base::Result<std::vector<Engine::SignedBefore>> Engine::contradicted(
    const std::vector<SignedBefore>& earlier) {
  std::vector<SignedBefore> found;
  for (const SignedBefore& signed_before : earlier) {
    const auto extended = extends(signed_before.checkpoint);
    if (!extended) return extended.problems();
    if (!*extended) found.push_back(signed_before);
  }
  return found;
}

// What was signed is read before the ledger is: another process may sign a longer one meanwhile.
base::Result<Done> Engine::look_for_rollback() {
  if (state_is_ahead_) forget_state();
  const auto origin = origin_of_store();
  if (!origin) return origin.problems();
  const auto earlier = signed_before(*origin);
  if (!earlier) return earlier.problems();
  if (operation_.entries <= 1) {
    for (const SignedBefore& one : *earlier) {
      if (one.covers) covered_ = one.checkpoint.size;
    }
  }
  auto against = contradicted(*earlier);
  if (!against) return against.problems();
  const bool covered_others =
      std::any_of(against->begin(), against->end(), [](const auto& one) { return one.covers; });
  // The entries are not those that were looked at: none counts as looked at.
  if (covered_others && covered_ > 0) {
    covered_ = 0;
    forget_state();
    against = contradicted(*earlier);
    if (!against) return against.problems();
  }
  if (auto caught_up = catch_up(); !caught_up) return caught_up;
  rolled_back_.reset();
  for (const SignedBefore& one : *against) {
    if (rolled_back_ || loss_is_recorded(one)) continue;
    rolled_back_ = rolled_back_problem(one.checkpoint, one.where, operation_.entries);
  }
  return Done{};
}

// So that the next process here need not look at all signatures again. What cannot be kept is
// looked at again.
void Engine::remember_checked() {
  (void)keys_->remember_checked({operation_.setup.origin, operation_.entries, tree_.root()});
}

base::Result<Done> Engine::keep_checkpoint() {
  RECANVASS_CHECK(keys_ != nullptr);
  if (auto looked = look_for_rollback(); !looked) return looked;
  if (rolled_back_) return *rolled_back_;
  if (operation_.entries == 0) return Done{};
  const std::string& origin = operation_.setup.origin;
  if (auto named = storage_->set_origin(origin); !named) return named;
  const auto was_kept = storage_->latest_checkpoint();
  if (!was_kept) return was_kept.problems();
  const auto key = log_key(was_kept->has_value());
  if (!key) {
    remember_checked();
    return key.problems();
  }
  // What another process of this key signed meanwhile is looked at while none can sign.
  const auto held = keys_->hold(origin, origin);
  if (!held) return held.problems();
  if (auto looked = look_for_rollback(); !looked) return looked;
  if (rolled_back_) return *rolled_back_;
  const auto kept = storage_->latest_checkpoint();
  if (!kept) return kept.problems();
  const ledger::VerifierKey verifier{origin, ledger::SignerKind::Log, key->public_key()};
  const std::string text = ledger::checkpoint_text({origin, operation_.entries, tree_.root()});
  if (*kept) {
    const auto last = ledger::parse_note(**kept);
    if (!last) return last.problems();
    if (!ledger::verified_time(*last, verifier)) {
      return base::Problem{"log.key",
                           {origin, 0, ""},
                           "a ledger key that did not sign the last checkpoint",
                           "the key that signed this ledger before",
                           "Find the key file that was made when the operation was opened."};
    }
    if (last->text == text) return Done{};
  }
  const std::string note = ledger::format_note({text, {ledger::sign_as_log(text, origin, *key)}});
  // Remembered first: the entries are durable, and a signature that got out must not be forgotten.
  if (auto remembered = keys_->remember_note(origin, origin, note); !remembered) return remembered;
  return storage_->put_checkpoint(note);
}

// The ledger's own key is made once, by the process that holds the key of whoever opened it.
base::Result<ledger::SigningKey> Engine::log_key(bool was_signed_before) {
  auto key = keys_->key_of(operation_.setup.origin);
  if (key || was_signed_before || key.problems()[0].cause != "key.absent") return key;
  const auto leaf = leaf_at(0, nullptr);
  if (!leaf) return leaf.problems();
  const auto opening = ledger::parse_leaf(*leaf);
  if (!opening) return opening.problems();
  if (const auto opener = keys_->key_of(opening->entry.author); !opener) return key;
  auto made = keys_->make_key(operation_.setup.origin);
  if (!made) return made;
  const auto kept =
      keys_->keep_log_key({operation_.setup.origin, ledger::SignerKind::Log, made->public_key()});
  if (!kept) return kept.problems();
  return made;
}

std::optional<ledger::PublicKey> key_then(const Operation& operation, const std::string& author,
                                          const base::Json& body) {
  if (!operation.setup.opened) {
    const auto stated = body.find("officer_key");
    if (stated == body.end() || !stated->is_string()) return std::nullopt;
    return read_public_key(stated->get<std::string>());
  }
  const auto account = operation.people.accounts.find(author);
  if (account == operation.people.accounts.end()) return std::nullopt;
  return account->second.key;
}

base::Result<WitnessStanding> Engine::witness_standing() {
  WitnessStanding standing;
  for (const WitnessedCheckpoint& checkpoint : operation_.commitment.witnessed) {
    standing.entries_witnessed = std::max(standing.entries_witnessed, checkpoint.size);
  }
  standing.entries_unwitnessed = operation_.entries - standing.entries_witnessed;
  if (standing.entries_unwitnessed == 0) return standing;
  const auto leaf = leaf_at(standing.entries_witnessed, nullptr);
  if (!leaf) return leaf.problems();
  const auto entry = ledger::parse_leaf(*leaf);
  if (!entry) return entry.problems();
  standing.unwitnessed_since = entry->entry.claimed_time;
  return standing;
}

}  // namespace recanvass::workflow
