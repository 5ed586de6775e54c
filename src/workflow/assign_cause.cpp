// cause.assign: why a unit's figures changed, or why a version of its returns did. A cause holds
// for the change as it is; when figures change again, another has to be found.
#include "workflow/body.h"
#include "workflow/field_words.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_result.h"
#include "workflow/use_case_list.h"
#include "workflow/view.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Problems check_version_named(const Operation& operation, const std::string& unit,
                                   const std::string& label) {
  const auto versions = operation.reconciling.versions.find(unit);
  if (versions != operation.reconciling.versions.end() &&
      std::ranges::any_of(versions->second,
                          [&](const ReturnsVersion& version) { return version.label == label; })) {
    return {};
  }
  return {refusal("cause.version", "\"" + label + "\"", "a version of the unit's returns",
                  "See `show ELECTION history`.")};
}

base::Problems decide_cause(const Operation& operation, const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = unit_is_within(operation, command.author, unit);
  add_problems(problems, cause_in(command.body, "cause"));
  if (!problems.empty()) return problems;
  if (command.body.contains("version")) {
    return check_version_named(operation, unit, text_in(command.body, "version"));
  }
  if (!counted_result(operation, unit)) {
    problems.push_back(refusal("cause.open", unit, "a unit whose count is signed off",
                               "A change is known after sign-off."));
  } else if (const ViewRequest author{.viewer = &operation.people.accounts.at(command.author)};
             !may_see_reported(operation, author, unit)) {
    problems.push_back(refusal("cause.hidden", unit + ": compared by you",
                               "somebody who may see what was reported while units are open",
                               "Let a county officer give it, or wait for the last unit."));
  } else if (changes_of(operation, unit).empty()) {
    problems.push_back(
        refusal("cause.unchanged", unit, "a unit that changed", "It needs no cause."));
  }
  return problems;
}

// The change that the cause is given for.
base::Json find_change(const Operation& operation, const Command& command) {
  if (command.body.contains("version")) return base::Json::object();
  return {{"changes", changes_of(operation, text_in(command.body, "unit"))}};
}

void apply_cause(Operation& operation, const Event& event) {
  const std::string unit = text_in(event.body, "unit");
  if (event.body.contains("version")) {
    const auto versions = operation.reconciling.versions.find(unit);
    if (versions == operation.reconciling.versions.end()) return;
    for (ReturnsVersion& version : versions->second) {
      if (version.label != text_in(event.body, "version")) continue;
      version.cause = text_in(event.body, "cause");
      version.words = text_in(event.body, "words");
      version.minute = text_in(event.body, "minute");
    }
    return;
  }
  operation.deciding.causes[unit].push_back(
      {event.position, event.author, text_in(event.body, "cause"), text_in(event.body, "words"),
       text_in(event.body, "minute"), numbers_in(event.body.at("found"), "changes")});
}

}  // namespace

UseCase assign_cause() {
  UseCase use_case;
  use_case.kind = "cause.assign";
  use_case.summary = "Give the cause of a unit's change, and where the minutes say so.";
  use_case.roles = {Role::CountyOfficer, Role::Supervisor, Role::BoardMember, Role::StateOfficer};
  use_case.fields = {
      {"unit", FieldType::Text, true, "Id of the unit."},
      {"version", FieldType::Text, false, "Label of a version of the returns; else the recount."},
      {"cause",
       FieldType::Text,
       true,
       "Code of the cause; UNEXPLAINED if none is known.",
       {},
       cause_words()},
      {"words", FieldType::Text, true, "What happened, in a sentence."},
      {"minute", FieldType::Text, true, "Where the minutes say so."}};
  use_case.decide = decide_cause;
  use_case.find = find_change;
  use_case.apply = apply_cause;
  return use_case;
}

}  // namespace recanvass::workflow
