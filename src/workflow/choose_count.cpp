// count.choose: a unit was counted again by machine and by hand, the method lets either stand, and
// the two say different things. Two persons say which of them does, before the count is closed.
#include "workflow/body.h"
#include "workflow/count_extent.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_result.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems decide_choice(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string unit = text_in(command.body, "unit");
  problems = unit_is_within(operation, command.author, unit);
  if (!problems.empty()) return problems;
  add_problems(problems, unit_is_open(operation, unit));
  const bool hand = text_in(command.body, "count") == "hand";
  const CountMethod method = method_of(operation, unit);
  if (method == CountMethod::Machine || (method == CountMethod::Hand && !hand)) {
    problems.push_back(refusal("choose.method", unit + ", whose method says what counts it",
                               "a unit that a machine or people may count",
                               "Set another method with method.set."));
  }
  const auto sums = operation.counting.sums.find(unit);
  const bool by_hand = sums != operation.counting.sums.end() &&
                       (hand ? sums->second.is_counted() : sums->second.has_entries());
  if (!operation.deciding.machine_results.contains(unit) || !by_hand) {
    problems.push_back(refusal("choose.one-count", unit + ", which was not counted both ways",
                               "a tape and entries by hand; of every batch two that agree, where "
                               "the hand count is to stand",
                               "Finish the count by hand, or set its entries aside with batch.void "
                               "by two persons."));
  }
  return problems;
}

void apply_choice(Operation& operation, const Event& event) {
  operation.deciding.chosen_counts.insert_or_assign(
      text_in(event.body, "unit"), ChosenCount{event.position,
                                               text_in(event.body, "count") == "hand",
                                               text_in(event.body, "reason"),
                                               {event.author, event.approved_by}});
}

}  // namespace

UseCase choose_count() {
  UseCase use_case;
  use_case.kind = "count.choose";
  use_case.summary = "Say which stands, a unit's count by hand or its tape; two persons.";
  use_case.roles = {Role::Supervisor, Role::CountyOfficer, Role::StateOfficer};
  use_case.persons = Persons::Two;
  use_case.fields = {{"unit", FieldType::Text, true, "Its id."},
                     {"count", FieldType::Text, true, "Which stands.", {"hand", "machine"}},
                     {"reason", FieldType::Text, true, "Why, in a sentence."}};
  use_case.decide = decide_choice;
  use_case.apply = apply_choice;
  return use_case;
}

}  // namespace recanvass::workflow
