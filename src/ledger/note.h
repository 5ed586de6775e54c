// Signed notes and checkpoints: the short text by which a whole ledger is pinned, and the
// witnesses' cosignatures under it. Formats: C2SP signed-note, tlog-checkpoint and
// tlog-cosignature.
#pragma once

#include "ledger/keys.h"
#include "ledger/merkle.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::ledger {

/// What a signature under a note is: by the log itself, or by a witness with a time.
enum class SignerKind { Log = 1, Witness = 4 };

/// A verifier key: "name+hash+base64(kind || public key)".
struct VerifierKey {
  std::string name;  ///< no white space, no '+'
  SignerKind kind = SignerKind::Log;
  PublicKey key{};

  /// First four bytes of SHA-256(name || "\n" || kind || key), as a number, big endian.
  [[nodiscard]] std::uint32_t id() const;
  [[nodiscard]] std::string text() const;
  /// Causes: key.format, key.id (the hash inside does not fit), key.kind.
  static base::Result<VerifierKey> parse(std::string_view text);
};

/// One signature line: "— name base64(id || signature)".
struct NoteSignature {
  std::string name;
  std::uint32_t id = 0;
  std::string bytes;
};

struct Note {
  std::string text;  ///< ends with a newline
  std::vector<NoteSignature> signatures;
};

/// Causes: note.format (with the line).
base::Result<Note> parse_note(std::string_view bytes);
[[nodiscard]] std::string format_note(const Note& note);

/// origin, size and root of a ledger, and nothing else: no extension lines.
struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root{};
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);
/// Causes: checkpoint.format.
base::Result<Checkpoint> parse_checkpoint(std::string_view note_text);

/// Signs a note text as the log.
[[nodiscard]] NoteSignature sign_as_log(std::string_view note_text, std::string_view name,
                                        const SigningKey& key);
/// Cosigns a note text as a witness at `unix_seconds`: signs
/// "cosignature/v1\ntime <seconds>\n" || text.
[[nodiscard]] NoteSignature sign_as_witness(std::string_view note_text, std::string_view name,
                                            const SigningKey& key, std::uint64_t unix_seconds);

/// The witness's time, 0 for a log's signature; no value when `key` has no good signature under the
/// note.
[[nodiscard]] std::optional<std::uint64_t> verified_time(const Note& note, const VerifierKey& key);

}  // namespace recanvass::ledger
