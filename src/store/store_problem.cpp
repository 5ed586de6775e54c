#include "store/store_problem.h"

#include <fmt/format.h>

namespace recanvass::store {
namespace {

base::Problem problem(std::string cause, std::string_view store, std::string found,
                      std::string wanted, std::string mend) {
  return {std::move(cause),
          {std::string(store), 0, ""},
          std::move(found),
          std::move(wanted),
          std::move(mend)};
}

}  // namespace

base::Problem trouble_problem(Trouble trouble, std::string_view store, std::string_view doing,
                              std::string_view words) {
  const std::string found = fmt::format("\"{}\" while {}", words, doing);
  switch (trouble) {
    case Trouble::Busy:
      return problem("store.busy", store, found, "the store free within the waiting time",
                     "Try again; if it stays so, look for a program that holds the store open.");
    case Trouble::DiskFull:
      return problem("store.disk-full", store, found, "free space on the disk",
                     "Nothing was saved. Free some space on this disk and save again; what was "
                     "saved before can be read.");
    case Trouble::Unreachable:
      return problem("store.unreachable", store, found, "a database server that answers",
                     "Start the server or mend the connection, then repeat the command.");
    case Trouble::Unsafe:
      return problem("store.io", store, found, "a disk that reads, writes and syncs",
                     "The store is read-only from here on. Copy it to a sound disk, check it with "
                     "a full examination, and open the copy.");
    case Trouble::Fleeting:
      return problem("store.fleeting", store, found, "a store in which what is saved lasts",
                     "The store is read-only from here on; what was being saved has no receipt. "
                     "Put the store's own file back at its place, or turn on again what the server "
                     "keeps its promise by; then open the store and send it again.");
    case Trouble::NoAccess:
      return problem("store.no-access", store, found,
                     "a file and a folder that this account may read and write",
                     "Nothing was saved. Check the path and the rights of the file and of its "
                     "folder (ls -l), or work as the account that keeps the store; to show and "
                     "print it is enough to read the file and what lies beside it.");
    case Trouble::Damaged:
      return problem("store.damaged", store, found, "the bytes that were stored",
                     "The store is read-only from here on. Examine it in full, and restore what "
                     "is named from a replica or a published bundle.");
    case Trouble::Repeated:
    case Trouble::Other: break;
  }
  return problem("store.refused", store, found, "a statement that the database accepts",
                 "Nothing was saved. Report this sentence to the maintainers of the program.");
}

base::Problem read_only_problem(std::string_view store, std::string_view reason) {
  return problem("store.read-only", store, fmt::format("a store that is read-only: {}", reason),
                 "a store that can be written",
                 "Nothing was saved. Mend the cause, examine the store, and open it again.");
}

base::Problem unknown_outcome_problem(std::string_view store, std::string_view words) {
  return problem("store.unknown-outcome", store,
                 fmt::format("\"{}\" while a batch was being made durable", words),
                 "the server's answer",
                 "Repeat the command with the same idempotency key: if it was saved, the answer is "
                 "the same receipt, and it is not saved twice.");
}

base::Problem range_problem(std::string_view store, std::uint64_t begin, std::uint64_t end,
                            std::uint64_t size) {
  return problem("store.range", store, fmt::format("positions {} to {}", begin, end),
                 fmt::format("a range inside the ledger's {} entries", size),
                 "Ask for entries that are there.");
}

base::Problem entry_damaged_problem(std::string_view store, std::uint64_t position) {
  return problem("store.entry-damaged", store,
                 fmt::format("entry {} with bytes that do not fit its hash", position),
                 "the entry as it was stored",
                 "Restore this entry from a replica or from a published bundle.");
}

base::Problem entry_missing_problem(std::string_view store, std::uint64_t position) {
  return problem("store.entry-missing", store, fmt::format("no entry at position {}", position),
                 "every position from 0 to the ledger's size",
                 "Restore this entry from a replica or from a published bundle.");
}

base::Problem blob_absent_problem(std::string_view store, const base::Sha256& sha256) {
  return problem("store.blob-absent", store, fmt::format("no file with hash {}", base::hex(sha256)),
                 "a stored file", "Store the file again from where it came.");
}

base::Problem blob_damaged_problem(std::string_view store, const base::Sha256& sha256,
                                   std::uint64_t begin, std::uint64_t end) {
  return problem("store.blob-damaged", store,
                 fmt::format("file {} with other bytes than were stored, in bytes {} to {}",
                             base::hex(sha256), begin, end),
                 "the bytes that were stored",
                 "Restore this file from a replica or from a published bundle.");
}

base::Problem source_problem(std::string_view store, std::uint64_t bytes_read) {
  return problem(
      "store.source", store, fmt::format("a source that failed after {} bytes", bytes_read),
      "a source that can be read to its end", "Nothing of it was kept. Repeat the upload.");
}

base::Problem upload_swept_problem(std::string_view store) {
  return problem("store.upload-swept", store, "an upload of which pieces are gone",
                 "all pieces of the upload",
                 "It took longer than a day and its pieces were cleared away. Repeat the upload.");
}

base::Problem origin_problem(std::string_view store, std::string_view found,
                             std::string_view wanted) {
  return problem("store.origin", store, fmt::format("the ledger \"{}\"", found),
                 fmt::format("the ledger \"{}\"", wanted),
                 "Open the store of the ledger that is meant; a ledger is named once.");
}

base::Problem schema_newer_problem(std::string_view store, int found, int known) {
  return problem("store.schema-newer", store, fmt::format("a store of schema {}", found),
                 fmt::format("schema {} or older, which this program knows", known),
                 "Open it with the newer program that wrote it.");
}

base::Problem schema_older_problem(std::string_view store, int found, int known) {
  return problem("store.schema-older", store, fmt::format("a store of schema {}", found),
                 fmt::format("schema {}", known),
                 "Whoever may write the store opens it once with this program, by a submit; that "
                 "brings its tables up to date.");
}

base::Problem absent_problem(std::string_view store, std::string_view found) {
  return problem("store.absent", store, std::string(found), "a store",
                 "Give the path of a store, or open a new one.");
}

base::Problem cut_store_problem(std::string_view store, std::string_view found) {
  return problem(
      "store.not-a-store", store, std::string(found), "a store of this program",
      "It was cut, or nothing was ever saved in it: restore it from a copy or a replica; "
      "take the file away only if nothing was saved.");
}

base::Problem not_a_store_problem(std::string_view store, std::string_view found) {
  return problem("store.not-a-store", store, std::string(found), "a store of this program",
                 "Give the path of a store, or of a file that does not exist yet.");
}

}  // namespace recanvass::store
