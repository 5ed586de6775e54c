// incident.resolve and batch.extra: what was not as it should be is opened by the program itself
// and closed by a person in words; by two, where one of them had a part in it.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/unit_sums.h"
#include "workflow/use_case_list.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

// Who made the entry that opened an incident, or counted the batch that it is about.
bool has_part_in(const Operation& operation, const Incident& incident, const std::string& person) {
  const auto is_same = [&](const std::string& id) { return same_person(operation, id, person); };
  if (std::ranges::any_of(incident.opened_by, is_same)) return true;
  const auto batch = operation.counting.batches.find(incident.batch);
  return batch != operation.counting.batches.end() &&
         std::ranges::any_of(batch->second.entries,
                             [&](const BlindEntry& entry) { return is_same(entry.author); });
}

const Incident* incident_in(const Operation& operation, const base::Json& body) {
  const auto found =
      operation.counting.incidents.find(static_cast<std::uint64_t>(number_in(body, "incident")));
  return found == operation.counting.incidents.end() ? nullptr : &found->second;
}

// Nobody alone says that what he did himself was in order.
Persons persons_of_resolving(const Operation& operation, const std::string& author,
                             const base::Json& body) {
  const Incident* incident = incident_in(operation, body);
  return incident != nullptr && has_part_in(operation, *incident, author) ? Persons::Two
                                                                          : Persons::One;
}

base::Problems decide_second_resolver(const Operation& operation, const Event& act,
                                      const std::string& second) {
  const Incident* incident = incident_in(operation, act.body);
  if (incident == nullptr || !has_part_in(operation, *incident, second)) return {};
  return {refusal("incident.same-person", second + ", who opened it or counted its batch",
                  "somebody who had no part in it",
                  "Let another officer of the county confirm it.")};
}

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
  incident.resolved_by = accounts_of(event);
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
               "batch " + id + " is not on the manifest: " + text_in(event.body, "reason"), "",
               accounts_of(event), id});
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
  use_case.persons_of = persons_of_resolving;
  use_case.two_when = "where the author opened it, or counted the batch that it is about";
  use_case.decide_second = decide_second_resolver;
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
