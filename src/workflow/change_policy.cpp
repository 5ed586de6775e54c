// policy.change: which state's rule says what a difference means. Two persons, since it decides
// which units can be counted again; who changed it is kept. Not once a county stated its result.
#include "law/gaps.h"
#include "workflow/body.h"
#include "workflow/unit_review.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems decide_policy(const Operation& operation, const Command& command) {
  const std::string name = text_in(command.body, "policy");
  const std::string wanted =
      reconcile::why_not_policy(name, law::state_of(operation.setup.jurisdiction));
  if (!wanted.empty()) {
    return {refusal("policy.unknown", "\"" + name + "\"", wanted,
                    "Name a policy of the operation's own state.")};
  }
  if (name == operation.setup.policy) {
    return {refusal("policy.same", name, "another policy", "It is the one in force.")};
  }
  // What a county stated, and what was certified of it, was judged by the policy of that day:
  // another one would withdraw rulings and open units under signatures.
  if (!operation.deciding.county_statements.empty()) {
    return {
        refusal("policy.stated",
                "a statement of " + operation.deciding.county_statements.begin()->first +
                    ", made under " + operation.setup.policy,
                "a policy that changes before any county has stated its result",
                "What was stated stands by the policy it was stated under. Another law's answer "
                "is an order's: record it with order.record, and reopen by it.")};
  }
  return {};
}

void apply_policy(Operation& operation, const Event& event) {
  PolicyChange change{event.position, operation.setup.policy, text_in(event.body, "policy"),
                      event.author,   event.approved_by,      text_in(event.body, "reason")};
  operation.setup.policy = change.to;
  operation.reconciling.policy_changes.push_back(std::move(change));
}

}  // namespace

UseCase change_policy() {
  UseCase use_case;
  use_case.kind = "policy.change";
  use_case.summary = "Apply another policy to differences: two persons, and everybody sees it.";
  use_case.roles = {Role::StateOfficer};
  use_case.persons = Persons::Two;
  use_case.fields = {{"policy", FieldType::Text, true, "Id, such as us-mi-2025."},
                     {"reason", FieldType::Text, true, "Why, in a sentence."}};
  use_case.decide = decide_policy;
  use_case.apply = apply_policy;
  return use_case;
}

}  // namespace recanvass::workflow
