// The views by name: a line here and in views.cpp for each.
// What one is made of: workflow/view.h.
#pragma once

#include "workflow/view.h"

namespace recanvass::workflow {

View show_operation();

}  // namespace recanvass::workflow
