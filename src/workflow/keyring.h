// Where private keys are, and what their owners last signed: a folder of files for the program
// (workflow/key_folder.h), a table for tests and simulators. A signer that remembers never signs
// two histories.
#pragma once

#include "base/result.h"
#include "ledger/keys.h"
#include "ledger/note.h"
#include "store/storage.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace recanvass::workflow {

/// Keys by the name of their owner: an account's id, a witness's name, a ledger's origin.
/// Used by one thread at a time.
class Keyring {
 public:
  virtual ~Keyring() = default;

  /// Causes: key.absent (says where it is wanted), key.format, key.file.
  virtual base::Result<ledger::SigningKey> key_of(const std::string& name) = 0;

  /// The public half, of a key that is here or that its owner handed out.
  /// Causes: those of key_of.
  virtual base::Result<ledger::PublicKey> public_key_of(const std::string& name);

  /// Makes a key for a name that has none. Causes: key.exists, key.file.
  virtual base::Result<ledger::SigningKey> make_key(const std::string& name) = 0;

  /// The verifier key of a ledger, as its own key's owner or a witness keeps it; no value: not
  /// known here. Causes: key.file, key.format.
  virtual base::Result<std::optional<ledger::VerifierKey>> log_key(const std::string& origin) = 0;

  /// Keeps a ledger's verifier key. Causes: key.file.
  virtual base::Result<store::Done> keep_log_key(const ledger::VerifierKey& key) = 0;

  /// While it lives, no other process or keyring over the same keys holds it too.
  class Hold {
   public:
    Hold() = default;
    virtual ~Hold() = default;
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
  };

  /// Waits until nobody else holds what `signer` signs of the ledger `origin`, and holds it. To be
  /// held from before last_note is read until remember_note has returned: two processes of one
  /// signer that both read, compare and sign would sign two histories. Causes: key.file.
  virtual base::Result<std::unique_ptr<Hold>> hold(const std::string& signer,
                                                   const std::string& origin) = 0;

  /// The checkpoint note of the ledger `origin` that `signer` last signed; no value: none yet.
  /// Causes: key.file.
  virtual base::Result<std::optional<std::string>> last_note(const std::string& signer,
                                                             const std::string& origin) = 0;

  /// Keeps a note as the last one, durably. Causes: key.file.
  virtual base::Result<store::Done> remember_note(const std::string& signer,
                                                  const std::string& origin,
                                                  const std::string& note) = 0;

  /// The newest state of the ledger `origin` of which every entry's signature was looked at here;
  /// no value: none yet. Causes: key.file, checkpoint.format.
  virtual base::Result<std::optional<ledger::Checkpoint>> last_checked(
      const std::string& origin) = 0;

  /// Keeps it. Causes: key.file.
  virtual base::Result<store::Done> remember_checked(const ledger::Checkpoint& checked) = 0;
};

/// Keys in memory.
class KeyTable : public Keyring {
 public:
  void add(const std::string& name, const ledger::SigningKey& key) { keys_.emplace(name, key); }

  base::Result<ledger::SigningKey> key_of(const std::string& name) override;
  /// The seed is the name's SHA-256: for tests only.
  base::Result<ledger::SigningKey> make_key(const std::string& name) override;
  base::Result<std::optional<ledger::VerifierKey>> log_key(const std::string& origin) override;
  base::Result<store::Done> keep_log_key(const ledger::VerifierKey& key) override;
  /// Nobody else has the table.
  base::Result<std::unique_ptr<Hold>> hold(const std::string& signer,
                                           const std::string& origin) override;
  base::Result<std::optional<std::string>> last_note(const std::string& signer,
                                                     const std::string& origin) override;
  base::Result<store::Done> remember_note(const std::string& signer, const std::string& origin,
                                          const std::string& note) override;
  base::Result<std::optional<ledger::Checkpoint>> last_checked(const std::string& origin) override;
  base::Result<store::Done> remember_checked(const ledger::Checkpoint& checked) override;

 private:
  std::map<std::string, ledger::SigningKey> keys_;
  std::map<std::string, ledger::VerifierKey> log_keys_;
  std::map<std::pair<std::string, std::string>, std::string> notes_;
  std::map<std::string, ledger::Checkpoint> checked_;
};

/// A public key as entries hold it: base64.
[[nodiscard]] std::string base64_of(const ledger::PublicKey& key);

/// key.absent. @param wanted  the file, or the place, that should hold the key
[[nodiscard]] base::Problem key_absent_problem(const std::string& name, const std::string& wanted);
/// key.exists.
[[nodiscard]] base::Problem key_exists_problem(const std::string& name, const std::string& place);

}  // namespace recanvass::workflow
