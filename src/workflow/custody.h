// Whether the paper of a batch may be counted: in a county that keeps custody on the ledger its
// container was opened before, by two people, and no incident stops it. A county keeps custody as
// soon as one container of it is recorded; another counts on, and every view of containers says so.
// Asked by what enters figures of a batch. Containers: workflow/handle_container.cpp.
#pragma once

#include "workflow/operation.h"
#include "workflow/use_case.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// Whether a container of the county was recorded.
[[nodiscard]] bool keeps_custody(const Operation& operation, const std::string& county);

/// Counties with batches of which no container is recorded, by id.
/// @param county  only this one; empty: all
[[nodiscard]] std::vector<std::string> counties_without_containers(const Operation& operation,
                                                                   const std::string& county);

/// Whether it was ever taken out.
[[nodiscard]] bool was_opened(const Container& container);

/// What the seals of a batch's container say against counting it. A container that was closed again
/// was open: its tallies may come later.
/// Causes: container.unknown, container.closed, container.incident.
[[nodiscard]] base::Problems container_lets_count(const Operation& operation,
                                                  const std::string& batch_id,
                                                  const ManifestBatch& batch);

}  // namespace recanvass::workflow
