// A store that is made with the first thing that is put into it: whoever only asks, or is refused,
// leaves nothing behind. Until then it is an empty one. Used where a command may be the first of a
// ledger: workflow/election.h.
#pragma once

#include "store/storage.h"

#include <functional>
#include <memory>
#include <string>

namespace recanvass::store {

using StorageOpening = std::function<base::Result<std::unique_ptr<Storage>>()>;

/// @param name  of the store, for sentences.
/// @param find  opens the store that is there; store.absent or election.absent: none is. Asked
///              before each call until one is, since another process may have made it meanwhile.
/// @param make  opens it, and makes it where there is none.
[[nodiscard]] std::unique_ptr<Storage> made_when_written(std::string name, StorageOpening find,
                                                         StorageOpening make);

/// Whether something could not be done because there is no store, and for no other reason.
[[nodiscard]] bool is_absent(const base::Problems& problems);

}  // namespace recanvass::store
