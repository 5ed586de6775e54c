#include "workflow/legal_status.h"

#include "workflow/unit_result.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

bool all_units_closed(const Operation& operation) {
  return !operation.commitment.units.empty() &&
         std::ranges::all_of(operation.commitment.units, [&](const auto& entry) {
           return result_of(operation, entry.first).fate != recount::UnitFate::Open;
         });
}

}  // namespace

std::vector<recount::LegalEvent> legal_events(const Operation& operation) {
  std::vector<recount::LegalEvent> events;
  const std::string audit = election::name_of(election::ResultKind::HandAudit);
  for (const StatusEntry& entry : operation.deciding.status_entries) {
    events.push_back(entry.event);
    const auto set = operation.deciding.result_sets.find(entry.event.result_set.text);
    events.back().audit = set != operation.deciding.result_sets.end() && set->second.kind == audit;
  }
  return events;
}

recount::LegalStanding legal_standing(const Operation& operation) {
  const auto events = legal_events(operation);
  if (events.empty()) return {};
  base::LocalTime latest = events.front().at;
  for (const recount::LegalEvent& event : events) latest = std::max(latest, event.at);
  return recount::standing_on(events, latest).value();
}

base::Problems check_legal_events(const Operation& operation,
                                  const std::vector<recount::LegalEvent>& further) {
  std::vector<recount::LegalEvent> events = legal_events(operation);
  events.insert(events.end(), further.begin(), further.end());
  const auto standing = recount::standing_on(events, events.back().at);
  if (standing) return {};
  return standing.problems();
}

std::vector<std::string> result_kind_names() {
  using election::ResultKind;
  std::vector<std::string> names;
  for (const ResultKind kind :
       {ResultKind::Unofficial, ResultKind::OriginalCanvass, ResultKind::Recount,
        ResultKind::PartialRecount, ResultKind::HandAudit}) {
    names.push_back(election::name_of(kind));
  }
  return names;
}

std::map<std::string, std::int64_t> votes_of_set(const Operation& operation,
                                                 const NamedResultSet& set) {
  if (set.figures == "stated") return set.votes;
  if (set.figures == "reported") {
    if (operation.commitment.reported_outcome.empty()) return {};
    return votes_of_all(operation, operation.commitment.reported_outcome);
  }
  return all_units_closed(operation) ? totals_of(operation, "") : decltype(set.votes){};
}

}  // namespace recanvass::workflow
