// order.record, stay.record, stay.lift, method.set, stage.close: what is counted again, how, and
// when work was stayed.
#include "base/date.h"
#include "verify/body.h"
#include "verify/replay.h"
#include "verify/standing.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

void read_order(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "order");
  if (!replay.want(id.has_value(), said, "order")) return;
  if (!replay.record.orders.emplace(*id, said.position).second) {
    replay.fault(CheckId::V14, said, fmt::format("the order {} was recorded before", *id));
  }
  replay.record.matters.orders.insert_or_assign(
      *id, OrderSeen{text_or_empty(said.body, "court"), text_or_empty(said.body, "case")});
  if (member_of(said.body, "document") != nullptr) replay.record.orders_on_file.insert(*id);
  if (text_or_empty(said.body, "orders") == "recount") {
    replay.record.orders_of_recounts.insert(*id);
  }
  if (text_or_empty(said.body, "orders") == "stay") replay.record.stays_to_record.insert(*id);
  if (const auto made_at = base::LocalTime::parse(text_or_empty(said.body, "made_at"))) {
    replay.record.orders_made_at[*id] = made_at->text();
  }
}

void want_order(Replay& replay, const Said& said, const std::string& id) {
  if (id.empty() || replay.record.orders.count(id) > 0) return;
  replay.fault(CheckId::V14, said, fmt::format("the order {} was not recorded", id));
}

void read_stay(Replay& replay, const Said& said) {
  const auto name = text_of(said.body, "stay");
  if (!replay.want(name.has_value(), said, "stay")) return;
  want_order(replay, said, text_or_empty(said.body, "order"));
  replay.record.stays_to_record.erase(text_or_empty(said.body, "order"));
  const auto made = replay.record.orders_made_at.find(text_or_empty(said.body, "order"));
  const auto from = base::LocalTime::parse(text_or_empty(said.body, "from"));
  if (made != replay.record.orders_made_at.end() && from && from->text() < made->second) {
    replay.fault(
        CheckId::V14, said,
        fmt::format("it stays from {}, before its order was made, {}", from->text(), made->second));
  }
  replay.record.matters.stays.insert_or_assign(
      *name, StaySeen{text_or_empty(said.body, "order"), text_or_empty(said.body, "from")});
  if (!replay.record.stays.emplace(*name, true).second) {
    replay.fault(CheckId::V14, said, fmt::format("a stay of the name {} stood before", *name));
  }
}

void read_lift(Replay& replay, const Said& said) {
  const auto stay = replay.record.stays.find(text_or_empty(said.body, "stay"));
  want_order(replay, said, text_or_empty(said.body, "order"));
  if (stay == replay.record.stays.end() || !stay->second) {
    replay.fault(CheckId::V14, said, "it lifts no stay that is open");
    return;
  }
  stay->second = false;
}

std::set<std::string> unit_set(const base::Json& body, const char* name) {
  const auto units = texts_of(body, name).value_or(std::vector<std::string>());
  return {units.begin(), units.end()};
}

std::vector<MethodSet> methods_with(const Record& record, const MethodSet& set) {
  std::vector<MethodSet> methods = record.methods;
  methods.push_back(set);
  return methods;
}

// What was counted again stays counted again, and what an order or a petition asks for too.
void check_left_out(Replay& replay, const Said& said, const MethodSet& set) {
  const Record& record = replay.record;
  const std::vector<MethodSet> methods = methods_with(record, set);
  for (const auto& [id, unit] : record.units) {
    if (!set.county.empty() && record.county_of(id) != set.county) continue;
    if (has_second_figures(unit, record) && extent_under(record, methods, id) != Extent::Inside) {
      replay.fault(CheckId::V14, said,
                   fmt::format("it drops {}, of which something was counted again", id));
    }
    if (!is_left_out(record, methods, id)) continue;
    replay.fault(
        CheckId::V14, said,
        fmt::format("it leaves out {}, which {} asks for", id, who_asks_for(record, methods, id)));
  }
}

bool holds_in(const Record& record, const std::string& county) {
  if (method_for(record.methods, county) != nullptr) return true;
  return std::ranges::any_of(record.units, [&](const auto& entry) {
    return record.county_of(entry.first) == county && has_second_figures(entry.second, record);
  });
}

bool has_own_method(const Record& record, const std::string& county) {
  return std::ranges::any_of(record.methods,
                             [&](const MethodSet& set) { return set.county == county; });
}

// Whether by an order the part leaves out, now or for a later stage, what somebody had asked for.
bool passes_over(const Record& record, const Said& said) {
  const bool by_order = !text_or_empty(said.body, "order").empty();
  if (!by_order || text_or_empty(said.body, "extent") == "whole") return false;
  const std::string county = text_or_empty(said.body, "county");
  const std::set<std::string> named = unit_set(said.body, "units");
  return std::ranges::any_of(record.units, [&](const auto& entry) {
    const std::string of = record.county_of(entry.first);
    const bool inside = county.empty() ? !has_own_method(record, of) : of == county;
    return inside && !named.contains(entry.first) && !who_asked_for(record, entry.first).empty();
  });
}

// To change the method of a place, or one by which counting began there, takes two persons; so does
// a part that leaves out what somebody asked for.
bool method_needs_two(const Record& record, const Said& said) {
  if (passes_over(record, said)) return true;
  const std::string county = text_or_empty(said.body, "county");
  if (!county.empty()) return record.counties.contains(county) && holds_in(record, county);
  return std::ranges::any_of(record.counties, [&](const auto& entry) {
    return !has_own_method(record, entry.first) && holds_in(record, entry.first);
  });
}

void read_method(Replay& replay, const Said& said) {
  MethodSet set;
  set.position = said.position;
  set.county = text_or_empty(said.body, "county");
  set.method = text_or_empty(said.body, "method");
  set.extent = text_or_empty(said.body, "extent");
  set.units = unit_set(said.body, "units");
  const bool method = set.method == "hand" || set.method == "machine" || set.method == "mixed";
  const bool extent = set.extent == "whole" || set.extent == "partial" || set.extent == "staged";
  if (!replay.want(method, said, "method") || !replay.want(extent, said, "extent")) return;
  replay.want((set.extent == "whole") == set.units.empty(), said, "units");
  replay.want_county(said, set.county);
  set.order = text_or_empty(said.body, "order");
  want_order(replay, said, set.order);
  const auto order = replay.record.orders.find(set.order);
  if (order != replay.record.orders.end()) set.ordered_at = order->second;
  if (set.order.empty() == (text_or_empty(said.body, "decided_by") == "order")) {
    replay.fault(CheckId::V14, said, "it names no order by which it decides, or one by which not");
  }
  check_left_out(replay, said, set);
  if (!set.order.empty() && !replay.record.orders_on_file.contains(set.order) &&
      passes_over(replay.record, said)) {
    replay.fault(CheckId::V14, said,
                 fmt::format("it leaves out what was asked for by the order {}, whose document is "
                             "not on file",
                             set.order));
  }
  set.by = accounts_of(said);
  replay.record.methods.push_back(std::move(set));
}

// What the law said then is in "found"; where it said nothing, somebody decided.
bool another_stage(Replay& replay, const Said& said) {
  const base::Json none = base::Json::object();
  const base::Json* found = member_of(said.body, "found");
  const std::string by_law = text_or_empty(found == nullptr ? none : *found, "due");
  const std::string stated = text_or_empty(said.body, "due");
  if (by_law == "yes" || by_law == "no") {
    if (!stated.empty() && stated != by_law) {
      replay.fault(CheckId::V14, said, "it states another answer than the law's, kept beside it");
    }
    return by_law == "yes";
  }
  if ((stated != "yes" && stated != "no") || text_or_empty(said.body, "decided_by").empty()) {
    replay.fault(CheckId::V14, said, "it does not say who decided whether another stage is due");
  }
  return stated == "yes";
}

// Where the law does not end the recount, nobody does against an order or a petition.
void check_stage_end(Replay& replay, const Said& said, const StageEnd& stage) {
  const Record& record = replay.record;
  const base::Json* found = member_of(said.body, "found");
  const bool by_law = found != nullptr && text_or_empty(*found, "due") == "no";
  if (stage.another || by_law) return;
  for (const auto& [id, unit] : record.units) {
    if (!stage.county.empty() && unit.placed_in != stage.county) continue;
    if (extent_of(record, id) != Extent::Later) continue;
    const std::string asker = who_asks_for(record, record.methods, id);
    if (asker.empty()) continue;
    replay.fault(CheckId::V14, said, fmt::format("it leaves out {}, which {} asks for", id, asker));
  }
}

void read_stage(Replay& replay, const Said& said) {
  Record& record = replay.record;
  StageEnd stage;
  stage.position = said.position;
  stage.county = text_or_empty(said.body, "county");
  stage.next_units = unit_set(said.body, "next_units");
  replay.want_county(said, stage.county);
  for (const auto& [id, unit] : record.units) {
    if (!stage.county.empty() && unit.placed_in != stage.county) continue;
    if (extent_of(record, id) != Extent::Inside || fate_of(record, id) != Fate::Open) continue;
    replay.fault(CheckId::V14, said, fmt::format("the unit {} of the stage was open", id));
  }
  stage.another = another_stage(replay, said);
  check_stage_end(replay, said, stage);
  record.stages.push_back(std::move(stage));
}

}  // namespace

std::vector<Kind> order_kinds() {
  return {{"order.record", {"state-officer"}, false, read_order},
          {"stay.record", {"state-officer"}, false, read_stay},
          {"stay.lift", {"state-officer"}, false, read_lift},
          {"method.set", {"state-officer", "county-officer"}, false, read_method, method_needs_two},
          {"stage.close", {"state-officer", "county-officer"}, false, read_stage}};
}

}  // namespace recanvass::verify
