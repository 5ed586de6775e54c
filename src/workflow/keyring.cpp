#include "workflow/keyring.h"

#include "base/sha256.h"

namespace recanvass::workflow {

base::Problem key_absent_problem(const std::string& name, const std::string& wanted) {
  return {"key.absent",
          {},
          "no private key of \"" + name + "\"",
          wanted,
          "Give the folder that holds it with --keys, or make one with `recanvass key new`."};
}

base::Problem key_exists_problem(const std::string& name, const std::string& place) {
  return {"key.exists",
          {place, 0, ""},
          "a key of \"" + name + "\"",
          "a name without a key",
          "A key is never overwritten; choose another name or another folder."};
}

std::string base64_of(const ledger::PublicKey& key) {
  return ledger::base64({reinterpret_cast<const char*>(key.data()), key.size()});
}

base::Result<ledger::PublicKey> Keyring::public_key_of(const std::string& name) {
  const auto key = key_of(name);
  if (!key) return key.problems();
  return key->public_key();
}

base::Result<ledger::SigningKey> KeyTable::key_of(const std::string& name) {
  const auto found = keys_.find(name);
  if (found == keys_.end()) return key_absent_problem(name, "a key in the table");
  return found->second;
}

base::Result<ledger::SigningKey> KeyTable::make_key(const std::string& name) {
  if (keys_.contains(name)) return key_exists_problem(name, "");
  const ledger::SigningKey key = ledger::SigningKey::from_seed(base::sha256(name));
  keys_.emplace(name, key);
  return key;
}

base::Result<std::optional<ledger::VerifierKey>> KeyTable::log_key(const std::string& origin) {
  const auto found = log_keys_.find(origin);
  if (found == log_keys_.end()) return std::optional<ledger::VerifierKey>{};
  return std::optional<ledger::VerifierKey>{found->second};
}

base::Result<store::Done> KeyTable::keep_log_key(const ledger::VerifierKey& key) {
  log_keys_[key.name] = key;
  return store::Done{};
}

base::Result<std::unique_ptr<Keyring::Hold>> KeyTable::hold(const std::string&,
                                                            const std::string&) {
  return std::make_unique<Hold>();
}

base::Result<std::optional<std::string>> KeyTable::last_note(const std::string& signer,
                                                             const std::string& origin) {
  const auto found = notes_.find({signer, origin});
  if (found == notes_.end()) return std::optional<std::string>{};
  return std::optional<std::string>{found->second};
}

base::Result<store::Done> KeyTable::remember_note(const std::string& signer,
                                                  const std::string& origin,
                                                  const std::string& note) {
  notes_[{signer, origin}] = note;
  return store::Done{};
}

base::Result<std::optional<ledger::Checkpoint>> KeyTable::last_checked(const std::string& origin) {
  const auto found = checked_.find(origin);
  if (found == checked_.end()) return std::optional<ledger::Checkpoint>{};
  return std::optional<ledger::Checkpoint>{found->second};
}

base::Result<store::Done> KeyTable::remember_checked(const ledger::Checkpoint& checked) {
  checked_[checked.origin] = checked;
  return store::Done{};
}

}  // namespace recanvass::workflow
