#include "workflow/custody.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {

bool keeps_custody(const Operation& operation, const std::string& county) {
  return operation.counting.custody.contains(county);
}

std::vector<std::string> counties_without_containers(const Operation& operation,
                                                     const std::string& county) {
  std::set<std::string> without;
  for (const auto& [id, batch] : operation.commitment.batches) {
    const bool asked = county.empty() || county == batch.county;
    if (asked && !keeps_custody(operation, batch.county)) without.insert(batch.county);
  }
  return {without.begin(), without.end()};
}

bool was_opened(const Container& container) {
  return std::ranges::find(container.history, "out", &SealRecord::act) != container.history.end();
}

base::Problems container_lets_count(const Operation& operation, const std::string& batch_id,
                                    const ManifestBatch& batch) {
  if (!keeps_custody(operation, batch.county)) return {};
  const std::string place = fmt::format("batch {} in container {}", batch_id, batch.container);
  const auto found = operation.counting.containers.find(batch.container);
  if (found == operation.counting.containers.end() || found->second.county != batch.county) {
    return {refusal("container.unknown", place + ", which is not recorded",
                    "a container whose seal is recorded, as others of the county are",
                    "Record it with container.record and take it out with container.open. If the "
                    "batch is in another, mend the manifest with input.correct.")};
  }
  const Container& container = found->second;
  if (container.stage == ContainerStage::Incident) {
    return {refusal("container.incident",
                    fmt::format("{}, which the incident of entry {} stops", place,
                                container.history.back().position),
                    "an incident that is resolved",
                    "Let somebody in charge say with incident.resolve what it was, then enter the "
                    "batch.")};
  }
  if (was_opened(container)) return {};
  return {refusal("container.closed", place + ", which nobody has opened",
                  "a container that two people opened before",
                  "Enter container.open: the seal as found and two names. The tally may come after "
                  "it is closed again.")};
}

}  // namespace recanvass::workflow
