// manifest.add, returns.add, outcome.report and choice.map: the inputs that are committed to before
// anything is opened. After publication they change only by two persons (change_inputs.cpp).
#include "base/look_of_name.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/operation.h"
#include "workflow/returns_version.h"
#include "workflow/unit_names.h"
#include "workflow/unit_sums.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <set>

namespace recanvass::workflow {
namespace {

base::Problems refuse_after_publication(const Operation& operation) {
  if (!operation.commitment.published_at) return {};
  return {refusal("commitment.published", "inputs that are published",
                  "inputs before commitment.publish",
                  "Use input.correct, for what was found since batch.extra and unit.extra: "
                  "everybody sees the change.")};
}

base::Problems check_county(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  if (operation.setup.counties.count(county) > 0) {
    return author_acts_in(operation, command.author, county);
  }
  return {refusal("commitment.county", "\"" + county + "\"", "a county of this operation",
                  "Use an id from operation.open.")};
}

// A unit that stands under another county already is not added to under the author's own.
base::Problems check_unit_place(const Operation& operation, const std::string& author,
                                const std::string& unit) {
  const auto reported = operation.commitment.units.find(unit);
  if (reported != operation.commitment.units.end()) {
    return author_acts_in(operation, author, reported->second.county);
  }
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end() || batches->second.empty()) return {};
  const ManifestBatch* first = batch_named(operation, batches->second.front());
  return first == nullptr ? base::Problems{} : author_acts_in(operation, author, first->county);
}

base::Problems decide_manifest(const Operation& operation, const Command& command) {
  base::Problems problems = refuse_after_publication(operation);
  add_problems(problems, check_county(operation, command));
  const base::Problems shape = check_records(command.body["batches"], "batches",
                                             {{"batch", "container", "unit"}, {"ballots"}, {}, {}});
  add_problems(problems, shape);
  if (!shape.empty()) return problems;
  std::map<std::string, int> seen;
  std::set<std::string> units;
  UnitNames names(operation);
  for (const base::Json& record : command.body["batches"]) {
    const std::string id = text_in(record, "batch");
    const std::string unit = text_in(record, "unit");
    if (units.insert(unit).second) add_problems(problems, names.check_id(unit));
    if (operation.commitment.batches.contains(id) || ++seen[id] == 2) {
      problems.push_back(refusal("manifest.duplicate", id + " twice", "each batch once",
                                 "Give every batch of the operation its own id."));
    }
    add_problems(problems, check_unit_place(operation, command.author, unit));
  }
  return problems;
}

void apply_manifest(Operation& operation, const Event& event) {
  const std::string county = text_in(event.body, "county");
  for (const base::Json& record : event.body["batches"]) {
    const std::string id = text_in(record, "batch");
    const std::string unit = text_in(record, "unit");
    operation.commitment.batches.emplace(
        id, ManifestBatch{county, text_in(record, "container"), unit, number_in(record, "ballots"),
                          false});
    operation.commitment.unit_batches[unit].push_back(id);
    put_into_sums(operation, id);
  }
}

base::Problems check_votes(const Operation& operation, const base::Json& votes,
                           const std::string& where) {
  base::Problems problems;
  for (auto it = votes.begin(); it != votes.end(); ++it) {
    if (operation.setup.has_choice(it.key())) continue;
    problems.push_back(refusal("returns.choice", where + ": \"" + it.key() + "\"",
                               "a choice of the contest",
                               "Map the name with choice.map and use the choice's id."));
  }
  return problems;
}

base::Problems decide_returns(const Operation& operation, const Command& command) {
  base::Problems problems = refuse_after_publication(operation);
  add_problems(problems, check_county(operation, command));
  const base::Problems shape = check_records(
      command.body["units"], "units", {{"unit", "name"}, {}, {"ballots", "registered"}, {"votes"}});
  add_problems(problems, shape);
  if (!shape.empty()) return problems;
  std::map<std::string, int> seen;
  UnitNames names(operation);
  const std::string county = text_in(command.body, "county");
  for (const base::Json& record : command.body["units"]) {
    const std::string id = text_in(record, "unit");
    add_problems(problems, names.check_id(id));
    add_problems(problems, names.check_name(county, text_in(record, "name")));
    if (operation.commitment.units.count(id) > 0 || ++seen[id] == 2) {
      problems.push_back(refusal("returns.duplicate-unit", id + " twice", "each unit once",
                                 "Give every unit of the operation its own id."));
    } else {
      add_problems(problems, check_unit_place(operation, command.author, id));
    }
    add_problems(problems, check_votes(operation, record["votes"], id));
  }
  return problems;
}

void apply_returns(Operation& operation, const Event& event) {
  for (const base::Json& record : event.body["units"]) {
    ReportedUnit unit;
    unit.county = text_in(event.body, "county");
    unit.name = text_in(record, "name");
    unit.votes = numbers_in(record, "votes");
    unit.ballots = maybe_number_in(record, "ballots");
    unit.registered = maybe_number_in(record, "registered");
    const std::string id = text_in(record, "unit");
    operation.commitment.units.emplace(id, unit);
    keep_version(operation, id, event, "returns", "");
  }
}

base::Problems decide_outcome(const Operation& operation, const Command& command) {
  base::Problems problems = refuse_after_publication(operation);
  add_problems(problems, check_votes(operation, command.body["votes"], "votes"));
  std::int64_t sum = 0;
  for (const auto& [choice, votes] : numbers_in(command.body, "votes")) sum += votes;
  const auto total = maybe_number_in(command.body, "total_votes");
  if (total && *total < sum) {
    problems.push_back(refusal("outcome.total", std::to_string(*total),
                               fmt::format("at least the {} votes of the choices", sum),
                               "Correct the total or the votes."));
  }
  return problems;
}

void apply_outcome(Operation& operation, const Event& event) {
  operation.commitment.reported_outcome = numbers_in(event.body, "votes");
  operation.commitment.reported_votes = maybe_number_in(event.body, "total_votes");
  operation.commitment.reported_ballots = maybe_number_in(event.body, "ballots");
}

base::Problems decide_map(const Operation& operation, const Command& command) {
  base::Problems problems = refuse_after_publication(operation);
  const std::string choice = text_in(command.body, "choice");
  if (!operation.setup.has_choice(choice)) {
    problems.push_back(refusal("choice.unknown", "\"" + choice + "\"", "a choice of the contest",
                               "Use an id from operation.open."));
  }
  const std::string look = base::look_of_id(text_in(command.body, "spelling"));
  for (const SetupChoice& other : operation.setup.choices) {
    const bool is_its_own =
        base::look_of_id(other.name) == look || base::look_of_id(other.id) == look;
    if (other.id == choice || !is_its_own) continue;
    problems.push_back(refusal("choice.look-alike",
                               fmt::format("\"{}\", which is how {} is written",
                                           text_in(command.body, "spelling"), other.id),
                               "a spelling of " + choice, "Correct the choice or the spelling."));
  }
  return problems;
}

void apply_map(Operation& operation, const Event& event) {
  operation.commitment.choice_names[text_in(event.body, "spelling")] =
      text_in(event.body, "choice");
}

UseCase input_case(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  return use_case;
}

}  // namespace

UseCase add_manifest() {
  UseCase use_case = input_case("manifest.add", "List batches of one county, with their ballots.");
  use_case.fields = {{"county", FieldType::Text, true, "Id of the county."},
                     {"batches",
                      FieldType::Records,
                      true,
                      "Batches: {batch, container, unit, ballots}.",
                      {},
                      {},
                      R"([{"batch":"W1-1","container":"bag-1","unit":"W1","ballots":512}])"}};
  use_case.decide = decide_manifest;
  use_case.apply = apply_manifest;
  return use_case;
}

UseCase add_returns() {
  UseCase use_case =
      input_case("returns.add", "Give the figures that are counted again, by reporting unit.");
  use_case.fields = {{"county", FieldType::Text, true, "Id of the county."},
                     {"units",
                      FieldType::Records,
                      true,
                      "Units: {unit, name, votes: {choice: votes}, ballots?, registered?}.",
                      {},
                      {},
                      R"([{"unit":"W1","name":"Ward 1","votes":{"hansen":361,"olsen":342}}])"}};
  use_case.decide = decide_returns;
  use_case.apply = apply_returns;
  return use_case;
}

UseCase report_outcome() {
  UseCase use_case = input_case("outcome.report", "State the reported totals of the contest.");
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"votes", FieldType::Numbers, true, "Reported votes by choice."},
                     {"source", FieldType::Text, true, "Where the totals were published."},
                     {"total_votes", FieldType::Number, false,
                      "All votes for the office; shares in the law are of this."},
                     {"ballots", FieldType::Number, false, "All ballots cast."}};
  use_case.decide = decide_outcome;
  use_case.apply = apply_outcome;
  return use_case;
}

UseCase map_choice() {
  UseCase use_case = input_case("choice.map", "Map a spelling in a source to a choice's id.");
  use_case.fields = {{"spelling", FieldType::Text, true, "The name as the source writes it."},
                     {"choice", FieldType::Text, true, "Id of the choice."}};
  use_case.decide = decide_map;
  use_case.apply = apply_map;
  return use_case;
}

}  // namespace recanvass::workflow
