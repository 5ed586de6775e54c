#include "workflow/count_extent.h"

#include "base/check.h"
#include "workflow/use_case.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

const MethodChoice* choice_of(const Operation& operation, const std::string& unit) {
  return operation.opening.orders.method_for(operation.commitment.units.at(unit).county);
}

bool is_named(const std::vector<std::string>& sorted, const std::string& unit) {
  return std::ranges::binary_search(sorted, unit);
}

// What the stages that were closed since then say of a unit that was not in the first.
UnitExtent extent_by_stages(const Operation& operation, const MethodChoice& choice,
                            const std::string& unit) {
  UnitExtent extent = UnitExtent::LaterStage;
  for (const StageClose& stage : operation.deciding.stages) {
    if (stage.position < choice.position || stage.county != choice.county) continue;
    if (extent == UnitExtent::Inside) return extent;
    if (stage.due == "no") {
      extent = UnitExtent::Outside;
    } else if (stage.next_units.empty() || is_named(stage.next_units, unit)) {
      extent = UnitExtent::Inside;
    }
  }
  return extent;
}

}  // namespace

CountMethod method_of(const Operation& operation, const std::string& unit) {
  const MethodChoice* choice = choice_of(operation, unit);
  if (choice == nullptr || choice->method == "hand") return CountMethod::Hand;
  return choice->method == "machine" ? CountMethod::Machine : CountMethod::Mixed;
}

UnitExtent extent_of(const Operation& operation, const std::string& unit) {
  return extent_under(operation, operation.opening.orders, unit);
}

UnitExtent extent_under(const Operation& operation, const Orders& orders, const std::string& unit) {
  const MethodChoice* choice = orders.method_for(operation.commitment.units.at(unit).county);
  if (choice == nullptr || choice->extent == "whole") return UnitExtent::Inside;
  if (is_named(choice->units, unit)) return UnitExtent::Inside;
  if (choice->extent == "partial") return UnitExtent::Outside;
  return extent_by_stages(operation, *choice, unit);
}

base::Problems unit_is_counted_again(const Operation& operation, const std::string& unit) {
  if (!operation.commitment.units.contains(unit)) return {};
  if (extent_of(operation, unit) == UnitExtent::Inside) return {};
  return {refusal("count.extent", unit, "a unit that is to be counted again now",
                  "What is counted again is set with method.set and stage.close.")};
}

std::string extent_words(const Operation& operation) {
  bool partial = false;
  for (const auto& [county, name] : operation.setup.counties) {
    const MethodChoice* choice = operation.opening.orders.method_for(county);
    if (choice == nullptr) continue;
    if (choice->extent == "staged") return "staged";
    partial = partial || choice->extent == "partial";
  }
  return partial ? "partial" : "whole";
}

bool leaves_units_out(const Operation& operation) {
  return std::ranges::any_of(operation.commitment.units, [&](const auto& entry) {
    return extent_of(operation, entry.first) == UnitExtent::Outside;
  });
}

std::string name_of(CountMethod method) {
  switch (method) {
    case CountMethod::Hand: return "hand";
    case CountMethod::Machine: return "machine";
    case CountMethod::Mixed: return "mixed";
  }
  RECANVASS_CHECK(!"a method without a name");
  return {};
}

}  // namespace recanvass::workflow
