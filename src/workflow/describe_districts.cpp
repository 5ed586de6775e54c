// districts.set and equipment.set: how many districts a county has, and whether their machines
// leave paper behind. What petitions by precinct need and what a recount can look at rest on it.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems decide_districts(const Operation& operation, const Command& command) {
  base::Problems problems;
  for (const auto& [county, number] : numbers_in(command.body, "districts")) {
    add_problems(problems, county_is_open_to(operation, command.author, county));
  }
  return problems;
}

void apply_districts(Operation& operation, const Event& event) {
  for (const auto& [county, number] : numbers_in(event.body, "districts")) {
    operation.opening.petitions.districts[county] = number;
  }
}

base::Problems decide_equipment(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems = county_is_open_to(operation, command.author, county);
  for (const std::string& id : texts_in(command.body, "units")) {
    const auto unit = operation.commitment.units.find(id);
    if (unit == operation.commitment.units.end() || unit->second.county == county) continue;
    problems.push_back(refusal("equipment.unit", id + " of " + unit->second.county,
                               "a unit of " + county, "Name the county to which it belongs."));
  }
  return problems;
}

void apply_equipment(Operation& operation, const Event& event) {
  const DistrictEquipment equipment{paper_named(text_in(event.body, "paper")),
                                    text_in(event.body, "equipment")};
  std::vector<std::string> places = texts_in(event.body, "units");
  if (places.empty()) places.push_back(text_in(event.body, "county"));
  for (const std::string& place : places) {
    operation.opening.petitions.equipment.insert_or_assign(place, equipment);
  }
}

}  // namespace

UseCase set_districts() {
  UseCase use_case;
  use_case.kind = "districts.set";
  use_case.summary = "State how many districts counties have, where their returns are not listed.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {{"districts", FieldType::Numbers, true, "Number of districts by county id."},
                     {"source", FieldType::Text, true, "Who says so."}};
  use_case.decide = decide_districts;
  use_case.apply = apply_districts;
  return use_case;
}

UseCase set_equipment() {
  UseCase use_case;
  use_case.kind = "equipment.set";
  use_case.summary = "State what a county's or a unit's machines leave behind on paper.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {{"county", FieldType::Text, true, "Id of the county."},
                     {"units", FieldType::Texts, false, "Its units; all of them if left out."},
                     {"paper",
                      FieldType::Text,
                      true,
                      "What people can read.",
                      {"ballots", "voter-verified-record", "none"}},
                     {"equipment", FieldType::Text, true, "The machines, by name."}};
  use_case.decide = decide_equipment;
  use_case.apply = apply_equipment;
  return use_case;
}

}  // namespace recanvass::workflow
