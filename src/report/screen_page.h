// `recanvass screen --html`: the screening as one self-contained page for people and for paper,
// with a picture where there is one. From screen/screening.h; looks in templates/screen.mustache.
#pragma once

#include "screen/screening.h"

#include <string>

namespace recanvass::report {

/// What the page says it was made by; only a file that says so may be written over.
inline constexpr const char* kScreenGenerator = "Recanvass screen";

/// The whole document, the same bytes for the same screening.
[[nodiscard]] std::string screen_page(const screen::Screening& screening);

}  // namespace recanvass::report
