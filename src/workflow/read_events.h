// The ledger's entries as events, for folding. Of many, a second thread fetches and reads a block
// while the calling thread folds the one before.
// Used by workflow/engine.h.
#pragma once

#include "store/storage.h"
#include "workflow/event.h"

#include <cstdint>
#include <functional>

namespace recanvass::workflow {

using EventSink = std::function<void(const Event& event)>;

/// Gives the events of positions [begin, end) in order, in the calling thread. On a problem, those
/// before it were given. Each entry's bytes are compared with their hash first.
/// Causes: store.range, store.entry-damaged and others of Storage::read_each; entry.*,
/// command.kind, fold.found, fold.form, with the entry's position and member as the column.
base::Result<store::Done> read_events(store::Storage& storage, std::uint64_t begin,
                                      std::uint64_t end, const EventSink& sink);

}  // namespace recanvass::workflow
