// The views by name: a line here and in views.cpp for each.
// What one is made of: workflow/view.h.
#pragma once

#include "workflow/view.h"

namespace recanvass::workflow {

View show_operation();
View show_waiting();
View show_petitions();
View show_precinct_petitions();
View show_petition_plan();
View show_petition_flip();
View show_fees();
View show_fund();
View show_orders();
View show_plan();
View show_calendar();
View show_notices();
View show_inputs();
View show_reconciliation();
View show_recountability();
View show_history();
View show_changes();
View show_flip();
View show_progress();
View show_results();
View show_certificate();

View show_audit();
View show_retrieval();
View show_readings();
View show_card_discrepancies();

View show_containers();
View show_incidents();
View show_mismatches();
View show_machines();
View show_paper();
View show_media();
View show_totals();
View show_challenges();
View show_exhibits();
View show_objections();
View show_discrepancies();
View show_minutes();
View show_motions();
View show_claims();

}  // namespace recanvass::workflow
