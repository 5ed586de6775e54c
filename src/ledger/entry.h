// One entry of the ledger: what happened, said by whom, in canonical bytes and signed. State is the
// fold of entries; nothing else is remembered. Byte format: docs/formats/ledger.md. Next:
// ledger/merkle.h for the tree over entries, workflow/ for what the kinds mean.
#pragma once

#include "base/json.h"
#include "ledger/keys.h"
#include "ledger/merkle.h"

#include <string>
#include <string_view>

namespace recanvass::ledger {

/// What an author claims. The order of the ledger is its positions, never these times.
struct Entry {
  std::string kind;  ///< "tally.entered"
  base::Json body;  ///< an object of integers, strings, booleans, arrays and objects
  std::string author;  ///< id of the account that says so
  std::string idempotency_key;  ///< the same key from the same author is the same entry
  std::string claimed_time;  ///< "2016-12-01T09:00:00Z", the author's clock
};

/// The bytes that are signed: "recanvass.entry/1\n" || origin || "\n" || canonical JSON of the
/// entry. The origin binds an entry to one ledger, so that it cannot be replayed into another.
[[nodiscard]] std::string signed_bytes(const Entry& entry, std::string_view origin);

/// A signed entry as it stands in the ledger.
struct SignedEntry {
  Entry entry;
  PublicKey key{};
  Signature signature{};
};

/// Signs as `key`'s owner for the ledger `origin`.
[[nodiscard]] SignedEntry sign_entry(Entry entry, std::string_view origin, const SigningKey& key);

/// The canonical bytes of a leaf: one line of canonical JSON, without a line end.
[[nodiscard]] std::string leaf_bytes(const SignedEntry& entry);

/// Reads a leaf strictly: exactly the canonical bytes that leaf_bytes gives, and nothing else.
/// Causes: entry.json, entry.member, entry.time, entry.key, entry.not-canonical.
base::Result<SignedEntry> parse_leaf(std::string_view bytes);

/// The entry of a leaf that was compared with its hash, quickly: whether it is written canonically
/// and who signed it was decided when it was accepted. Causes: as parse_leaf's.
base::Result<Entry> read_stored_entry(std::string_view leaf);

/// Whether the signature inside is good for the ledger `origin`.
[[nodiscard]] bool signature_holds(const SignedEntry& entry, std::string_view origin);

/// Eight characters to read aloud, of Crockford's base 32, from the leaf's hash: a receipt.
[[nodiscard]] std::string receipt_code(std::string_view leaf);
[[nodiscard]] std::string receipt_code(const Hash& leaf_hash);

}  // namespace recanvass::ledger
