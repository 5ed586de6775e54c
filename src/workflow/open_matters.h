// What a certificate has to be read with besides votes that were moved, read from the state: lost
// entries, certificates void or overtaken, what is open, what others than its party ended. verify
// makes its own from the entries. The sentences: recount/open_matters.h.
#pragma once

#include "recount/open_matters.h"
#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>

namespace recanvass::workflow {

[[nodiscard]] recount::OpenMatters open_matters(const Operation& operation);

/// The reported outcome as it was when the inputs were published, whatever was corrected since; as
/// it is, before that.
[[nodiscard]] std::map<std::string, std::int64_t> outcome_as_published(const Operation& operation);

}  // namespace recanvass::workflow
