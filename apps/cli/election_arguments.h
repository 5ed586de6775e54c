// What the commands on an election's ledger share: the folder of keys, and opening the ledger.
// Next: workflow/engine.h.
#pragma once

#include "apps/cli/command.h"
#include "store/system_clock.h"
#include "workflow/election.h"
#include "workflow/engine.h"
#include "workflow/key_folder.h"
#include "workflow/log_source.h"

#include <memory>
#include <string>

namespace recanvass::cli {

/// --keys, else the environment's RECANVASS_KEYS, else "keys".
[[nodiscard]] std::string keys_folder(const Arguments& arguments);

/// The option --keys.
[[nodiscard]] Option keys_option();

/// An engine and what it rests on, which must live as long as it does.
struct OpenElection {
  store::SystemClock clock;
  law::KnowledgeBase law;
  workflow::KeyFolder keys;
  std::unique_ptr<workflow::Engine> engine;

  explicit OpenElection(const std::string& keys_path);
  OpenElection(const OpenElection&) = delete;
  OpenElection& operator=(const OpenElection&) = delete;
  /// Closes the store, and leaves the state to the end of the process.
  ~OpenElection();
};

/// Opens the positional ELECTION. Causes: as workflow::open_election and Engine::open.
base::Result<std::unique_ptr<OpenElection>> open_engine(const Arguments& arguments,
                                                        workflow::ElectionMode mode);

/// The same of a ledger that another argument names.
base::Result<std::unique_ptr<OpenElection>> open_engine_at(const std::string& place,
                                                           const Arguments& arguments,
                                                           workflow::ElectionMode mode);

/// The key that a ledger is known by: --log-key, as text or as the file that holds it, else the one
/// that the keys folder keeps. It never changes.
/// Causes: key.log (neither), witness.log-key (it is another one), those of
/// ledger::VerifierKey::parse and of the log.
base::Result<ledger::VerifierKey> known_log_key(const Arguments& arguments,
                                                workflow::LogSource& log, workflow::Keyring& keys);

/// The account of --as; null without it. Whoever asks as an account shows that they have its key,
/// so that somebody who counts cannot look as an officer.
/// Causes: COMMAND.account, key.absent and others of the keys, key.differs.
base::Result<const workflow::Account*> viewer_of(OpenElection& election, const Arguments& arguments,
                                                 const std::string& command);

/// A problem as the JSON of every document: cause, file, row, column, found, wanted, mend.
[[nodiscard]] base::Json problems_json(const base::Problems& problems);

}  // namespace recanvass::cli
