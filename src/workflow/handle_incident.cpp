// incident.resolve and batch.extra: what was not as it should be is opened by the program itself
// and closed by a person in words.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/unit_sums.h"
#include "workflow/use_case_list.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Problems decide_resolve(const Operation& operation, const Command& command) {
  const auto found = operation.counting.incidents.find(
      static_cast<std::uint64_t>(number_in(command.body, "incident")));
  if (found == operation.counting.incidents.end() || !found->second.resolution.empty()) {
    return {refusal("incident.unknown", std::to_string(number_in(command.body, "incident")),
                    "the position of an open incident", "See `show ELECTION incidents`.")};
  }
  return author_acts_in(operation, command.author, found->second.county);
}

void apply_resolve(Operation& operation, const Event& event) {
  const auto found = operation.counting.incidents.find(
      static_cast<std::uint64_t>(number_in(event.body, "incident")));
  if (found == operation.counting.incidents.end()) return;
  Incident& incident = found->second;
  incident.resolution = text_in(event.body, "words");
  for (auto& [id, container] : operation.counting.containers) {
    if (container.stage == ContainerStage::Incident &&
        container.history.back().position == incident.position) {
      container.stage = ContainerStage::Open;
    }
  }
}

// Recorded with its seal, or on the manifest.
bool is_container_of(const Operation& operation, const std::string& id, const std::string& county) {
  const auto recorded = operation.counting.containers.find(id);
  if (recorded != operation.counting.containers.end()) return recorded->second.county == county;
  return std::ranges::any_of(operation.commitment.batches, [&](const auto& entry) {
    return entry.second.container == id && entry.second.county == county && !entry.second.extra;
  });
}

base::Problems decide_extra(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string unit = text_in(command.body, "unit");
  const auto found = operation.commitment.units.find(unit);
  if (found == operation.commitment.units.end()) {
    return {refusal("extra.unit", "\"" + unit + "\"", "a unit of the inputs",
                    "Name the reporting unit to which the ballots belong; one that was found "
                    "after publication is added with unit.extra.")};
  }
  add_problems(problems, author_acts_in(operation, command.author, found->second.county));
  add_problems(problems, unit_is_open(operation, unit));
  const std::string container = text_in(command.body, "container");
  if (!is_container_of(operation, container, found->second.county)) {
    problems.push_back(
        refusal("extra.container", "\"" + container + "\"",
                "a container of " + found->second.county + ", on the manifest or recorded",
                "Record it and its seal with container.record first."));
  }
  if (batch_named(operation, text_in(command.body, "batch")) != nullptr) {
    problems.push_back(refusal("extra.exists", text_in(command.body, "batch"), "a new id",
                               "The batch is on the manifest: enter its tally."));
  }
  return problems;
}

void apply_extra(Operation& operation, const Event& event) {
  const std::string id = text_in(event.body, "batch");
  const std::string unit = text_in(event.body, "unit");
  const auto reported = operation.commitment.units.find(unit);
  if (reported == operation.commitment.units.end()) return;
  const std::string county = reported->second.county;
  operation.commitment.batches.emplace(
      id, ManifestBatch{county, text_in(event.body, "container"), unit,
                        number_in(event.body, "ballots"), true, event.position});
  operation.commitment.unit_batches[unit].push_back(id);
  put_into_sums(operation, id);
  operation.counting.incidents.emplace(
      event.position,
      Incident{event.position, county,
               "batch " + id + " is not on the manifest: " + text_in(event.body, "reason"), ""});
  void_if_it_rests_on(
      operation.audits,
      {ChangedInput::What::ExtraBatch, id, county, number_in(event.body, "ballots")},
      operation.setup.contest, event.position);
}

}  // namespace

UseCase resolve_incident() {
  UseCase use_case;
  use_case.kind = "incident.resolve";
  use_case.summary = "Say what an incident was and what was done.";
  use_case.roles = {Role::Supervisor, Role::CountyOfficer, Role::BoardMember, Role::StateOfficer};
  use_case.fields = {{"incident", FieldType::Number, true, "Position that opened it."},
                     {"words", FieldType::Text, true, "What it was and what was done."}};
  use_case.decide = decide_resolve;
  use_case.apply = apply_resolve;
  return use_case;
}

UseCase add_extra_batch() {
  UseCase use_case;
  use_case.kind = "batch.extra";
  use_case.summary = "Add a batch that is not on the manifest; it opens an incident.";
  use_case.roles = {Role::Supervisor, Role::CountyOfficer};
  use_case.fields = {{"batch", FieldType::Text, true, "A new id."},
                     {"unit", FieldType::Text, true, "Reporting unit of its ballots."},
                     {"container", FieldType::Text, true, "Where it was found."},
                     {"ballots", FieldType::Number, true, "Ballots in it."},
                     {"reason", FieldType::Text, true, "Why it is not listed, as far as known."}};
  use_case.decide = decide_extra;
  use_case.apply = apply_extra;
  return use_case;
}

}  // namespace recanvass::workflow
