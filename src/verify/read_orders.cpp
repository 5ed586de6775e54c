// order.record, stay.record, stay.lift, method.set, stage.close: what is counted again, how, and
// when work was stayed.
#include "verify/body.h"
#include "verify/replay.h"
#include "verify/standing.h"

#include <fmt/format.h>

namespace recanvass::verify {
namespace {

void read_order(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "order");
  if (!replay.want(id.has_value(), said, "order")) return;
  if (!replay.record.orders.insert(*id).second) {
    replay.fault(CheckId::V14, said, fmt::format("the order {} was recorded before", *id));
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
  want_order(replay, said, text_or_empty(said.body, "order"));
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
  record.stages.push_back(std::move(stage));
}

}  // namespace

std::vector<Kind> order_kinds() {
  return {{"order.record", {"state-officer"}, false, read_order},
          {"stay.record", {"state-officer"}, false, read_stay},
          {"stay.lift", {"state-officer"}, false, read_lift},
          {"method.set", {"state-officer", "county-officer"}, false, read_method},
          {"stage.close", {"state-officer", "county-officer"}, false, read_stage}};
}

}  // namespace recanvass::verify
