// show containers and show incidents: where each container stands and its seals so far, which are
// open at closing time, and everything that was not as it should be.
#include "base/figures.h"
#include "workflow/custody.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <fmt/format.h>

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
  std::int64_t never_opened = 0;
};

// Where none is recorded, nothing is said to be under seal.
std::string words_of(const ClosingReport& report) {
  if (report.containers == 0) {
    return "No container is recorded: seals and custody are not in this ledger.";
  }
  if (report.sealed < report.containers) {
    return "Containers are open: close them, or say why in the minutes.";
  }
  return report.never_opened == 0
             ? "Every container is under seal."
             : fmt::format("Every container is under seal; never opened: {} of {}.",
                           base::grouped(report.never_opened), base::grouped(report.containers));
}

base::Json to_json(const ClosingReport& report) {
  return {{"containers", report.containers},
          {"sealed", report.sealed},
          {"open", report.open},
          {"incident", report.incident},
          {"never_opened", report.never_opened},
          {"all_sealed", report.containers == 0 ? base::Json(nullptr)
                                                : base::Json(report.sealed == report.containers)},
          {"words", words_of(report)}};
}

void add_container(ClosingReport& report, const std::string& id, const Container& container) {
  ++report.containers;
  report.never_opened += was_opened(container) ? 0 : 1;
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
  const std::vector<std::string> without = counties_without_containers(operation, request.county);
  for (const std::string& county : without) closing[county] = to_json(ClosingReport());
  base::Json closing_of_all = to_json(all);
  if (all.containers > 0 && !without.empty()) {
    closing_of_all["words"] = fmt::format(
        "{} {} no container: their seals and custody are not in this ledger.", words_of(all),
        base::counted(static_cast<std::int64_t>(without.size()), "county records",
                      "counties record"));
  }
  return {{"closing", closing_of_all},
          {"counties", closing},
          {"counties_without_containers", without},
          {"containers", rows}};
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
