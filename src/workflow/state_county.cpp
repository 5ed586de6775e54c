// county.statement: a county's canvass of its recount, with the totals that the ledger adds up to,
// signed by two. Refused while anything of the county is open, and says everything at once.
#include "workflow/body.h"
#include "workflow/closing.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems decide_statement(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems;
  if (!operation.setup.counties.contains(county)) {
    return {refusal("statement.county", "\"" + county + "\"", "a county of this operation",
                    "Use an id from operation.open.")};
  }
  add_problems(problems, author_acts_in(operation, command.author, county));
  if (!problems.empty()) return problems;
  add_problems(problems, two_people_named(operation, command.body["signed_by"], "names.two",
                                          "Two people sign what a board states."));
  add_problems(problems,
               signed_after_the_count(operation, text_in(command.body, "signed_at"), county));
  add_problems(
      problems,
      gaps_of_county(operation, county,
                     sight_in(operation, &operation.people.accounts.at(command.author), county)));
  return problems;
}

std::optional<std::uint64_t> repeats_statement(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  const CountyStatement* statement = statement_of(operation, county);
  if (statement == nullptr || statement->author != command.author ||
      statement->signed_at != text_in(command.body, "signed_at") ||
      statement->votes != sums_of_county(operation, county).votes) {
    return std::nullopt;
  }
  return statement->position;
}

// The totals that the two sign, as the ledger adds up to them.
base::Json find_statement(const Operation& operation, const Command& command) {
  const CountySums sums = sums_of_county(operation, text_in(command.body, "county"));
  return {{"votes", sums.votes},
          {"units", sums.units},
          {"units_original", sums.units_original},
          {"units_without_worksheet", sums.units_without_worksheet}};
}

void apply_statement(Operation& operation, const Event& event) {
  const base::Json& found = event.body.at("found");
  CountyStatement statement;
  statement.position = event.position;
  statement.author = event.author;
  statement.signed_by = event.body["signed_by"].get<std::vector<std::string>>();
  statement.signed_at = text_in(event.body, "signed_at");
  statement.votes = numbers_in(found, "votes");
  statement.units = number_in(found, "units");
  statement.units_original = number_in(found, "units_original");
  statement.units_without_worksheet = number_in(found, "units_without_worksheet");
  operation.deciding.county_statements[text_in(event.body, "county")].push_back(
      std::move(statement));
}

}  // namespace

UseCase state_county() {
  UseCase use_case;
  use_case.kind = "county.statement";
  use_case.summary = "State a county's totals; refused while anything of it is open.";
  use_case.roles = {Role::CountyOfficer, Role::BoardMember};
  use_case.fields = {{"county", FieldType::Text, true, "Id of the county."},
                     {"signed_by", FieldType::Texts, true, "Two names, of different people."},
                     {"signed_at", FieldType::Moment, true, "When they signed, local time."}};
  use_case.decide = decide_statement;
  use_case.repeats = repeats_statement;
  use_case.find = find_statement;
  use_case.apply = apply_statement;
  return use_case;
}

}  // namespace recanvass::workflow
