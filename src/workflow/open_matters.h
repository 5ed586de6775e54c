// What a certificate has to be read with besides votes that were moved, read from the state: lost
// entries, certificates void or overtaken, what is open, what others than its party ended. verify
// makes its own from the entries. The sentences: recount/open_matters.h.
#pragma once

#include "recount/open_matters.h"
#include "workflow/operation.h"

namespace recanvass::workflow {

[[nodiscard]] recount::OpenMatters open_matters(const Operation& operation);

}  // namespace recanvass::workflow
