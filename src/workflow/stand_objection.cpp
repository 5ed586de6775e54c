// objection.standing, objection.envelope, objection.batch, objection.withdraw and objection.rule:
// an objection to every member of a class is made once and stands. Each affected envelope or batch
// is then counted under it, so ten thousand of them neither get lost nor slow anybody down.
#include "workflow/board_vote.h"
#include "workflow/body.h"
#include "workflow/challenge_sums.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

const StandingObjection* objection_in(const Operation& operation, const base::Json& body) {
  const auto found = operation.judging.challenges.objections.find(text_in(body, "objection"));
  return found == operation.judging.challenges.objections.end() ? nullptr : &found->second;
}

// Null: the entry names no standing objection.
StandingObjection* objection_of(Operation& operation, const Event& event) {
  const auto found = operation.judging.challenges.objections.find(text_in(event.body, "objection"));
  return found == operation.judging.challenges.objections.end() ? nullptr : &found->second;
}

base::Problems check_objection(const Operation& operation, const Command& command) {
  const StandingObjection* objection = objection_in(operation, command.body);
  if (objection != nullptr) {
    return author_acts_in(operation, command.author, objection->county);
  }
  return {refusal("objection.unknown", text_in(command.body, "objection"), "a standing objection",
                  "See `show ELECTION objections`.")};
}

base::Problems check_objection_open(const StandingObjection& objection) {
  if (objection.status() == ObjectionStatus::Open) return {};
  return {refusal("objection.settled",
                  fmt::format("{}, {}", objection.id, name_of(objection.status())),
                  "an objection that is open", "Make a new one if there are other grounds.")};
}

std::array<std::string, 4> class_of(const StandingObjection& objection) {
  return {objection.unit, objection.object_class, objection.side, objection.ground};
}

void forget_standing(Operation& operation, const StandingObjection& objection) {
  auto& standing = operation.judging.challenges.standing;
  const auto found = standing.find(class_of(objection));
  if (found != standing.end() && found->second == objection.id) standing.erase(found);
}

// The same objection made twice is one: the second is told where to count.
base::Problems check_not_standing(const Operation& operation, const base::Json& body) {
  const auto found =
      operation.judging.challenges.standing.find({text_in(body, "unit"), text_in(body, "class"),
                                                  text_in(body, "side"), text_in(body, "ground")});
  if (found == operation.judging.challenges.standing.end()) return {};
  return {refusal("objection.stands", "the same objection again", found->second + ", which stands",
                  "Count what it affects with objection.envelope or objection.batch.")};
}

base::Problems decide_stand(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = author_acts_in(operation, command.author, county);
  const auto found = operation.commitment.units.find(unit);
  if (found == operation.commitment.units.end() || found->second.county != county) {
    problems.push_back(refusal("objection.unit", fmt::format("unit {} of {}", unit, county),
                               "a reporting unit of this county", "Check both ids."));
  }
  if (objection_in(operation, command.body) != nullptr) {
    problems.push_back(refusal("objection.exists", text_in(command.body, "objection"), "a new id",
                               "Give each objection its own."));
  }
  const std::string side = text_in(command.body, "side");
  if (side != "petitioner" && side != "board" && !operation.setup.has_choice(side)) {
    problems.push_back(refusal("objection.side", "\"" + side + "\"",
                               "a choice's id, petitioner or board",
                               "Name the party that objects."));
  }
  add_problems(problems, check_not_standing(operation, command.body));
  return problems;
}

void apply_stand(Operation& operation, const Event& event) {
  StandingObjection objection;
  objection.id = text_in(event.body, "objection");
  objection.position = event.position;
  objection.author = event.author;
  objection.claimed_time = event.claimed_time;
  objection.county = text_in(event.body, "county");
  objection.unit = text_in(event.body, "unit");
  objection.object_class = text_in(event.body, "class");
  objection.side = text_in(event.body, "side");
  objection.ground = text_in(event.body, "ground");
  objection.words = text_in(event.body, "words");
  objection.changed_at = event.position;
  ++operation.judging.challenges.registered_by[event.author];
  operation.judging.challenges.standing.emplace(class_of(objection), objection.id);
  operation.judging.challenges.objections.emplace(objection.id, std::move(objection));
}

base::Problems decide_envelope(const Operation& operation, const Command& command) {
  base::Problems problems = check_objection(operation, command);
  const StandingObjection* objection = objection_in(operation, command.body);
  if (objection == nullptr) return problems;
  add_problems(problems, check_objection_open(*objection));
  if (objection->envelopes.contains(text_in(command.body, "envelope"))) {
    problems.push_back(refusal("objection.counted", "envelope " + text_in(command.body, "envelope"),
                               "each envelope once",
                               "It is counted under this objection already."));
  }
  return problems;
}

void apply_envelope(Operation& operation, const Event& event) {
  StandingObjection* named = objection_of(operation, event);
  if (named == nullptr) return;
  StandingObjection& objection = *named;
  objection.envelopes.insert(text_in(event.body, "envelope"));
  objection.affected += 1;
  objection.changed_at = event.position;
  operation.judging.challenges.envelopes_counted += 1;
}

base::Problems decide_whole_batch(const Operation& operation, const Command& command) {
  base::Problems problems = check_objection(operation, command);
  const StandingObjection* objection = objection_in(operation, command.body);
  if (objection == nullptr) return problems;
  add_problems(problems, check_objection_open(*objection));
  const std::string batch = text_in(command.body, "batch");
  const ManifestBatch* listed = batch_named(operation, batch);
  if (listed == nullptr || listed->unit != objection->unit) {
    problems.push_back(refusal("objection.batch", "batch " + batch,
                               "a batch of unit " + objection->unit, "Check the id on the sheet."));
  }
  if (objection->batches.contains(batch)) {
    problems.push_back(refusal("objection.counted", "batch " + batch, "each batch once",
                               "It is counted under this objection already."));
  }
  constexpr std::int64_t kMost = 10'000'000;
  if (number_in(command.body, "affected") > kMost) {
    problems.push_back(refusal("objection.affected",
                               std::to_string(number_in(command.body, "affected")),
                               "at most 10,000,000 ballots", "Check the number."));
  }
  return problems;
}

void apply_whole_batch(Operation& operation, const Event& event) {
  StandingObjection* named = objection_of(operation, event);
  if (named == nullptr) return;
  StandingObjection& objection = *named;
  const std::int64_t affected = number_in(event.body, "affected");
  objection.batches.emplace(text_in(event.body, "batch"), affected);
  objection.affected += affected;
  objection.changed_at = event.position;
}

base::Problems decide_objection_lift(const Operation& operation, const Command& command) {
  base::Problems problems = check_objection(operation, command);
  const StandingObjection* objection = objection_in(operation, command.body);
  if (objection == nullptr) return problems;
  add_problems(problems, check_objection_open(*objection));
  const Role role = operation.people.accounts.at(command.author).role;
  const bool is_party = role == Role::Petitioner || role == Role::Observer;
  if (is_party && objection->author != command.author) {
    problems.push_back(refusal("objection.not-yours", command.author,
                               objection->author + ", who made it",
                               "A party withdraws its own; the board records others'."));
  }
  return problems;
}

// As of a claim on a challenged ballot.
Persons persons_of_objection_lift(const Operation& operation, const std::string& author,
                                  const base::Json& body) {
  const StandingObjection* objection = objection_in(operation, body);
  return objection == nullptr || is_own_claim(operation, author, objection->author, objection->side)
             ? Persons::One
             : Persons::Two;
}

void apply_objection_lift(Operation& operation, const Event& event) {
  StandingObjection* named = objection_of(operation, event);
  if (named == nullptr) return;
  StandingObjection& objection = *named;
  objection.withdrawn_at = event.position;
  objection.withdrawn_words = text_in(event.body, "words");
  objection.withdrawn_by = {event.author};
  if (!event.approved_by.empty()) objection.withdrawn_by.insert(event.approved_by);
  forget_standing(operation, objection);
  objection.changed_at = event.position;
}

base::Problems decide_objection_ruling(const Operation& operation, const Command& command) {
  base::Problems problems = check_objection(operation, command);
  const StandingObjection* objection = objection_in(operation, command.body);
  if (objection == nullptr) return problems;
  if (objection->status() != ObjectionStatus::Ruled) {
    add_problems(problems, check_objection_open(*objection));
  }
  add_problems(problems, ruling_problems(command.body, latest_ruling(objection->rulings)));
  add_problems(problems, court_problems(operation, command.body));
  return problems;
}

void apply_objection_ruling(Operation& operation, const Event& event) {
  StandingObjection* named = objection_of(operation, event);
  if (named == nullptr) return;
  StandingObjection& objection = *named;
  objection.rulings.push_back(ruling_in(event));
  forget_standing(operation, objection);
  objection.changed_at = event.position;
}

UseCase objecting(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::BoardMember,  Role::CountyOfficer, Role::Supervisor,
                    Role::StateOfficer, Role::Petitioner,    Role::Observer};
  use_case.fields = {{"objection", FieldType::Text, true, "Id of the standing objection."}};
  return use_case;
}

}  // namespace

UseCase stand_objection() {
  UseCase use_case =
      objecting("objection.standing", "Object once to a whole class, such as every envelope.");
  const std::vector<Field> fields = {
      {"county", FieldType::Text, true, "Id of the county."},
      {"unit", FieldType::Text, true, "Reporting unit whose class it is."},
      {"class",
       FieldType::Text,
       true,
       "What is objected to.",
       {"envelope", "ballot", "batch", "procedure"}},
      {"side", FieldType::Text, true, "Party that objects: a choice's id, petitioner or board."},
      {"ground", FieldType::Text, true, "Code of the ground.", challenge_grounds()},
      {"words", FieldType::Text, true, "The ground in the party's words."}};
  use_case.fields.insert(use_case.fields.end(), fields.begin(), fields.end());
  use_case.decide = decide_stand;
  use_case.apply = apply_stand;
  return use_case;
}

UseCase count_envelope() {
  UseCase use_case =
      objecting("objection.envelope", "Count one envelope under a standing objection.");
  use_case.roles.push_back(Role::Counter);
  use_case.fields.push_back({"envelope", FieldType::Text, true, "Number of the envelope."});
  use_case.decide = decide_envelope;
  use_case.apply = apply_envelope;
  return use_case;
}

UseCase count_batch_objected() {
  UseCase use_case =
      objecting("objection.batch", "Count a batch of ballots under a standing objection.");
  use_case.roles.push_back(Role::Counter);
  use_case.fields.push_back({"batch", FieldType::Text, true, "Id of the batch."});
  use_case.fields.push_back({"affected", FieldType::Number, true, "Ballots that it affects."});
  use_case.decide = decide_whole_batch;
  use_case.apply = apply_whole_batch;
  return use_case;
}

UseCase withdraw_objection() {
  UseCase use_case = objecting("objection.withdraw", "Record that an objection is withdrawn.");
  use_case.fields.push_back({"words", FieldType::Text, false, "Why, in a sentence."});
  use_case.persons_of = persons_of_objection_lift;
  use_case.two_when = "where it is not a party's own account, or the board's own objection";
  use_case.decide = decide_objection_lift;
  use_case.apply = apply_objection_lift;
  return use_case;
}

UseCase rule_objection() {
  UseCase use_case = objecting("objection.rule", "Record the ruling on a standing objection.");
  use_case.roles = {Role::BoardMember, Role::CountyOfficer, Role::StateOfficer};
  const std::vector<Field> fields = ruling_fields();
  use_case.fields.insert(use_case.fields.end(), fields.begin(), fields.end());
  use_case.decide = decide_objection_ruling;
  use_case.apply = apply_objection_ruling;
  return use_case;
}

}  // namespace recanvass::workflow
