// The storage port: everything that an operation remembers is behind this one interface. Ledger
// entries in order, the tree over them, files by hash, checkpoints, and a cache of snapshots.
// Adapters: store/sqlite_storage.h (one file), store/postgres_storage.h (a server, many writers),
// store/memory_storage.h (a disk with faults, for tests). On disk: docs/formats/store.md.
#pragma once

#include "base/result.h"
#include "base/sha256.h"
#include "ledger/merkle.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recanvass::store {

/// The value of an operation that gives nothing but its success.
struct Done {};

/// Where times come from. They are notes for people: no order and no decision of a store rests on
/// them.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Milliseconds since 1970-01-01T00:00:00Z.
  virtual std::int64_t now_utc_ms() = 0;
};

/// One entry to append. The leaf is text in UTF-8 without a zero byte, 1 to 65,535 bytes, as
/// ledger::leaf_bytes gives it; author and key are those inside it.
struct NewEntry {
  std::string leaf;
  std::string author;
  std::string idempotency_key;
};

/// All entries of the batch are durable, at first_position and on.
struct Appended {
  std::uint64_t first_position = 0;
};

/// An entry of the batch, by its place in it, whose author and key are in the ledger already.
struct Repeated {
  std::size_t batch_index = 0;
  std::uint64_t position = 0;
};

/// Nothing was written: the ledger has another size than expected, or it holds an author's key
/// already.
struct Conflict {
  std::uint64_t actual_size = 0;
  std::optional<Repeated> repeated;
};

using AppendOutcome = std::variant<Appended, Conflict>;

/// Says what comes behind the first `size` entries, while no other writer can append. It may read
/// the ledger; it writes nothing. Called once. An empty batch: nothing is appended.
using BatchMaker = std::function<base::Result<std::vector<NewEntry>>(std::uint64_t size)>;

/// An entry as it was read. The leaf lasts as long as the call that is given it.
struct LedgerEntry {
  std::uint64_t position = 0;
  std::string_view leaf;
  ledger::Hash leaf_hash{};  ///< of the leaf, and as it was stored: the two were compared
};

/// Whether the reader of a stream wants more.
enum class Flow { Continue, Stop };
using EntrySink = std::function<Flow(const LedgerEntry& entry)>;
using ByteSink = std::function<Flow(std::string_view bytes)>;

/// State as somebody folded it from the first `ledger_size` entries. Never evidence.
struct Snapshot {
  std::uint64_t ledger_size = 0;
  std::string bytes;
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// A stored file.
struct BlobId {
  base::Sha256 sha256{};
  std::uint64_t bytes = 0;
  friend bool operator==(const BlobId&, const BlobId&) = default;
};

enum class WriteState { ReadWrite, ReadOnly };
enum class DiskState { Unknown, Ample, NearlyFull, Full };

struct Health {
  WriteState write_state = WriteState::ReadWrite;
  std::string read_only_reason;  ///< empty while ReadWrite
  DiskState disk = DiskState::Unknown;
  std::uint64_t disk_bytes_used = 0;   ///< of the file system the store is on
  std::uint64_t disk_bytes_total = 0;  ///< 0: the adapter cannot see the disk
  /// Of a save that did not end, cut away since this store was opened; databases do it unseen.
  std::uint64_t unfinished_bytes_cut = 0;
  std::int64_t clock_behind_ms = 0;  ///< how far the clock stands before the newest entry's time
};

/// What a full examination of a store looked at and found.
struct CheckReport {
  std::uint64_t entries = 0;
  std::uint64_t nodes = 0;
  std::uint64_t blobs = 0;
  std::uint64_t checkpoints = 0;
  base::Problems findings;  ///< empty: all is as it was written
};

/// One ledger and its files. Used by one thread at a time; several processes, or several objects of
/// one process, may open the same store at once.
///
/// Causes that any call may give: store.unreachable, store.busy, store.io, store.damaged. Any call
/// that writes: store.read-only, store.disk-full. After a write of which the disk does not say that
/// it is safe, the store is read-only until it is opened again: it never tries as if nothing were.
class Storage {
 public:
  virtual ~Storage() = default;

  /// Appends the whole batch behind the first `expected_size` entries, or nothing. Durable before
  /// it returns. On a Problem the batch may be there or not (store.unknown-outcome) or is not there
  /// (all others); `find` tells.
  /// @pre batch is not empty.
  /// Causes: store.leaf, store.repeated-in-batch, store.unknown-outcome.
  virtual base::Result<AppendOutcome> append(std::uint64_t expected_size,
                                             std::span<const NewEntry> batch) = 0;

  /// Takes the writers' turn, asks for the batch that is to follow, and appends it whole, durable
  /// before it returns: so that what is appended was decided on exactly the entries before it. A
  /// turn is short: others wait for it. On Appended, the batch may be empty.
  /// @return Conflict only where the connection was lost during the turn and another came between:
  /// nothing was written. Causes: those of append, and the maker's own.
  virtual base::Result<AppendOutcome> append_next(const BatchMaker& batch_for) = 0;

  /// The position of the entry with this author and idempotency key.
  virtual base::Result<std::optional<std::uint64_t>> find(std::string_view author,
                                                          std::string_view idempotency_key) = 0;

  /// How many entries there are.
  virtual base::Result<std::uint64_t> size() = 0;

  /// Gives the leaves of positions [begin, end) in order, each compared with its hash first.
  /// Causes: store.range, store.entry-damaged, store.entry-missing (with the position).
  virtual base::Result<Done> read_each(std::uint64_t begin, std::uint64_t end,
                                       const EntrySink& sink) = 0;
  /// The same as values.
  base::Result<std::vector<std::string>> read(std::uint64_t begin, std::uint64_t end);

  /// The root of the complete subtree of 2^level leaves whose first leaf is index * 2^level.
  /// For roots and proofs see store/proofs.h. Causes: store.range.
  virtual base::Result<ledger::Hash> node(int level, std::uint64_t index) = 0;

  /// Stores all bytes of `source` in pieces, beside other writers. The same bytes are stored once.
  /// Causes: store.source (the stream failed; nothing is kept), store.upload-swept.
  virtual base::Result<BlobId> put_blob(std::istream& source) = 0;
  /// Gives the bytes of a blob in pieces, each compared with its hash before it is given.
  /// Causes: store.blob-absent, store.blob-damaged (with the bytes' range).
  virtual base::Result<Done> get_blob(const base::Sha256& sha256, const ByteSink& sink) = 0;
  virtual base::Result<bool> has_blob(const base::Sha256& sha256) = 0;
  /// All blobs, by hash.
  virtual base::Result<std::vector<BlobId>> blobs() = 0;

  /// A cache by name: replaced by each put, absent when its bytes do not fit their hash.
  virtual base::Result<Done> put_snapshot(std::string_view name, const Snapshot& snapshot) = 0;
  virtual base::Result<std::optional<Snapshot>> get_snapshot(std::string_view name) = 0;
  virtual base::Result<Done> delete_snapshot(std::string_view name) = 0;

  /// The ledger's name, once it has one.
  virtual base::Result<std::optional<std::string>> origin() = 0;
  /// Names the ledger, once for all. Causes: store.origin.
  virtual base::Result<Done> set_origin(std::string_view origin) = 0;
  virtual int schema_version() const = 0;

  /// Keeps a signed checkpoint. Signatures of a further note over the same text are added to those
  /// kept. Causes: note.format, checkpoint.format, store.checkpoint-fork (another text for this
  /// size), store.checkpoint-ahead (of more entries than there are), store.checkpoint-root.
  virtual base::Result<Done> put_checkpoint(std::string_view note) = 0;
  /// The note for exactly this many entries.
  virtual base::Result<std::optional<std::string>> checkpoint(std::uint64_t size) = 0;
  /// The note for the most entries.
  virtual base::Result<std::optional<std::string>> latest_checkpoint() = 0;

  virtual Health health() = 0;

  /// Reads everything and computes every hash anew: each leaf, node, blob and checkpoint's root.
  /// What is wrong is in the report's findings, by name; a Problem means it could not look.
  virtual base::Result<CheckReport> check() = 0;
};

/// Used / (used + free) of nine tenths or more is NearlyFull; nothing free is Full.
[[nodiscard]] DiskState disk_state(std::uint64_t bytes_used, std::uint64_t bytes_free);

/// What is wrong with a batch whatever the ledger holds, all of it.
[[nodiscard]] base::Problems batch_problems(std::span<const NewEntry> batch);

/// Whether `text` is well-formed UTF-8 without a zero byte.
[[nodiscard]] bool is_plain_utf8(std::string_view text);

}  // namespace recanvass::store
