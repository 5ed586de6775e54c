// discrepancy.open, discrepancy.cause, discrepancy.close and discrepancy.reopen: what persons add
// to a discrepancy. A close and a reopening take two persons, and nothing that was said is removed.
#include "recount/causes.h"
#include "workflow/body.h"
#include "workflow/discrepancy_queue.h"
#include "workflow/field_words.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

base::Problems check_place_of_discrepancy(const Operation& operation, const base::Json& body) {
  const std::string county = text_in(body, "county");
  const std::string batch = text_in(body, "batch");
  const std::string unit = text_in(body, "unit");
  base::Problems problems;
  if (!operation.setup.counties.contains(county)) {
    problems.push_back(refusal("discrepancy.county", county, "a county of this operation",
                               "Use an id from operation.open."));
  }
  const ManifestBatch* listed = batch_named(operation, batch);
  if (!batch.empty() &&
      (listed == nullptr || listed->county != county || (!unit.empty() && listed->unit != unit))) {
    problems.push_back(refusal("discrepancy.batch", "batch " + batch,
                               "a batch of this county and unit", "Check the id on the sheet."));
  }
  const auto reported = operation.commitment.units.find(unit);
  if (!unit.empty() &&
      (reported == operation.commitment.units.end() || reported->second.county != county)) {
    problems.push_back(refusal("discrepancy.unit", "unit " + unit,
                               "a reporting unit of this county", "Check the id."));
  }
  return problems;
}

base::Problems decide_discrepancy(const Operation& operation, const Command& command) {
  const std::string id = text_in(command.body, "discrepancy");
  base::Problems problems =
      author_acts_in(operation, command.author, text_in(command.body, "county"));
  if (is_own_id(id) || operation.judging.discrepancies.records.contains(id)) {
    problems.push_back(refusal("discrepancy.id", id, "a new id of your own",
                               "Ids such as entries:B1 open by themselves."));
  }
  add_problems(problems, check_place_of_discrepancy(operation, command.body));
  return problems;
}

void apply_discrepancy(Operation& operation, const Event& event) {
  OpenedDiscrepancy opened;
  opened.position = event.position;
  opened.author = event.author;
  opened.claimed_time = event.claimed_time;
  opened.what = text_in(event.body, "what");
  opened.county = text_in(event.body, "county");
  opened.batch = text_in(event.body, "batch");
  opened.unit = text_in(event.body, "unit");
  const ManifestBatch* listed = batch_named(operation, opened.batch);
  if (opened.unit.empty() && listed != nullptr) opened.unit = listed->unit;
  opened.words = text_in(event.body, "words");
  opened.values = numbers_in(event.body, "values");
  operation.judging.discrepancies.records[text_in(event.body, "discrepancy")].opened =
      std::move(opened);
}

// No value when there is none that the author may know of. One refusal for both: before sign-off
// an answer must not tell whether a unit differs from what was reported.
std::optional<Discrepancy> known_to(const Operation& operation, const Command& command) {
  auto found = discrepancy_named(operation, text_in(command.body, "discrepancy"));
  const Account& author = operation.people.accounts.at(command.author);
  if (found && !may_see_discrepancy(operation, {.viewer = &author}, *found)) found.reset();
  return found;
}

base::Problems check_known(const Operation& operation, const Command& command,
                           const std::optional<Discrepancy>& discrepancy) {
  if (discrepancy) return author_acts_in(operation, command.author, discrepancy->county);
  return {refusal("discrepancy.unknown", text_in(command.body, "discrepancy"),
                  "a discrepancy of the queue", "See `show ELECTION discrepancies`.")};
}

bool is_closed_now(const Discrepancy& discrepancy) {
  return discrepancy.record != nullptr && discrepancy.record->is_closed();
}

base::Problems check_not_closed(const Discrepancy& discrepancy) {
  if (!is_closed_now(discrepancy)) return {};
  return {refusal("discrepancy.closed", discrepancy.id + ", closed", "a discrepancy that is open",
                  "Reopen it with discrepancy.reopen: a reason and two persons.")};
}

base::Problems decide_named_cause(const Operation& operation, const Command& command) {
  const auto discrepancy = known_to(operation, command);
  base::Problems problems = check_known(operation, command, discrepancy);
  if (discrepancy) add_problems(problems, check_not_closed(*discrepancy));
  if (discrepancy && discrepancy->kind == DiscrepancyKind::Reported) {
    problems.push_back(refusal("discrepancy.of-unit", discrepancy->id,
                               "a cause of the unit's change",
                               "Give it with cause.assign: certificates ask for that one."));
  }
  const std::string code = text_in(command.body, "code");
  const auto read = recount::read_cause(code);
  if (!read) add_problems(problems, read.problems());
  if (code == "UNEXPLAINED" && !command.body.contains("minute")) {
    problems.push_back(refusal("discrepancy.minute", "UNEXPLAINED without a minute",
                               "where the minutes say that the cause was looked for",
                               "Add \"minute\"."));
  }
  return problems;
}

void apply_named_cause(Operation& operation, const Event& event) {
  operation.judging.discrepancies.records[text_in(event.body, "discrepancy")].causes.push_back(
      {event.position, event.author, event.claimed_time, text_in(event.body, "code"),
       text_in(event.body, "words"), text_in(event.body, "minute")});
}

base::Problems decide_discrepancy_close(const Operation& operation, const Command& command) {
  const auto discrepancy = known_to(operation, command);
  base::Problems problems = check_known(operation, command, discrepancy);
  if (!discrepancy) return problems;
  add_problems(problems, check_not_closed(*discrepancy));
  if (discrepancy->cause.empty()) {
    problems.push_back(refusal("discrepancy.cause", discrepancy->id + " without a cause",
                               "a cause before the close",
                               "Name it with discrepancy.cause, of a unit's change with "
                               "cause.assign."));
  }
  if (discrepancy->kind == DiscrepancyKind::Entries && discrepancy->holds) {
    problems.push_back(refusal("discrepancy.holds", "two entries that still differ",
                               "entries that agree, or an adjudication",
                               "Settle them with tally.adjudicate first."));
  }
  if (discrepancy->kind == DiscrepancyKind::Incident && discrepancy->holds) {
    problems.push_back(refusal("discrepancy.holds", "an incident that is open", "a resolution",
                               "Resolve it with incident.resolve first."));
  }
  return problems;
}

DiscrepancyStep step_of(const Event& event) {
  DiscrepancyStep step;
  step.position = event.position;
  step.author = event.author;
  step.second = event.approved_by;
  step.claimed_time = event.claimed_time;
  return step;
}

void apply_discrepancy_close(Operation& operation, const Event& event) {
  DiscrepancyStep step = step_of(event);
  step.words = text_in(event.body, "words");
  operation.judging.discrepancies.records[text_in(event.body, "discrepancy")].steps.push_back(step);
}

base::Problems decide_reopening(const Operation& operation, const Command& command) {
  const auto discrepancy = known_to(operation, command);
  base::Problems problems = check_known(operation, command, discrepancy);
  if (discrepancy && !is_closed_now(*discrepancy)) {
    problems.push_back(refusal("discrepancy.open", discrepancy->id + ", open",
                               "a discrepancy that is closed", "It is open: name its cause."));
  }
  return problems;
}

void apply_reopening(Operation& operation, const Event& event) {
  DiscrepancyStep step = step_of(event);
  step.closes = false;
  step.words = text_in(event.body, "reason");
  operation.judging.discrepancies.records[text_in(event.body, "discrepancy")].steps.push_back(step);
}

UseCase about_discrepancy(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::Supervisor, Role::BoardMember, Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {{"discrepancy", FieldType::Text, true, "Its id, as the queue shows it."}};
  return use_case;
}

}  // namespace

UseCase open_discrepancy() {
  UseCase use_case = about_discrepancy("discrepancy.open",
                                       "Put something that does not agree into the queue by hand.");
  const std::vector<Field> fields = {
      {"what",
       FieldType::Text,
       true,
       "What does not agree.",
       {"reported", "ballots", "voters", "seal", "custody", "machine", "paper", "other"}},
      {"county", FieldType::Text, true, "Id of the county."},
      {"batch", FieldType::Text, false, "Id of the batch."},
      {"unit", FieldType::Text, false, "Id of the reporting unit."},
      {"values", FieldType::Numbers, false, "The figures, by name."},
      {"words", FieldType::Text, true, "What was found, in a sentence."}};
  use_case.fields.insert(use_case.fields.end(), fields.begin(), fields.end());
  use_case.decide = decide_discrepancy;
  use_case.apply = apply_discrepancy;
  return use_case;
}

UseCase name_cause() {
  UseCase use_case = about_discrepancy("discrepancy.cause", "Name the cause of a discrepancy.");
  use_case.fields.push_back({"code",
                             FieldType::Text,
                             true,
                             "Code of the cause; UNEXPLAINED only with a minute.",
                             {},
                             cause_words()});
  use_case.fields.push_back({"words", FieldType::Text, true, "The cause, in a sentence."});
  use_case.fields.push_back({"minute", FieldType::Text, false, "Where the minutes speak of it."});
  use_case.decide = decide_named_cause;
  use_case.apply = apply_named_cause;
  return use_case;
}

UseCase close_discrepancy() {
  UseCase use_case = about_discrepancy("discrepancy.close",
                                       "Close a discrepancy that has a cause, by two persons.");
  use_case.persons = Persons::Two;
  use_case.fields.push_back({"words", FieldType::Text, false, "What was done, in a sentence."});
  use_case.decide = decide_discrepancy_close;
  use_case.apply = apply_discrepancy_close;
  return use_case;
}

UseCase reopen_discrepancy() {
  UseCase use_case =
      about_discrepancy("discrepancy.reopen", "Open a closed discrepancy again, by two persons.");
  use_case.persons = Persons::Two;
  use_case.fields.push_back({"reason", FieldType::Text, true, "Why, in a sentence."});
  use_case.decide = decide_reopening;
  use_case.apply = apply_reopening;
  return use_case;
}

}  // namespace recanvass::workflow
