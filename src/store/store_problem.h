// The sentences of a store about itself: what it was doing, what happened, and what a person can do
// about it. Shared by all adapters, so that a clerk reads the same words from each.
#pragma once

#include "base/problem.h"
#include "base/sha256.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace recanvass::store {

/// Kinds of trouble with what lies beneath a store.
enum class Trouble {
  Busy,  ///< another process held the store for too long; nothing was written
  DiskFull,  ///< nothing was written; reading goes on
  Unreachable,  ///< the server does not answer
  Repeated,  ///< a unique key is there already
  Unsafe,  ///< the disk failed a read, a write or a sync: the store turns read-only
  Fleeting,  ///< what is saved would not last as promised: the store turns read-only
  NoAccess,  ///< this account may not open, read or write the file; nothing was written
  Damaged,  ///< the stored bytes are not what was written: the store turns read-only
  Other,
};

/// store.busy, store.disk-full, store.unreachable, store.no-access, store.io, store.fleeting,
/// store.damaged.
/// @param store  its path or address without a password  @param words  those of the library below
[[nodiscard]] base::Problem trouble_problem(Trouble trouble, std::string_view store,
                                            std::string_view doing, std::string_view words);

/// store.read-only, with the reason for which it became so.
[[nodiscard]] base::Problem read_only_problem(std::string_view store, std::string_view reason);

/// store.unknown-outcome: the connection was lost while the batch was being made durable.
[[nodiscard]] base::Problem unknown_outcome_problem(std::string_view store, std::string_view words);

/// store.range: [begin, end) is not inside a ledger of `size` entries.
[[nodiscard]] base::Problem range_problem(std::string_view store, std::uint64_t begin,
                                          std::uint64_t end, std::uint64_t size);

/// store.entry-damaged: the leaf at `position` is not the one that was stored.
[[nodiscard]] base::Problem entry_damaged_problem(std::string_view store, std::uint64_t position);
/// store.entry-missing.
[[nodiscard]] base::Problem entry_missing_problem(std::string_view store, std::uint64_t position);

/// store.blob-absent.
[[nodiscard]] base::Problem blob_absent_problem(std::string_view store, const base::Sha256& sha256);
/// store.blob-damaged, in the bytes [begin, end).
[[nodiscard]] base::Problem blob_damaged_problem(std::string_view store, const base::Sha256& sha256,
                                                 std::uint64_t begin, std::uint64_t end);
/// store.source: the stream that was to be stored failed.
[[nodiscard]] base::Problem source_problem(std::string_view store, std::uint64_t bytes_read);
/// store.upload-swept: the pieces of this upload were removed before it ended.
[[nodiscard]] base::Problem upload_swept_problem(std::string_view store);

/// store.origin: the ledger has another name.
[[nodiscard]] base::Problem origin_problem(std::string_view store, std::string_view found,
                                           std::string_view wanted);
/// store.schema-newer.
[[nodiscard]] base::Problem schema_newer_problem(std::string_view store, int found, int known);
/// store.schema-older: it would have to be written to be read.
[[nodiscard]] base::Problem schema_older_problem(std::string_view store, int found, int known);
/// store.absent: there is nothing at this place.
[[nodiscard]] base::Problem absent_problem(std::string_view store, std::string_view found);
/// store.not-a-store: an empty file, or one that holds no tables.
[[nodiscard]] base::Problem cut_store_problem(std::string_view store, std::string_view found);
/// store.not-a-store: there is something else at this place.
[[nodiscard]] base::Problem not_a_store_problem(std::string_view store, std::string_view found);

}  // namespace recanvass::store
