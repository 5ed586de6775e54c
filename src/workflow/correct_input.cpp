// input.revise and input.correct: a batch's manifest figure, a unit's returns or the reported
// outcome is another one. Before publication one person revises; after it two persons correct, the
// published hash stays, and everybody sees the change beside it.
#include "workflow/body.h"
#include "workflow/count_extent.h"
#include "workflow/gates.h"
#include "workflow/returns_version.h"
#include "workflow/unit_names.h"
#include "workflow/unit_sums.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;

constexpr const char* kBatchMembers[] = {"ballots", "container", "unit"};
constexpr const char* kUnitMembers[] = {"name", "votes", "ballots", "registered"};
constexpr const char* kOutcomeMembers[] = {"votes", "total_votes", "ballots"};

std::vector<std::string> members_of(const std::string& input) {
  if (input == "batch") return {std::begin(kBatchMembers), std::end(kBatchMembers)};
  if (input == "unit") return {std::begin(kUnitMembers), std::end(kUnitMembers)};
  return {std::begin(kOutcomeMembers), std::end(kOutcomeMembers)};
}

Json votes_in(const std::map<std::string, std::int64_t>& votes) {
  Json json = Json::object();
  for (const auto& [choice, number] : votes) json[choice] = number;
  return json;
}

template <class Number>
Json figure_or_null(const std::optional<Number>& number) {
  return number ? Json(*number) : Json();
}

// The input as it stands, with the members that a command may change; null: there is none.
Json input_as_it_is(const Operation& operation, const std::string& input, const std::string& id) {
  const Commitment& commitment = operation.commitment;
  if (input == "batch") {
    const auto batch = commitment.batches.find(id);
    if (batch == commitment.batches.end()) return {};
    return {{"ballots", batch->second.ballots},
            {"container", batch->second.container},
            {"unit", batch->second.unit}};
  }
  if (input == "unit") {
    const auto unit = commitment.units.find(id);
    if (unit == commitment.units.end()) return {};
    return {{"name", unit->second.name},
            {"votes", votes_in(unit->second.votes)},
            {"ballots", figure_or_null(unit->second.ballots)},
            {"registered", figure_or_null(unit->second.registered)}};
  }
  if (commitment.reported_outcome.empty()) return {};
  return {{"votes", votes_in(commitment.reported_outcome)},
          {"total_votes", figure_or_null(commitment.reported_votes)},
          {"ballots", figure_or_null(commitment.reported_ballots)}};
}

Json input_as_it_will_be(const Json& before, const Json& body) {
  Json after = before;
  for (auto it = before.begin(); it != before.end(); ++it) {
    if (body.contains(it.key())) after[it.key()] = body[it.key()];
  }
  return after;
}

base::Problems check_members(const Json& body) {
  const std::string input = text_in(body, "input");
  const std::vector<std::string> members = members_of(input);
  base::Problems problems;
  bool any = false;
  for (const char* name :
       {"ballots", "container", "unit", "name", "votes", "registered", "total_votes"}) {
    if (!body.contains(name)) continue;
    any = true;
    if (std::find(members.begin(), members.end(), name) != members.end()) continue;
    problems.push_back(refusal("input.member", fmt::format("\"{}\" of a {}", name, input),
                               fmt::format("one of: {}", fmt::join(members, ", ")),
                               "Leave it out, or correct \"input\"."));
  }
  if (!any) {
    problems.push_back(refusal("input.nothing", "no figure",
                               fmt::format("one of: {}", fmt::join(members, ", ")),
                               "State what it is to be."));
  }
  return problems;
}

base::Problems check_new_votes(const Operation& operation, const Json& body) {
  base::Problems problems;
  for (const auto& [choice, votes] : numbers_in(body, "votes")) {
    if (operation.setup.has_choice(choice)) continue;
    problems.push_back(refusal("returns.choice", "\"" + choice + "\"", "a choice of the contest",
                               "Use an id from operation.open."));
  }
  return problems;
}

// Where the author acts, and that a count which rests on the figure is not closed.
base::Problems check_input_place(const Operation& operation, const Command& command) {
  const std::string input = text_in(command.body, "input");
  const std::string id = text_in(command.body, "id");
  if (input == "outcome") return author_acts_in(operation, command.author, "");
  const std::string unit = input == "batch" ? operation.commitment.batches.at(id).unit : id;
  const std::string county = input == "batch" ? operation.commitment.batches.at(id).county
                                              : operation.commitment.units.at(id).county;
  base::Problems problems = author_acts_in(operation, command.author, county);
  add_problems(problems, unit_is_open(operation, unit));
  const std::string target = text_in(command.body, "unit");
  if (target.empty()) return problems;
  const auto found = operation.commitment.units.find(target);
  if (operation.commitment.published_at &&
      (found == operation.commitment.units.end() || found->second.county != county)) {
    problems.push_back(
        refusal("input.unit", "\"" + target + "\"", "a unit of " + county, "Correct the id."));
  }
  add_problems(problems, unit_is_open(operation, target));
  // What was counted of a batch goes with it, and a first count that stands takes no second.
  const auto counted = operation.counting.batches.find(id);
  const bool has_entries = counted != operation.counting.batches.end() &&
                           !counted->second.is_void && !counted->second.entries.empty();
  if (has_entries) add_problems(problems, unit_is_counted_again(operation, target));
  return problems;
}

// A batch's unit, or a unit's name, that looks like another one. A unit may be written anew.
base::Problems check_new_names(const Operation& operation, const Json& body) {
  UnitNames names(operation);
  const std::string unit = text_in(body, "unit");
  base::Problems problems = unit.empty() ? base::Problems{} : names.check_id(unit);
  const std::string name = text_in(body, "name");
  const auto named = operation.commitment.units.find(text_in(body, "id"));
  if (name.empty() || named == operation.commitment.units.end() ||
      base::look_of_id(name) == base::look_of_id(named->second.name)) {
    return problems;
  }
  add_problems(problems, names.check_name(named->second.county, name));
  return problems;
}

base::Problems check_input(const Operation& operation, const Command& command) {
  const Json& body = command.body;
  const std::string input = text_in(body, "input");
  const std::string id = text_in(body, "id");
  base::Problems problems = check_members(body);
  if ((input == "outcome") != id.empty()) {
    problems.push_back(refusal("input.id", id.empty() ? "no id" : "\"" + id + "\"",
                               "\"id\" of a batch or unit, and none of the outcome",
                               "Say which input it is."));
    return problems;
  }
  const Json before = input_as_it_is(operation, input, id);
  if (before.is_null()) {
    problems.push_back(refusal(
        "input.unknown", input + (id.empty() ? "" : " \"" + id + "\""), "an input that was given",
        "Correct the id. After publication what was found is added with batch.extra "
        "and unit.extra."));
    return problems;
  }
  add_problems(problems, check_new_votes(operation, body));
  add_problems(problems, check_input_place(operation, command));
  add_problems(problems, check_new_names(operation, body));
  if (problems.empty() && input_as_it_will_be(before, body) == before) {
    problems.push_back(refusal("input.same", "figures as they are", "a figure that changes",
                               "Nothing has to be corrected."));
  }
  return problems;
}

base::Problems decide_revision(const Operation& operation, const Command& command) {
  if (operation.commitment.published_at) {
    return {refusal("commitment.published", "inputs that are published",
                    "inputs before commitment.publish",
                    "Use input.correct: two persons, and everybody sees the change.")};
  }
  return check_input(operation, command);
}

base::Problems decide_correction(const Operation& operation, const Command& command) {
  if (!operation.commitment.published_at) {
    return {refusal("commitment.not-published", "inputs that are not published",
                    "inputs after commitment.publish", "Use input.revise: one person is enough.")};
  }
  return check_input(operation, command);
}

void change_batch(Operation& operation, const std::string& id, const Json& after) {
  take_out_of_sums(operation, id);
  ManifestBatch& batch = operation.commitment.batches.at(id);
  batch.ballots = number_in(after, "ballots");
  batch.container = text_in(after, "container");
  const std::string unit = text_in(after, "unit");
  if (unit != batch.unit) {
    auto& of_unit = operation.commitment.unit_batches;
    std::erase(of_unit[batch.unit], id);
    if (of_unit[batch.unit].empty()) of_unit.erase(batch.unit);
    of_unit[unit].push_back(id);
    batch.unit = unit;
  }
  put_into_sums(operation, id);
}

std::optional<std::int64_t> number_unless_null(const Json& json, const char* name) {
  if (json.at(name).is_null()) return std::nullopt;
  return number_in(json, name);
}

void change_unit(Operation& operation, const std::string& id, const Json& after) {
  ReportedUnit& unit = operation.commitment.units.at(id);
  unit.name = text_in(after, "name");
  unit.votes = numbers_in(after, "votes");
  unit.ballots = number_unless_null(after, "ballots");
  unit.registered = number_unless_null(after, "registered");
}

void change_outcome(Operation& operation, const Json& after) {
  operation.commitment.reported_outcome = numbers_in(after, "votes");
  operation.commitment.reported_votes = number_unless_null(after, "total_votes");
  operation.commitment.reported_ballots = number_unless_null(after, "ballots");
}

void apply_input(Operation& operation, const Event& event) {
  const std::string input = text_in(event.body, "input");
  const std::string id = text_in(event.body, "id");
  const Json before = input_as_it_is(operation, input, id);
  if (before.is_null()) return;
  const Json after = input_as_it_will_be(before, event.body);
  if (input == "batch") change_batch(operation, id, after);
  if (input == "unit") {
    change_unit(operation, id, after);
    keep_version(operation, id, event, fmt::format("entry {}", event.position),
                 text_in(event.body, "reason"));
  }
  if (input == "outcome") change_outcome(operation, after);
  InputChange change;
  change.position = event.position;
  change.what = input + (id.empty() ? "" : " " + id);
  change.reason = text_in(event.body, "reason");
  change.before = before;
  change.after = after;
  change.author = event.author;
  change.approved_by = event.approved_by;
  change.after_publication = operation.commitment.published_at.has_value();
  operation.commitment.changes.push_back(std::move(change));
  const auto what = input == "batch" ? ChangedInput::What::Batch : ChangedInput::What::Figures;
  void_if_it_rests_on(operation.audits, {what, id}, operation.setup.contest, event.position);
}

UseCase input_change_case(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"input", FieldType::Text, true, "What is changed.", {"batch", "unit", "outcome"}},
      {"id", FieldType::Text, false, "Id of the batch or unit."},
      {"reason", FieldType::Text, true, "Why it is another figure."},
      {"ballots", FieldType::Number, false, "Ballots of the batch, the unit or the contest."},
      {"container", FieldType::Text, false, "Container of the batch."},
      {"unit", FieldType::Text, false, "Unit of the batch."},
      {"name", FieldType::Text, false, "Name of the unit."},
      {"votes", FieldType::Numbers, false, "Votes by choice, of the unit or the outcome; all."},
      {"registered", FieldType::Number, false, "Registered voters of the unit."},
      {"total_votes", FieldType::Number, false, "All votes for the office."}};
  use_case.apply = apply_input;
  return use_case;
}

}  // namespace

UseCase revise_input() {
  UseCase use_case = input_change_case(
      "input.revise", "Change an input that is not published yet; the earlier figure is kept.");
  use_case.decide = decide_revision;
  return use_case;
}

UseCase correct_input() {
  UseCase use_case = input_change_case(
      "input.correct", "Change a published input: two persons, and everybody sees it.");
  use_case.persons = Persons::Two;
  use_case.decide = decide_correction;
  return use_case;
}

}  // namespace recanvass::workflow
