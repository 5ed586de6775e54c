#include "workflow/field_words.h"

#include "law/clock_event.h"
#include "reconcile/figure.h"
#include "reconcile/policy.h"
#include "recount/causes.h"
#include "workflow/calendar_event.h"

namespace recanvass::workflow {

std::vector<FieldWord> cause_words() {
  std::vector<FieldWord> words;
  for (const recount::Cause& cause : recount::causes()) {
    words.push_back({std::string(cause.id), std::string(cause.words)});
  }
  return words;
}

std::vector<FieldWord> worksheet_words() {
  std::vector<FieldWord> words;
  for (const reconcile::FigureRow& row : reconcile::figure_rows()) {
    words.push_back({std::string(row.id), std::string(row.words)});
  }
  return words;
}

std::vector<FieldWord> event_words() {
  std::vector<FieldWord> words;
  for (const CalendarEvent& event : calendar_events()) {
    words.push_back({std::string(event.id), std::string(event.words)});
  }
  for (const law::ClockEvent& event : law::clock_events()) {
    words.push_back({std::string(event.id), std::string(event.words)});
  }
  return words;
}

std::vector<FieldWord> policy_words() {
  std::vector<FieldWord> words;
  for (const reconcile::StatePolicy& policy : reconcile::state_policies()) {
    words.push_back({policy.id, policy.citation});
  }
  return words;
}

}  // namespace recanvass::workflow
