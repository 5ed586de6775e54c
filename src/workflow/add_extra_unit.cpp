// unit.extra: a reporting unit that was found after the inputs were published, such as a precinct
// that no return named. Two persons add it, everybody sees it, and it opens an incident. It has no
// reported votes: what a machine had for it comes by input.correct, its ballots by batch.extra.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/returns_version.h"
#include "workflow/unit_names.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems decide_extra_unit(const Operation& operation, const Command& command) {
  if (!operation.commitment.published_at) {
    return {refusal("commitment.not-published", "inputs that are not published",
                    "inputs after commitment.publish",
                    "Add it with returns.add: one person is enough.")};
  }
  base::Problems problems =
      county_is_open_to(operation, command.author, text_in(command.body, "county"));
  const std::string unit = text_in(command.body, "unit");
  if (operation.commitment.units.contains(unit)) {
    problems.push_back(refusal("extra.exists", unit, "a new id",
                               "The unit is among the inputs: add what was found of it with "
                               "batch.extra."));
  }
  UnitNames names(operation);
  add_problems(problems, names.check_id(unit));
  add_problems(problems,
               names.check_name(text_in(command.body, "county"), text_in(command.body, "name")));
  return problems;
}

void apply_extra_unit(Operation& operation, const Event& event) {
  const std::string id = text_in(event.body, "unit");
  ReportedUnit unit;
  unit.county = text_in(event.body, "county");
  unit.name = text_in(event.body, "name");
  unit.registered = maybe_number_in(event.body, "registered");
  operation.commitment.units.emplace(id, unit);
  keep_version(operation, id, event, "returns", "");
  InputChange change;
  change.position = event.position;
  change.what = "unit " + id;
  change.reason = text_in(event.body, "reason");
  change.after = {{"county", unit.county}, {"name", unit.name}};
  if (unit.registered) change.after["registered"] = *unit.registered;
  change.after_publication = true;
  change.author = event.author;
  change.approved_by = event.approved_by;
  operation.counting.incidents.emplace(
      event.position,
      Incident{event.position, unit.county,
               "unit " + id + " is not among the published inputs: " + change.reason, "",
               accounts_of(event), ""});
  operation.commitment.changes.push_back(std::move(change));
}

}  // namespace

UseCase add_extra_unit() {
  UseCase use_case;
  use_case.kind = "unit.extra";
  use_case.summary =
      "Add a reporting unit that was found after publication, by two persons; it "
      "opens an incident.";
  use_case.roles = {Role::Supervisor, Role::CountyOfficer, Role::StateOfficer};
  use_case.persons = Persons::Two;
  use_case.fields = {{"unit", FieldType::Text, true, "A new id."},
                     {"county", FieldType::Text, true, "Id of its county."},
                     {"name", FieldType::Text, true, "Its name."},
                     {"reason", FieldType::Text, true, "Why it was not listed, as far as known."},
                     {"registered", FieldType::Number, false, "Registered voters of the unit."}};
  use_case.decide = decide_extra_unit;
  use_case.apply = apply_extra_unit;
  return use_case;
}

}  // namespace recanvass::workflow
