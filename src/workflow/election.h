// Where an operation's ledger is, as people type it: a folder, or the address of a PostgreSQL
// database. Files: docs/formats/operation.md.
#pragma once

#include "store/storage.h"

#include <memory>
#include <string>

namespace recanvass::workflow {

/// The file of an election folder that is its store.
inline constexpr const char* kLedgerFile = "ledger.sqlite";

enum class ElectionMode {
  MustExist,
  CreateIfMissing,  ///< made with the first thing that is put into it
  ReadOnly,  ///< must exist; nothing is written, and no right to write is needed
};

/// Opens the store of "FOLDER" or of "postgresql://..."; what follows '#' there is the schema, else
/// "recanvass". CreateIfMissing makes the folder too, and neither before something is saved.
/// @param clock  outlives the storage.
/// Causes: election.absent, and those of opening a store.
base::Result<std::unique_ptr<store::Storage>> open_election(const std::string& election,
                                                            store::Clock& clock, ElectionMode mode);

}  // namespace recanvass::workflow
