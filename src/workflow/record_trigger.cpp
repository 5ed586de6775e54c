// trigger.record and trigger.waive: a recount that the law orders by itself. The program computes
// it from the reported outcome; what the law refuses is not recorded.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/petition_law.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

const std::string& verdict_in(const base::Json& found, const char* name) {
  return found.at(name).get_ref<const std::string&>();
}

base::Problems decide_trigger(const Operation& operation, const Command& command) {
  if (operation.opening.orders.trigger) {
    return {refusal("trigger.twice", "a trigger that is recorded", "one automatic recount",
                    "See `show ELECTION orders`.")};
  }
  const base::Json found = find_trigger(operation);
  const std::string sentence = verdict_in(found, "sentence");
  if (verdict_in(found, "law_orders") == law::name_of(law::Verdict::No)) {
    return {refusal("trigger.law", "no automatic recount: " + sentence,
                    "a margin within the statute's threshold",
                    "A petition or an order may still start a recount.")};
  }
  const bool unknown = verdict_in(found, "law_orders") != law::name_of(law::Verdict::Yes);
  if (!unknown || !text_in(command.body, "words").empty()) return {};
  const std::string why = found.at("unknown").empty()
                              ? sentence
                              : found.at("unknown").front().get_ref<const std::string&>();
  return {refusal("trigger.law-unknown", why, "\"words\": on what the automatic recount rests",
                  "Report the totals with outcome.report, or say who ordered it.")};
}

base::Json find_trigger_rule(const Operation& operation, const Command&) {
  return find_trigger(operation);
}

void apply_trigger(Operation& operation, const Event& event) {
  operation.opening.orders.trigger = Trigger{event.position,
                                             moment_in(event.body, "recorded_at"),
                                             text_in(event.body, "words"),
                                             event.body.at("found"),
                                             {}};
}

base::Problems decide_waiver(const Operation& operation, const Command& command) {
  const auto& trigger = operation.opening.orders.trigger;
  const std::string choice = text_in(command.body, "choice");
  if (!trigger) {
    return {refusal("trigger.none", "no automatic recount", "one that is recorded",
                    "Record it with trigger.record.")};
  }
  base::Problems problems;
  if (verdict_in(trigger->found, "law_orders") == law::name_of(law::Verdict::Yes) &&
      text_in(trigger->found, "waivable") == law::name_of(law::Verdict::No)) {
    problems.push_back(refusal("trigger.waive-law", choice,
                               "a law under which an automatic recount can be waived",
                               "By " + text_in(trigger->found, "citation") + " it cannot be."));
  }
  if (!operation.setup.has_choice(choice) || trigger->waived.contains(choice)) {
    problems.push_back(refusal("trigger.choice", "\"" + choice + "\"",
                               "a choice of the contest that has not waived yet",
                               "Use an id from operation.open."));
  }
  return problems;
}

void apply_waiver(Operation& operation, const Event& event) {
  auto& trigger = operation.opening.orders.trigger;
  if (!trigger) return;
  trigger->waived.emplace(text_in(event.body, "choice"), text_in(event.body, "words"));
}

}  // namespace

UseCase record_trigger() {
  UseCase use_case;
  use_case.kind = "trigger.record";
  use_case.summary = "Record that the law orders a recount at the reported margin.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"recorded_at", FieldType::Moment, true, "Local time."},
                     {"words", FieldType::Text, false,
                      "On what it rests, where the record of the law leaves it open."}};
  use_case.decide = decide_trigger;
  use_case.find = find_trigger_rule;
  use_case.apply = apply_trigger;
  return use_case;
}

UseCase waive_trigger() {
  UseCase use_case;
  use_case.kind = "trigger.waive";
  use_case.summary = "Record that a losing choice waives the automatic recount.";
  use_case.roles = {Role::StateOfficer};
  use_case.persons = Persons::Two;
  use_case.fields = {{"choice", FieldType::Text, true, "Id of the choice that waives."},
                     {"words", FieldType::Text, true, "When and how it was said."}};
  use_case.decide = decide_waiver;
  use_case.apply = apply_waiver;
  return use_case;
}

}  // namespace recanvass::workflow
