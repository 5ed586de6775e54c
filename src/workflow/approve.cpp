// approve and decline: the second person of an act that needs two. The act is decided again when it
// is approved, since the state may have changed while it waited.
#include "workflow/body.h"
#include "workflow/event_county.h"
#include "workflow/fold.h"
#include "workflow/gates.h"
#include "workflow/operation.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

std::uint64_t position_in(const base::Json& body) { return body["entry"].get<std::uint64_t>(); }

Command command_of(const Event& event) {
  return {event.kind, event.author, event.idempotency_key, event.claimed_time, event.body};
}

// Where the author has only one other state officer, that one may be gone or have lost his key, and
// nobody could be named or get a new key any more. Then a county officer or a board member, who had
// an account before, may be the second person, of anybody's account but his own.
bool stands_in(const Operation& operation, const Event& act, const Account& second) {
  if (act.kind != "account.add" && act.kind != "key.rotate") return false;
  if (second.role != Role::CountyOfficer && second.role != Role::BoardMember) return false;
  return open_state_officers(operation) <= 2 && second.id != text_in(act.body, "account");
}

base::Problems decide_either(const Operation& operation, const Command& command) {
  const auto waiting = operation.people.waiting.find(position_in(command.body));
  if (waiting == operation.people.waiting.end()) {
    return {refusal("approve.nothing", std::to_string(position_in(command.body)),
                    "the position of an act that waits", "See `show ELECTION waiting`.")};
  }
  const Event& event = waiting->second;
  const auto author = operation.people.accounts.find(command.author);
  const UseCase* use_case = use_case_named(event.kind);
  base::Problems problems;
  if (same_person(operation, event.author, command.author)) {
    problems.push_back(
        refusal("approve.same-person", command.author, "another person", "Ask a second officer."));
  }
  if (stands_in(operation, event, author->second)) return problems;
  bool entitled = false;
  for (const Role role : use_case->roles) entitled = entitled || role == author->second.role;
  // Of the whole jurisdiction where the act is: then its county is empty.
  add_problems(problems, author_acts_in(operation, command.author, county_of(operation, event)));
  if (!entitled) {
    problems.push_back(refusal("author.role", name_of(author->second.role),
                               "a role that may do the act itself", "Ask a second officer."));
  }
  return problems;
}

base::Problems decide_approve(const Operation& operation, const Command& command) {
  base::Problems problems = decide_either(operation, command);
  if (!problems.empty()) return problems;
  const Event& event = operation.people.waiting.at(position_in(command.body));
  const UseCase* use_case = use_case_named(event.kind);
  if (use_case->decide_second != nullptr) {
    problems = use_case->decide_second(operation, event, command.author);
  }
  if (problems.empty()) problems = use_case->decide(operation, command_of(event));
  return problems;
}

void apply_approve(Operation& operation, const Event& event) {
  const auto waiting = operation.people.waiting.find(position_in(event.body));
  if (waiting == operation.people.waiting.end()) return;
  Event act = waiting->second;
  act.approved_by = event.author;
  operation.people.waiting.erase(waiting);
  operation.people.seconds.emplace(act.position, event.author);
  take_effect(operation, act);
}

void apply_decline(Operation& operation, const Event& event) {
  operation.people.waiting.erase(position_in(event.body));
}

UseCase second_person(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer, Role::Supervisor, Role::BoardMember};
  use_case.fields = {{"entry", FieldType::Number, true, "Position of the waiting act."},
                     {"reason", FieldType::Text, false, "Why, in a sentence."}};
  return use_case;
}

}  // namespace

UseCase approve() {
  UseCase use_case = second_person("approve", "Let a waiting two-person act take effect.");
  use_case.decide = decide_approve;
  use_case.apply = apply_approve;
  return use_case;
}

UseCase decline() {
  UseCase use_case = second_person("decline", "Refuse a waiting two-person act.");
  use_case.decide = decide_either;
  use_case.apply = apply_decline;
  return use_case;
}

}  // namespace recanvass::workflow
