// order.record, stay.record and stay.lift: what a court decided. A stay seals the work: while one
// is open nothing is counted, and what was entered stays.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

base::Problems decide_order(const Operation& operation, const Command& command) {
  base::Problems problems;
  if (operation.opening.orders.by_id.contains(text_in(command.body, "order"))) {
    problems.push_back(refusal("order.exists", text_in(command.body, "order"), "a new id",
                               "Give every order its own id."));
  }
  return problems;
}

void apply_order(Operation& operation, const Event& event) {
  CourtOrder order;
  order.position = event.position;
  order.court = text_in(event.body, "court");
  order.case_number = text_in(event.body, "case");
  order.orders = event.body.value("orders", "other");
  order.words = text_in(event.body, "words");
  order.made_at = moment_in(event.body, "made_at");
  order.document = event.body.value("document", base::Json());
  operation.opening.orders.by_id.emplace(text_in(event.body, "order"), order);
}

base::Problems decide_stay(const Operation& operation, const Command& command) {
  base::Problems problems = order_is_known(operation, text_in(command.body, "order"));
  const auto order = operation.opening.orders.by_id.find(text_in(command.body, "order"));
  const std::string from = moment_in(command.body, "from");
  if (order != operation.opening.orders.by_id.end() && from < order->second.made_at) {
    problems.push_back(refusal("stay.before-order", "from " + from,
                               "not before its order was made, " + order->second.made_at,
                               "Correct the time."));
  }
  if (operation.opening.orders.stays.contains(text_in(command.body, "stay"))) {
    problems.push_back(refusal("stay.exists", text_in(command.body, "stay"), "a new name",
                               "Two stays have two names, so that each is lifted by itself."));
  }
  return problems;
}

void apply_stay(Operation& operation, const Event& event) {
  Stay stay;
  stay.position = event.position;
  stay.order = text_in(event.body, "order");
  stay.from = moment_in(event.body, "from");
  stay.words = text_in(event.body, "words");
  operation.opening.orders.stays.emplace(text_in(event.body, "stay"), stay);
}

base::Problems decide_lift(const Operation& operation, const Command& command) {
  const auto& stays = operation.opening.orders.stays;
  const auto found = stays.find(text_in(command.body, "stay"));
  if (found == stays.end() || found->second.lifted) {
    return {refusal("stay.unknown", "\"" + text_in(command.body, "stay") + "\"",
                    "the name of an open stay", "See `show ELECTION orders`.")};
  }
  base::Problems problems;
  const std::string order = text_in(command.body, "order");
  if (!order.empty()) add_problems(problems, order_is_known(operation, order));
  if (moment_in(command.body, "lifted_at") < found->second.from) {
    problems.push_back(refusal("stay.time", moment_in(command.body, "lifted_at"),
                               "not before the stay, " + found->second.from, "Correct the time."));
  }
  return problems;
}

void apply_lift(Operation& operation, const Event& event) {
  const auto named = operation.opening.orders.stays.find(text_in(event.body, "stay"));
  if (named == operation.opening.orders.stays.end()) return;
  Stay& stay = named->second;
  stay.lifted = event.position;
  stay.lifted_at = moment_in(event.body, "lifted_at");
  stay.lifted_words = text_in(event.body, "words");
  stay.lifting_order = text_in(event.body, "order");
}

}  // namespace

UseCase record_order() {
  UseCase use_case;
  use_case.kind = "order.record";
  use_case.summary = "Record what a court ordered.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"order", FieldType::Text, true, "A new id."},
                     {"court", FieldType::Text, true, "Which court."},
                     {"case", FieldType::Text, true, "Its case number."},
                     {"made_at", FieldType::Moment, true, "Local time of the order."},
                     {"orders",
                      FieldType::Text,
                      false,
                      "What it orders.",
                      {"recount", "stay", "method", "deadline", "other"}},
                     {"words", FieldType::Text, true, "The words that decide."},
                     {"document", FieldType::File, false, "The order itself."}};
  use_case.decide = decide_order;
  use_case.apply = apply_order;
  return use_case;
}

UseCase record_stay() {
  UseCase use_case;
  use_case.kind = "stay.record";
  use_case.summary = "Seal the work: nothing is counted until the stay is lifted.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"stay", FieldType::Text, true, "A new name for it."},
                     {"order", FieldType::Text, true, "Id of the order that stays."},
                     {"from", FieldType::Moment, true, "Local time from which work is sealed."},
                     {"words", FieldType::Text, true, "The words that decide."}};
  use_case.decide = decide_stay;
  use_case.apply = apply_stay;
  return use_case;
}

UseCase lift_stay() {
  UseCase use_case;
  use_case.kind = "stay.lift";
  use_case.summary = "End a stay: counting goes on where it stopped.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"stay", FieldType::Text, true, "Its name."},
                     {"lifted_at", FieldType::Moment, true, "Local time at which it ended."},
                     {"words", FieldType::Text, true, "The words that decide."},
                     {"order", FieldType::Text, false, "Id of the order that lifts it."}};
  use_case.decide = decide_lift;
  use_case.apply = apply_lift;
  return use_case;
}

}  // namespace recanvass::workflow
