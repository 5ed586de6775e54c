// Writes a ledger up to its latest checkpoint as a folder of static files that anyone can verify
// without trusting us: docs/formats/bundle.md. Verified by verify/verify_bundle.h, which shares no
// code with this but the layout of tables and page.
#pragma once

#include "base/result.h"
#include "law/knowledge.h"
#include "store/storage.h"
#include "workflow/keyring.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct PublishRequest {
  std::string folder;
  std::string program;  ///< "recanvass 0.1.0"
  std::int64_t minimum_ballots = 10;
  /// Notes of one checkpoint, as witnesses countersigned it, to be published together in place of
  /// the store's latest. Empty: that one.
  std::vector<std::string> cosigned = {};
  /// Where the log's key may be: it signs the list of files and the sums of what is withheld.
  /// Null, or without that key: they stay unsigned, and the verifier says so. Outlives the call.
  Keyring* keys = nullptr;
};

/// What was written.
struct Published {
  std::string folder;
  std::string origin;
  std::uint64_t size = 0;  ///< entries
  std::uint64_t entries = 0;  ///< of the ledger: those beyond `size` came after its checkpoint
  std::string root;  ///< base64
  std::int64_t files = 0;
  std::uint64_t bytes = 0;
  std::map<std::string, std::int64_t> withheld;  ///< entries by reason
  bool list_signed = false;  ///< bundle.note was written
};

/// Reads the store, writes beside `folder`, and exchanges the two at the end. The folder may be
/// absent, empty, or an earlier bundle of the same ledger that this one extends.
/// Causes: log.rolled-back (the keys folder signed a longer ledger, and no loss is recorded),
/// bundle.no-checkpoint, bundle.root (the store's entries are not those of its checkpoint),
/// bundle.cosigned (not one checkpoint of this ledger), bundle.small, bundle.small-cell,
/// bundle.minimum, bundle.not-ours, bundle.shrinks, bundle.forked, bundle.log-key (a key of the
/// log's name that did not sign the checkpoint), bundle.write; those of reading the store, its
/// files and the key.
base::Result<Published> publish_bundle(store::Storage& storage, const law::KnowledgeBase& law,
                                       const PublishRequest& request);

}  // namespace recanvass::workflow
