// Tally sheets, retrieval lists, tags and the custody log. Nothing here reads a reported figure or
// the ballots that a manifest lists: those who hold these papers also count.
#include "reconcile/policy.h"
#include "report/custody_log.h"
#include "report/retrieval_list.h"
#include "report/tally_sheet.h"
#include "workflow/custody.h"
#include "workflow/print_parts.h"
#include "workflow/tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace recanvass::workflow {
namespace {

bool is_wanted(const ManifestBatch& batch, const ViewRequest& request) {
  return (request.county.empty() || batch.county == request.county) &&
         (request.unit.empty() || batch.unit == request.unit);
}

// Containers by id, with the batches asked for.
report::Retrieval retrieval_of(const Operation& operation, const PrintRequest& request) {
  report::Retrieval retrieval;
  retrieval.heading = paper_heading(operation);
  retrieval.place = place_of(operation, request.view);
  std::map<std::string, report::RetrievalContainer> containers;
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (!is_wanted(batch, request.view)) continue;
    report::RetrievalContainer& container = containers[batch.container];
    container.id = batch.container;
    container.county = county_name(operation, batch.county);
    container.batches.push_back({id, unit_name(operation, batch.unit)});
  }
  for (auto& [id, container] : containers) retrieval.containers.push_back(std::move(container));
  return retrieval;
}

report::CustodyStanding standing_of(ContainerStage stage) {
  switch (stage) {
    case ContainerStage::Sealed: return report::CustodyStanding::Sealed;
    case ContainerStage::Open: return report::CustodyStanding::Open;
    case ContainerStage::Incident: return report::CustodyStanding::Incident;
  }
  RECANVASS_CHECK(!"a stage without a standing");
  return report::CustodyStanding::Incident;
}

report::CustodyAct act_of(const std::string& act) {
  if (act == "out") return report::CustodyAct::TakenOut;
  if (act == "in") return report::CustodyAct::PutBack;
  RECANVASS_CHECK(act == "recorded");
  return report::CustodyAct::Recorded;
}

report::CustodyContainer custody_of(const Operation& operation, const std::string& id,
                                    const Container& container) {
  report::CustodyContainer custody;
  custody.id = id;
  custody.county = county_name(operation, container.county);
  custody.standing = standing_of(container.stage);
  custody.seal = container.seal;
  std::string put_on;
  for (const SealRecord& record : container.history) {
    report::CustodyEvent event;
    event.position = record.position;
    event.act = act_of(record.act);
    event.seal = record.seal;
    event.condition = record.condition == "broken" ? report::SealFound::Broken
                      : event.act == report::CustodyAct::TakenOut && record.seal != put_on
                          ? report::SealFound::Another
                          : report::SealFound::AsPutOn;
    event.by = record.by;
    event.claimed_time = record.claimed_time;
    if (event.act != report::CustodyAct::TakenOut) put_on = record.seal;
    custody.events.push_back(std::move(event));
  }
  return custody;
}

std::set<std::string> containers_of_unit(const Operation& operation, const std::string& unit) {
  std::set<std::string> containers;
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (batch.unit == unit) containers.insert(batch.container);
  }
  return containers;
}

std::string seal_words(report::Language language, const std::string& seal) {
  return seal.empty() ? report::say(language, "custody.seal_none") : seal;
}

// What an incident was, in the language of the paper: a container whose seal was not as recorded,
// or a batch that nobody had listed. The reason is in its author's words.
std::string incident_words(report::Language language, const Operation& operation,
                           const Incident& incident) {
  for (const auto& [id, container] : operation.counting.containers) {
    const auto found =
        std::ranges::find(container.history, incident.position, &SealRecord::position);
    if (found == container.history.end()) continue;
    if (found->condition == "broken") {
      return report::say(language, "custody.seal_broken", {{"container", id}});
    }
    const std::string last = found == container.history.begin() ? "" : std::prev(found)->seal;
    return report::say(language, "custody.seal_differs",
                       {{"container", id},
                        {"seal", seal_words(language, found->seal)},
                        {"recorded", seal_words(language, last)}});
  }
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (!batch.extra || batch.incident != incident.position) continue;
    const std::size_t reason = incident.what.find(": ");
    return report::say(
        language, "custody.batch_unlisted",
        {{"batch", id},
         {"reason",
          reason == std::string::npos ? incident.what : incident.what.substr(reason + 2)}});
  }
  return incident.what;
}

// "Wis. Stat. 9.01(1)(b) (us-wi-2024)"
std::string policy_words(const Operation& operation) {
  const auto policy = reconcile::policy_named(operation.setup.policy);
  if (!policy || policy->citation.empty()) return operation.setup.policy;
  return fmt::format("{} ({})", policy->citation, operation.setup.policy);
}

}  // namespace

Documents print_tally_sheets(const Operation& operation, const PrintRequest& request) {
  report::TallySheets sheets;
  sheets.heading = paper_heading(operation);
  sheets.contest = operation.setup.contest;
  sheets.vote_for = operation.setup.vote_for;
  sheets.choices = choice_names_of(operation);
  sheets.policy = policy_words(operation);
  sheets.inputs_sha256 = operation.commitment.published_sha256;
  sheets.reasons = balance_reasons();
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (!is_wanted(batch, request.view)) continue;
    sheets.batches.push_back({id, county_name(operation, batch.county), batch.unit,
                              unit_name(operation, batch.unit), batch.container});
  }
  if (sheets.batches.empty()) return {};
  return {report::tally_sheets(sheets, request.style)};
}

Documents print_retrieval_list(const Operation& operation, const PrintRequest& request) {
  const report::Retrieval retrieval = retrieval_of(operation, request);
  if (retrieval.containers.empty()) return {};
  return {report::retrieval_list(retrieval, request.style)};
}

Documents print_container_tags(const Operation& operation, const PrintRequest& request) {
  const report::Retrieval retrieval = retrieval_of(operation, request);
  if (retrieval.containers.empty()) return {};
  return {report::container_tags(retrieval, request.style)};
}

Documents print_custody_log(const Operation& operation, const PrintRequest& request) {
  report::CustodyLog log;
  log.heading = paper_heading(operation);
  log.place = place_of(operation, request.view);
  const auto of_unit = containers_of_unit(operation, request.view.unit);
  for (const auto& [id, container] : operation.counting.containers) {
    if (!request.view.county.empty() && container.county != request.view.county) continue;
    if (!request.view.unit.empty() && !of_unit.contains(id)) continue;
    log.containers.push_back(custody_of(operation, id, container));
  }
  for (const std::string& id : counties_without_containers(operation, request.view.county)) {
    if (request.view.unit.empty()) log.without_containers.push_back(county_name(operation, id));
  }
  for (const auto& [position, incident] : operation.counting.incidents) {
    if (!request.view.county.empty() && incident.county != request.view.county) continue;
    log.incidents.push_back({position, incident_words(request.style.language, operation, incident),
                             incident.resolution});
  }
  return {report::custody_log(log, request.style)};
}

}  // namespace recanvass::workflow
