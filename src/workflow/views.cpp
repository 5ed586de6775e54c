#include "workflow/count_extent.h"
#include "workflow/operation.h"
#include "workflow/unit_review.h"
#include "workflow/view_list.h"

#include <algorithm>

namespace recanvass::workflow {

const std::vector<View>& views() {
  static const std::vector<View> all = {
      show_operation(),
      show_waiting(),
      show_petitions(),
      show_precinct_petitions(),
      show_petition_plan(),
      show_petition_flip(),
      show_fees(),
      show_fund(),
      show_orders(),
      show_plan(),
      show_calendar(),
      show_notices(),
      show_inputs(),
      show_audit(),
      show_retrieval(),
      show_readings(),
      show_card_discrepancies(),
      show_containers(),
      show_incidents(),
      show_mismatches(),
      show_machines(),
      show_paper(),
      show_media(),
      show_totals(),
      show_challenges(),
      show_exhibits(),
      show_objections(),
      show_discrepancies(),
      show_minutes(),
      show_motions(),
      show_claims(),
      show_reconciliation(),
      show_recountability(),
      show_history(),
      show_changes(),
      show_flip(),
      show_progress(),
      show_results(),
      show_certificate(),
  };
  return all;
}

const View* view_named(const std::string& name) {
  for (const View& view : views()) {
    if (view.name == name) return &view;
  }
  return nullptr;
}

base::Problems view_problems(const Operation& operation, const ViewRequest& request) {
  base::Problems problems;
  if (!request.county.empty() && !operation.setup.counties.contains(request.county)) {
    problems.push_back({"view.county",
                        {},
                        "\"" + request.county + "\"",
                        "a county of this operation",
                        "Use an id from operation.open."});
  }
  const auto unit = operation.commitment.units.find(request.unit);
  const bool is_known = unit != operation.commitment.units.end() ||
                        operation.commitment.unit_batches.contains(request.unit);
  if (!request.unit.empty() && !is_known) {
    problems.push_back({"view.unit",
                        {},
                        "\"" + request.unit + "\"",
                        "a reporting unit of this operation",
                        "Use an id from the manifest or the returns."});
  } else if (unit != operation.commitment.units.end() && !request.county.empty() &&
             unit->second.county != request.county) {
    problems.push_back({"view.unit",
                        {},
                        "\"" + request.unit + "\"",
                        "a unit of " + request.county,
                        "Leave the county out, or name the unit's own."});
  }
  return problems;
}

namespace {

// Not one that a partial recount leaves out, or that the board ruled out: its first count stands.
bool is_to_be_counted(const Operation& operation, const std::string& unit) {
  return !operation.counting.signed_off.contains(unit) &&
         extent_of(operation, unit) != UnitExtent::Outside &&
         !is_ruled_not_recountable(operation, unit);
}

// How many units are still to be counted, in one county or in all ("").
std::size_t open_units(const Operation& operation, const std::string& county, std::size_t enough) {
  const auto& units = operation.commitment.units;
  if (units.size() == operation.counting.signed_off.size()) return 0;
  std::size_t open = 0;
  for (auto unit = units.begin(); unit != units.end() && open < enough; ++unit) {
    if (!county.empty() && unit->second.county != county) continue;
    if (is_to_be_counted(operation, unit->first)) ++open;
  }
  return open;
}

// All that is known of the units that are not shown is then the sum of two open ones or more.
bool is_county_shown(const Operation& operation, const std::string& county) {
  return open_units(operation, county, 1) == 0 && open_units(operation, "", 2) != 1;
}

bool is_state_officer(const ViewRequest& request) {
  return request.viewer != nullptr && request.viewer->role == Role::StateOfficer;
}

bool is_petitioner(const ViewRequest& request) {
  return request.viewer != nullptr && request.viewer->role == Role::Petitioner;
}

// They compare unit by unit, and neither enter a tally nor settle one.
bool compares_each_unit(const ViewRequest& request) {
  if (request.viewer == nullptr) return false;
  switch (request.viewer->role) {
    case Role::StateOfficer:
    case Role::CountyOfficer:
    case Role::Petitioner: return true;
    case Role::BoardMember:
    case Role::Supervisor:
    case Role::Counter:
    case Role::Observer: break;
  }
  return false;
}

}  // namespace

bool may_see_reported(const Operation& operation, const ViewRequest& request,
                      const std::string& unit) {
  if (is_state_officer(request)) return true;
  if (!operation.counting.signed_off.contains(unit)) return false;
  if (compares_each_unit(request)) return true;
  const auto found = operation.commitment.units.find(unit);
  return found == operation.commitment.units.end() ||
         is_county_shown(operation, found->second.county);
}

bool may_see_reported_sums(const Operation& operation, const ViewRequest& request) {
  return is_state_officer(request) || is_petitioner(request) || open_units(operation, "", 1) == 0;
}

bool may_see_entries(const Operation& operation, const ViewRequest& request,
                     const std::string& batch) {
  const auto listed = operation.commitment.batches.find(batch);
  if (listed == operation.commitment.batches.end()) return false;
  if (operation.counting.signed_off.contains(listed->second.unit)) return true;
  if (request.viewer == nullptr || !may_act_in(*request.viewer, listed->second.county))
    return false;
  switch (request.viewer->role) {
    case Role::StateOfficer:
    case Role::CountyOfficer:
    case Role::Supervisor:
    case Role::BoardMember: break;
    case Role::Counter:
    case Role::Petitioner:
    case Role::Observer: return false;
  }
  const auto counted = operation.counting.batches.find(batch);
  if (counted == operation.counting.batches.end()) return true;
  return std::none_of(counted->second.entries.begin(), counted->second.entries.end(),
                      [&](const BlindEntry& entry) { return entry.author == request.viewer->id; });
}

}  // namespace recanvass::workflow
