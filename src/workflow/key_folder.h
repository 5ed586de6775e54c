// A folder of private keys, one file a key, that stands outside the election's own folder, so that
// a copy of the records is no copy of the keys. Private keys are for their owner alone; public keys
// and notes, copied out of the folder, can be read by everybody. Files: docs/formats/operation.md.
#pragma once

#include "workflow/keyring.h"

#include <map>
#include <string>

namespace recanvass::workflow {

class KeyFolder : public Keyring {
 public:
  /// The folder is made, for its owner alone, when the first key is written.
  explicit KeyFolder(std::string path) : path_(std::move(path)) {}

  base::Result<ledger::SigningKey> key_of(const std::string& name) override;
  /// Of NAME.key, else of NAME.pub.
  base::Result<ledger::PublicKey> public_key_of(const std::string& name) override;
  /// Writes NAME.pub too, for its owner to hand out.
  base::Result<ledger::SigningKey> make_key(const std::string& name) override;
  base::Result<std::optional<ledger::VerifierKey>> log_key(const std::string& origin) override;
  base::Result<store::Done> keep_log_key(const ledger::VerifierKey& key) override;
  /// By a lock on a file beside the note, which the system lets go when the process ends.
  base::Result<std::unique_ptr<Hold>> hold(const std::string& signer,
                                           const std::string& origin) override;
  base::Result<std::optional<std::string>> last_note(const std::string& signer,
                                                     const std::string& origin) override;
  base::Result<store::Done> remember_note(const std::string& signer, const std::string& origin,
                                          const std::string& note) override;
  base::Result<std::optional<ledger::Checkpoint>> last_checked(const std::string& origin) override;
  base::Result<store::Done> remember_checked(const ledger::Checkpoint& checked) override;

  /// "keys/team-1.key".
  [[nodiscard]] std::string key_path(const std::string& name) const;
  /// "keys/team-1.pub": the public key in base64.
  [[nodiscard]] std::string public_key_path(const std::string& name) const;
  /// "keys/elections.example%2Fwi-2016.vkey": what readers of the ledger need, public.
  [[nodiscard]] std::string log_key_path(const std::string& origin) const;

 private:
  base::Result<store::Done> replace_file(const std::string& path, const std::string& text);
  [[nodiscard]] std::string checked_path(const std::string& origin) const;
  [[nodiscard]] std::string note_path(const std::string& signer, const std::string& origin) const;

  std::string path_;
  std::map<std::string, ledger::SigningKey> read_;  // files are read once
};

/// A name as a file name: letters, digits, '_', '@', '-' and inner '.' stay, every other byte is
/// '%' and two hexadecimal digits.
[[nodiscard]] std::string file_name_of(const std::string& name);

}  // namespace recanvass::workflow
