// show containers and show incidents: where each container stands and its seals so far, which are
// open at closing time, and everything that was not as it should be.
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

namespace recanvass::workflow {
namespace {

base::Json seal_rows(const Container& container) {
  base::Json rows = base::Json::array();
  for (const SealRecord& record : container.history) {
    rows.push_back({{"entry", record.position},
                    {"act", record.act},
                    {"seal", text_or_null(record.seal)},
                    {"condition", text_or_null(record.condition)},
                    {"packages", text_or_null(record.packages)},
                    {"handled_by", record.by},
                    {"at", record.claimed_time}});
  }
  return rows;
}

// What a county has open when the room is closed for the night.
struct ClosingReport {
  std::int64_t containers = 0;
  std::int64_t sealed = 0;
  base::Json open = base::Json::array();
  base::Json incident = base::Json::array();
};

base::Json to_json(const ClosingReport& report) {
  const bool all_sealed = report.sealed == report.containers;
  return {{"containers", report.containers},
          {"sealed", report.sealed},
          {"open", report.open},
          {"incident", report.incident},
          {"all_sealed", all_sealed},
          {"words", all_sealed ? "Every container is under seal."
                               : "Containers are open: close them, or say why in the minutes."}};
}

void add_container(ClosingReport& report, const std::string& id, const Container& container) {
  ++report.containers;
  switch (container.stage) {
    case ContainerStage::Sealed: ++report.sealed; return;
    case ContainerStage::Open: report.open.push_back(id); return;
    case ContainerStage::Incident: report.incident.push_back(id); return;
  }
}

std::map<std::string, std::vector<std::string>> batches_by_container(const Operation& operation) {
  std::map<std::string, std::vector<std::string>> batches;
  for (const auto& [id, batch] : operation.commitment.batches) {
    batches[batch.container].push_back(id);
  }
  return batches;
}

base::Json build_containers(const Operation& operation, const ViewRequest& request) {
  auto batches = batches_by_container(operation);
  ClosingReport all;
  std::map<std::string, ClosingReport> counties;
  base::Json rows = base::Json::array();
  for (const auto& [id, container] : operation.counting.containers) {
    if (!request.county.empty() && request.county != container.county) continue;
    add_container(all, id, container);
    add_container(counties[container.county], id, container);
    rows.push_back({{"container", id},
                    {"county", container.county},
                    {"stage", name_of(container.stage)},
                    {"seal", text_or_null(container.seal)},
                    {"batches", batches[id]},
                    {"history", seal_rows(container)}});
  }
  base::Json closing = base::Json::object();
  for (const auto& [county, report] : counties) closing[county] = to_json(report);
  return {{"closing", to_json(all)}, {"counties", closing}, {"containers", rows}};
}

base::Json build_incidents(const Operation& operation, const ViewRequest& request) {
  std::int64_t open = 0;
  base::Json rows = base::Json::array();
  for (const auto& [position, incident] : operation.counting.incidents) {
    if (!request.county.empty() && request.county != incident.county) continue;
    open += incident.resolution.empty() ? 1 : 0;
    rows.push_back({{"incident", position},
                    {"county", incident.county},
                    {"what", incident.what},
                    {"open", incident.resolution.empty()},
                    {"resolution", text_or_null(incident.resolution)}});
  }
  return {{"open", open}, {"incidents", rows}};
}

}  // namespace

View show_containers() {
  return {"containers", "Containers and their seals, with those that are open at closing time.",
          build_containers};
}

View show_incidents() {
  return {"incidents", "What was not as it should be, and how it was resolved.", build_incidents};
}

}  // namespace recanvass::workflow
