// The views by name: a line here and in views.cpp for each.
// What one is made of: workflow/view.h.
#pragma once

#include "workflow/view.h"

namespace recanvass::workflow {

View show_operation();
View show_reconciliation();
View show_recountability();
View show_history();
View show_changes();
View show_flip();
View show_progress();
View show_results();
View show_certificate();

}  // namespace recanvass::workflow
