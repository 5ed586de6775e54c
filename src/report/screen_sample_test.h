// A small screening made by hand, for the tests of screen_text.h, screen_json.h, screen_page.h and
// chart_screen.h: one question of each kind that has a table or a picture.
#pragma once

#include "screen/screening.h"

namespace recanvass::report {

/// Three questions: a curve that is explained, a funnel with a unit outside, a recount.
[[nodiscard]] screen::Screening sample_screening();

}  // namespace recanvass::report
