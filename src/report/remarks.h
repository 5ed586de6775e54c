// What the readers of a package passed over or found odd, said below an answer that rests on it.
// As JSON the same sentences are `remarks[]` (docs/json.md); the briefing has them under what was
// not checked.
#pragma once

#include "report/terminal.h"

#include <string>
#include <vector>

namespace recanvass::report {

/// A section headed "Remarks on the package", a line for each; empty when there are none. Of many
/// only the first are said, with the number of the others.
[[nodiscard]] std::string remarks_text(const std::vector<std::string>& remarks,
                                       const Screen& screen);

}  // namespace recanvass::report
