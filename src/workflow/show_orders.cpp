// show orders: court orders, stays, the automatic trigger and the method of counting.
#include "workflow/petition_law.h"
#include "workflow/view_list.h"

namespace recanvass::workflow {
namespace {

using base::Json;

Json court_order_json(const std::string& id, const CourtOrder& order) {
  Json json = {{"order", id},
               {"entry", order.position},
               {"court", order.court},
               {"case", order.case_number},
               {"made_at", order.made_at},
               {"orders", order.orders},
               {"words", order.words}};
  if (!order.document.is_null()) json["document"] = order.document;
  return json;
}

Json stay_json(const std::string& name, const Stay& stay) {
  Json json = {{"stay", name},      {"entry", stay.position}, {"order", stay.order},
               {"from", stay.from}, {"words", stay.words},    {"open", !stay.lifted.has_value()}};
  if (!stay.lifted) return json;
  json["lifted"] = {{"entry", *stay.lifted}, {"at", stay.lifted_at}, {"words", stay.lifted_words}};
  if (!stay.lifting_order.empty()) json["lifted"]["order"] = stay.lifting_order;
  return json;
}

// What the law said, without what the reported figures gave.
Json law_seen(const Operation& operation, const ViewRequest& request, Json law) {
  if (may_see_reported_sums(operation, request) || !law.is_object()) return law;
  if (law.contains("sentence")) law["sentence"] = kHiddenSums;
  law.erase("reported_margin");
  law.erase("limit_votes");
  return law;
}

Json method_json(const MethodChoice& choice) {
  Json json = {{"entry", choice.position}, {"method", choice.method},
               {"extent", choice.extent},  {"decided_by", choice.decided_by},
               {"words", choice.words},    {"law", choice.found}};
  if (!choice.county.empty()) json["county"] = choice.county;
  if (!choice.units.empty()) json["units"] = choice.units;
  if (!choice.order.empty()) json["order"] = choice.order;
  return json;
}

Json trigger_json(const Operation& operation, const ViewRequest& request) {
  const auto& trigger = operation.opening.orders.trigger;
  if (!trigger)
    return {{"recorded", false}, {"law", law_seen(operation, request, find_trigger(operation))}};
  Json json = {{"recorded", true},
               {"entry", trigger->position},
               {"recorded_at", trigger->recorded_at},
               {"law", law_seen(operation, request, trigger->found)},
               {"waived", trigger->waived}};
  if (!trigger->words.empty()) json["words"] = trigger->words;
  return json;
}

// Orders by time, then id; stays by name; methods as they were set.
Json build_orders(const Operation& operation, const ViewRequest& request) {
  const Orders& orders = operation.opening.orders;
  std::map<std::pair<std::string, std::string>, Json> by_time;
  for (const auto& [id, order] : orders.by_id) {
    by_time.emplace(std::make_pair(order.made_at, id), court_order_json(id, order));
  }
  Json list = Json::array();
  for (auto& [key, json] : by_time) list.push_back(std::move(json));
  Json stays = Json::array();
  for (const auto& [name, stay] : orders.stays) stays.push_back(stay_json(name, stay));
  Json methods = Json::array();
  for (const MethodChoice& choice : orders.methods) methods.push_back(method_json(choice));
  return {{"orders", std::move(list)},
          {"stays", std::move(stays)},
          {"stayed", !orders.seals().empty()},
          {"methods", std::move(methods)},
          {"trigger", trigger_json(operation, request)}};
}

}  // namespace

View show_orders() {
  return {"orders", "Court orders, stays, the automatic trigger, the method of counting.",
          build_orders};
}

}  // namespace recanvass::workflow
