// expectation.add: votes that another source lets expect in a unit, such as an earlier election.
// Only the rule on choices without votes (R9) reads them. They are known before any result is, and
// may be given before a unit has returns.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems decide_expectation(const Operation& operation, const Command& command) {
  base::Problems problems =
      check_records(command.body["units"], "units", {{"unit"}, {}, {}, {"votes"}});
  if (!problems.empty()) return problems;
  for (const base::Json& record : command.body["units"]) {
    const std::string unit = text_in(record, "unit");
    add_problems(problems,
                 unit_may_follow(operation, command.author, unit, text_in(command.body, "county")));
    add_problems(problems, choices_are_known(operation, record["votes"], unit));
  }
  return problems;
}

void apply_expectation(Operation& operation, const Event& event) {
  for (const base::Json& record : event.body["units"]) {
    const std::string unit = text_in(record, "unit");
    const auto known = operation.commitment.units.find(unit);
    const std::string county = known == operation.commitment.units.end()
                                   ? text_in(event.body, "county")
                                   : known->second.county;
    operation.reconciling.expected_votes[{county, unit}] = numbers_in(record, "votes");
  }
}

}  // namespace

UseCase expect_votes() {
  UseCase use_case;
  use_case.kind = "expectation.add";
  use_case.summary = "Give votes to expect by unit, so that a choice without votes is noticed.";
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {
      {"source", FieldType::Text, true, "What they rest on, such as 2016's returns."},
      {"county", FieldType::Text, false, "Id of the county, where units have no returns yet."},
      {"units",
       FieldType::Records,
       true,
       "Units: {unit, votes: {choice: votes}}.",
       {},
       {},
       R"([{"unit":"W1","votes":{"hansen":361,"olsen":342}}])"}};
  use_case.decide = decide_expectation;
  use_case.apply = apply_expectation;
  return use_case;
}

}  // namespace recanvass::workflow
