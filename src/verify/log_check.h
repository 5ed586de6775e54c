// The checkpoint and who vouches for it: the log (V2), witnesses (V3), an earlier checkpoint (V16),
// receipts that people hold (V17).
#pragma once

#include "ledger/note.h"
#include "verify/entry_stream.h"
#include "verify/hash_tree.h"
#include "verify/record.h"
#include "verify/verdict.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::verify {

/// A note that is a checkpoint.
struct SignedCheckpoint {
  ledger::Note note;
  ledger::Checkpoint checkpoint;
};
/// Causes: note.format, checkpoint.format.
base::Result<SignedCheckpoint> read_checkpoint(std::string_view bytes);

/// V2. @param key  from elsewhere; no value: whose log it is, is not checked
void check_log(const SignedCheckpoint& signed_checkpoint,
               const std::optional<ledger::VerifierKey>& key, const Record& record,
               CheckBook& book);

/// V3. @param keys  from elsewhere; without any, only the ledger's own witnesses are looked at
void check_witnesses(const SignedCheckpoint& signed_checkpoint,
                     const std::vector<ledger::VerifierKey>& keys, const Record& record,
                     CheckBook& book);

/// V16. @param earlier  a checkpoint note from another day or another place; no value: none given
/// @param tree  of all entries; null: hashes are missing, so nothing can be compared
void check_earlier(const std::optional<SignedCheckpoint>& earlier,
                   const ledger::Checkpoint& checkpoint,
                   const std::optional<ledger::VerifierKey>& key, const HashTree* tree,
                   CheckBook& book);

/// The first five bytes of a leaf's hash, from a receipt as it is typed; no value: it is none.
[[nodiscard]] std::optional<std::uint64_t> parse_receipt(std::string_view code);

/// Looks for the entries of receipts while entries are read.
class ReceiptCheck {
 public:
  explicit ReceiptCheck(const std::vector<std::string>& codes);

  void take(std::uint64_t position, const ReadEntry& entry);
  /// V17. @param tree  null: hashes are missing
  void conclude(const HashTree* tree, const ledger::Hash& root, CheckBook& book) const;

 private:
  struct Found {
    std::uint64_t position = 0;
    std::string name;
  };
  struct Wanted {
    std::string code;
    std::optional<std::uint64_t> bits;
    std::vector<Found> found;
  };
  std::vector<Wanted> wanted_;
};

}  // namespace recanvass::verify
