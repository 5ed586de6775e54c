// `recanvass screen` for a terminal: the seven answers of each finding, tables of its
// specifications and groups, and what paper to look at. As JSON: report/screen_json.h; as a page:
// report/screen_page.h.
#pragma once

#include "report/terminal.h"
#include "screen/screening.h"

#include <string>

namespace recanvass::report {

[[nodiscard]] std::string screen_text(const screen::Screening& screening, const Screen& screen);

}  // namespace recanvass::report
