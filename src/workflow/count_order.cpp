#include "workflow/count_order.h"

#include "workflow/count_extent.h"
#include "workflow/use_case.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

bool is_of_county(const MethodChoice& choice, const std::string& county) {
  return choice.county.empty() || choice.county == county;
}

// Where the cited order stands in the ledger; no value: none is cited, or none is known.
std::optional<std::uint64_t> order_position(const Orders& orders, const MethodChoice& choice) {
  const auto found = orders.by_id.find(choice.order);
  if (choice.order.empty() || found == orders.by_id.end()) return std::nullopt;
  return found->second.position;
}

std::optional<std::uint64_t> latest_order(const Orders& orders, const std::string& county) {
  std::optional<std::uint64_t> latest;
  for (const MethodChoice& choice : orders.methods) {
    if (!is_of_county(choice, county)) continue;
    latest = std::max(latest, order_position(orders, choice));
  }
  return latest;
}

bool names_unit(const MethodChoice& choice, const std::string& unit) {
  return choice.extent == "whole" || std::ranges::binary_search(choice.units, unit);
}

// The reported order of choices: who lost with the most votes is who an automatic recount is for.
std::string first_loser(const Operation& operation) {
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto reported = operation.commitment.reported_outcome.find(choice.id);
    if (reported == operation.commitment.reported_outcome.end()) continue;
    order.emplace_back(reported->second, choice.id);
  }
  std::ranges::stable_sort(
      order, [](const auto& left, const auto& right) { return left.first > right.first; });
  const auto seats = static_cast<std::size_t>(operation.setup.seats);
  return order.size() > seats ? order[seats].second : std::string();
}

// Of the whole contest, until the loser waives it.
bool trigger_asks(const Operation& operation, std::optional<std::uint64_t> latest_order) {
  const auto& trigger = operation.opening.orders.trigger;
  if (!trigger || (latest_order && trigger->position < *latest_order)) return false;
  const std::string loser = first_loser(operation);
  return loser.empty() ? trigger->waived.empty() : !trigger->waived.contains(loser);
}

bool asks_for(const Petition& petition, const std::string& county, const std::string& unit) {
  if (petition.stage() != PetitionStage::Accepted) return false;
  switch (petition.scope) {
    case PetitionScope::Whole: return true;
    case PetitionScope::Counties:
      return std::ranges::find(petition.places, county) != petition.places.end();
    case PetitionScope::Units:
      return std::ranges::find(petition.places, unit) != petition.places.end();
  }
  return false;
}

// The number of an accepted petition of the district's voters, later than the order; empty: none.
std::string precinct_that_asks(const Operation& operation, const std::string& unit,
                               std::optional<std::uint64_t> latest_order) {
  for (const PrecinctPetition& petition : operation.opening.petitions.precincts) {
    if (petition.unit != unit || petition.verdict() != PrecinctVerdict::Accepted) continue;
    if (!latest_order || petition.position > *latest_order) return petition.number;
  }
  return {};
}

}  // namespace

std::string who_asks_for(const Operation& operation, const Orders& orders,
                         const std::string& unit) {
  const std::string& county = operation.commitment.units.at(unit).county;
  const auto latest = latest_order(orders, county);
  for (const MethodChoice& choice : orders.methods) {
    const bool cites = latest && is_of_county(choice, county) &&
                       order_position(orders, choice) == latest && names_unit(choice, unit);
    if (cites) return "order " + choice.order;
  }
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    if (!asks_for(petition, county, unit)) continue;
    if (!latest || petition.rulings.back().position > *latest) return "petition " + id;
  }
  if (std::string precinct = precinct_that_asks(operation, unit, latest); !precinct.empty()) {
    return "petition " + precinct;
  }
  if (trigger_asks(operation, latest)) return "the automatic recount";
  return {};
}

std::string who_asked_for(const Operation& operation, const std::string& unit) {
  const std::string& county = operation.commitment.units.at(unit).county;
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    if (asks_for(petition, county, unit)) return "petition " + id;
  }
  if (std::string precinct = precinct_that_asks(operation, unit, std::nullopt); !precinct.empty()) {
    return "petition " + precinct;
  }
  for (const MethodChoice& choice : operation.opening.orders.methods) {
    const bool cites = is_of_county(choice, county) && names_unit(choice, unit) &&
                       order_position(operation.opening.orders, choice).has_value();
    if (cites) return "order " + choice.order;
  }
  return trigger_asks(operation, std::nullopt) ? "the automatic recount" : std::string();
}

bool trigger_stands(const Operation& operation) { return trigger_asks(operation, std::nullopt); }

base::Problems units_left_out(const Operation& operation, const Orders& orders,
                              const std::string& county, const std::string& cause) {
  base::Problems problems;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (!county.empty() && unit.county != county) continue;
    const MethodChoice* choice = orders.method_for(unit.county);
    if (choice == nullptr || choice->extent != "partial" || names_unit(*choice, id)) continue;
    const std::string asker = who_asks_for(operation, orders, id);
    if (asker.empty()) continue;
    problems.push_back(refusal(
        cause, id + " is left out, and " + asker + " asks for it",
        "every unit that an order or an accepted petition asks for",
        "Count it again; or record the later order that says otherwise and cite it in method.set, "
        "or the petition's withdrawal."));
  }
  return problems;
}

bool has_second_figures(const Operation& operation, const std::string& unit) {
  if (operation.deciding.machine_results.contains(unit)) return true;
  const auto found = operation.counting.sums.find(unit);
  if (found == operation.counting.sums.end()) return false;
  return found->second.has_entries();
}

base::Problems counted_units_left_out(const Operation& operation, const Orders& orders,
                                      const std::string& county) {
  base::Problems problems;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (!county.empty() && unit.county != county) continue;
    if (!has_second_figures(operation, id)) continue;
    if (extent_under(operation, orders, id) == UnitExtent::Inside) continue;
    problems.push_back(
        refusal("method.counted", id + ", of which something was counted again",
                "a method that counts again every unit that has an entry or a tape",
                "Name the unit too. Entries that must not count are set aside by two persons: "
                "batch.void, after count.reopen where the unit is signed off."));
  }
  return problems;
}

}  // namespace recanvass::workflow
