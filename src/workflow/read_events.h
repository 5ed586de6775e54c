// The ledger's entries as events, for folding. Of many, a second thread fetches and reads a block
// while the calling thread folds the one before.
// Used by workflow/engine.h.
#pragma once

#include "ledger/keys.h"
#include "store/storage.h"
#include "workflow/event.h"

#include <cstdint>
#include <functional>
#include <string>

namespace recanvass::workflow {

using EventSink = std::function<void(const Event& event)>;

/// Gives the events of positions [begin, end) in order, in the calling thread. On a problem, those
/// before it were given. Each entry's bytes are compared with their hash first.
/// Causes: store.range, store.entry-damaged and others of Storage::read_each; entry.*,
/// command.kind, fold.found, fold.form, with the entry's position and member as the column.
base::Result<store::Done> read_events(store::Storage& storage, std::uint64_t begin,
                                      std::uint64_t end, const EventSink& sink);

/// From which entry on signatures are looked at, and for which ledger they must be good.
struct SignatureCheck {
  std::uint64_t first_position = 0;  ///< entries before it are covered by a checkpoint
  std::string origin;  ///< empty: entry 0, read alone, names it
};

/// @param signed_by  the key by which the entry is signed; null: covered, it was not looked at
using SignedEventSink = std::function<base::Result<store::Done>(
    const Event& event, const ledger::PublicKey* signed_by)>;

/// The same, with each entry's own signature compared from check.first_position on: whether its key
/// is its author's is for the sink to say. Reading ends at the sink's first problem.
/// Causes: as read_events's; entry.signature; the sink's own.
base::Result<store::Done> read_signed_events(store::Storage& storage, std::uint64_t begin,
                                             std::uint64_t end, const SignatureCheck& check,
                                             const SignedEventSink& sink);

/// entry.signature: an entry that its author did not sign as it stands.
[[nodiscard]] base::Problem signature_problem(const std::string& origin, std::uint64_t position,
                                              const std::string& found);

}  // namespace recanvass::workflow
