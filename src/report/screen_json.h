// `recanvass screen --json`: schema recanvass.screen/1 (docs/json.md). Every figure of
// report/screen_text.h, unrounded, and every specification.
#pragma once

#include "base/json.h"
#include "screen/screening.h"

namespace recanvass::report {

[[nodiscard]] base::Json screen_json(const screen::Screening& screening);

}  // namespace recanvass::report
