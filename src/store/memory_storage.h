// The storage port on a simulated disk: a log of records, each with its length and hashes, read
// back at every opening. It keeps the same promises as the databases, so that a simulator can break
// the disk under it at any call and see whether they hold.
#pragma once

#include "store/simulated_disk.h"
#include "store/storage.h"

#include <memory>

namespace recanvass::store {

/// Opens the store on `disk`; several may be open on one disk, as several processes are. A record
/// that is cut off at the end is an unfinished save: it is cut away at the next write, and
/// Health::unfinished_bytes_cut says how much. A record that is whole and does not fit its hash is
/// damage, and nothing is served.
/// Causes: store.damaged (with the record's place), store.io, store.unreachable (no power).
base::Result<std::unique_ptr<Storage>> open_memory(SimulatedDisk& disk, Clock& clock);

}  // namespace recanvass::store
