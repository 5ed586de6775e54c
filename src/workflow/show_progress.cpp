// show progress: how far each county is: units, ballots, batches, entries that differ, incidents,
// its statement. Counted from the ledger, not from what a county says of itself.
#include "workflow/closing.h"
#include "workflow/plan_forecast.h"
#include "workflow/unit_result.h"
#include "workflow/view.h"
#include "workflow/view_list.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

struct CountyProgress {
  std::int64_t units = 0;
  std::int64_t units_done = 0;
  std::int64_t units_original = 0;
  std::int64_t ballots = 0;
  std::int64_t ballots_done = 0;
  std::int64_t batches = 0;
  std::int64_t batches_done = 0;
  std::int64_t one_entry = 0;
  std::int64_t mismatched = 0;
  std::int64_t incidents = 0;
};

void add_unit(const Operation& operation, const std::string& unit, CountyProgress& county) {
  ++county.units;
  switch (result_of(operation, unit).fate) {
    case recount::UnitFate::Counted: ++county.units_done; break;
    case recount::UnitFate::Stands: ++county.units_original; break;
    case recount::UnitFate::Open: break;
  }
  const auto found = operation.counting.sums.find(unit);
  if (found == operation.counting.sums.end()) return;
  const UnitSums& sums = found->second;
  const CountSoFar counted = count_so_far(operation, unit);
  county.ballots += sums.listed_ballots;
  county.batches += sums.batches;
  county.batches_done += counted.batches_done;
  if (counted.stands) return;
  if (counted.by_machine) {
    // The tape's own figures are not for everybody: its ballots are those that were listed.
    county.ballots_done += counted.is_complete ? sums.listed_ballots : 0;
    return;
  }
  county.ballots_done += sums.ballots;
  county.one_entry += sums.one_entry;
  county.mismatched += sums.mismatched;
}

base::Json progress_json(const CountyProgress& county) {
  return {{"units", county.units},
          {"units_done", county.units_done},
          {"units_original", county.units_original},
          {"ballots", county.ballots},
          {"ballots_done", county.ballots_done},
          {"batches", county.batches},
          {"batches_done", county.batches_done},
          {"one_entry", county.one_entry},
          {"mismatched", county.mismatched},
          {"incidents_open", county.incidents}};
}

void add_progress(CountyProgress& sum, const CountyProgress& county) {
  sum.units += county.units;
  sum.units_done += county.units_done;
  sum.units_original += county.units_original;
  sum.ballots += county.ballots;
  sum.ballots_done += county.ballots_done;
  sum.batches += county.batches;
  sum.batches_done += county.batches_done;
  sum.one_entry += county.one_entry;
  sum.mismatched += county.mismatched;
  sum.incidents += county.incidents;
}

std::map<std::string, CountyProgress> progress_by_county(const Operation& operation,
                                                         const ViewRequest& request) {
  std::map<std::string, CountyProgress> counties;
  for (const auto& [id, name] : operation.setup.counties) {
    if (request.county.empty() || id == request.county) counties[id];
  }
  for (const auto& [id, unit] : operation.commitment.units) {
    const auto county = counties.find(unit.county);
    if (county == counties.end() || (!request.unit.empty() && request.unit != id)) continue;
    add_unit(operation, id, county->second);
  }
  for (const auto& [position, incident] : operation.counting.incidents) {
    const auto county = counties.find(incident.county);
    if (county != counties.end() && incident.resolution.empty()) ++county->second.incidents;
  }
  return counties;
}

// Counties that are not done and will not be in time by their plans (workflow/plan_forecast.h).
base::Json late_json(const Operation& operation, const base::Json& unfinished) {
  base::Json list = base::Json::array();
  for (const CountyForecast& forecast : forecast_counties(operation)) {
    if (forecast.status != ForecastStatus::Late) continue;
    if (std::ranges::find(unfinished, base::Json(forecast.county)) == unfinished.end()) continue;
    list.push_back(
        {{"county", forecast.county},
         {"deadline", forecast.deadline->text()},
         {"finish", forecast.finish ? base::Json(forecast.finish->text()) : base::Json()}});
  }
  return list;
}

base::Json build_progress(const Operation& operation, const ViewRequest& request) {
  base::Json counties = base::Json::array();
  base::Json unfinished = base::Json::array();
  CountyProgress sum;
  for (const auto& [id, county] : progress_by_county(operation, request)) {
    const CountyStatement* statement = statement_of(operation, id);
    base::Json json = progress_json(county);
    json["county"] = id;
    json["name"] = operation.setup.counties.at(id);
    json["statement"] = statement == nullptr ? base::Json() : base::Json(statement->position);
    counties.push_back(std::move(json));
    if (county.units_done + county.units_original < county.units) unfinished.push_back(id);
    add_progress(sum, county);
  }
  base::Json whole = progress_json(sum);
  whole["claimed_time"] = operation.latest_claimed_time;
  whole["late"] = late_json(operation, unfinished);
  const std::vector<std::string> stays = operation.opening.orders.seals();
  if (!stays.empty()) whole["stayed"] = stays;
  whole["unfinished"] = unfinished;
  whole["counties"] = counties;
  return whole;
}

}  // namespace

View show_progress() {
  return {"progress", "How far each county is, counted from the ledger.", build_progress};
}

}  // namespace recanvass::workflow
