// `recanvass screen` for a terminal: the seven answers of each finding, tables of its
// specifications and groups, and what paper to look at. As JSON: report/screen_json.h; as a page:
// report/screen_page.h.
#pragma once

#include "report/terminal.h"
#include "screen/screening.h"

#include <string>

namespace recanvass::report {

[[nodiscard]] std::string screen_text(const screen::Screening& screening, const Screen& screen);

/// "President: A leads B by 22,617 votes (canvass)." Empty where no lead is known.
[[nodiscard]] std::string lead_sentence(const screen::Screening& screening);

}  // namespace recanvass::report
