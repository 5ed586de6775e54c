// `recanvass flip` for a terminal: a first screen that answers, then what the answer rests on.
// Same figures as report/flip_json.h.
#pragma once

#include "outlook/outlook.h"
#include "report/terminal.h"

#include <string>

namespace recanvass::report {

[[nodiscard]] std::string flip_text(const outlook::FlipOutlook& answer, const Screen& screen);

}  // namespace recanvass::report
