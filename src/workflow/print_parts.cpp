#include "workflow/print_parts.h"

#include "base/sha256.h"
#include "workflow/contest_law.h"
#include "workflow/fold.h"

#include <fmt/format.h>

namespace recanvass::workflow {

report::PaperHeading paper_heading(const Operation& operation) {
  report::PaperHeading heading;
  heading.operation = operation.setup.name;
  heading.copy = operation.setup.training ? report::CopyKind::Training : report::CopyKind::Official;
  heading.origin = operation.setup.origin;
  heading.entries = operation.entries;
  const ledger::Hash root = root_of(operation, operation.entries);
  heading.root = ledger::base64({reinterpret_cast<const char*>(root.data()), root.size()});
  return heading;
}

std::string place_of(const Operation& operation, const ViewRequest& request) {
  if (!request.unit.empty()) {
    const auto unit = operation.commitment.units.find(request.unit);
    const std::string name = unit_name(operation, request.unit);
    if (unit == operation.commitment.units.end()) return name;
    return fmt::format("{}, {}", county_name(operation, unit->second.county), name);
  }
  return request.county.empty() ? jurisdiction_name(operation)
                                : county_name(operation, request.county);
}

std::string jurisdiction_name(const Operation& operation) {
  const law::RecountStatute* statute = statute_in_force(operation);
  return statute == nullptr ? operation.setup.jurisdiction : statute->jurisdiction_name;
}

std::string county_name(const Operation& operation, const std::string& id) {
  const auto found = operation.setup.counties.find(id);
  return found == operation.setup.counties.end() ? id : found->second;
}

std::string unit_name(const Operation& operation, const std::string& id) {
  const auto found = operation.commitment.units.find(id);
  const bool is_named = found != operation.commitment.units.end() && !found->second.name.empty();
  return is_named ? found->second.name : id;
}

std::vector<std::string> choice_names_of(const Operation& operation) {
  std::vector<std::string> names;
  for (const SetupChoice& choice : operation.setup.choices) names.push_back(choice.name);
  return names;
}

std::string choice_name(const Operation& operation, const std::string& id) {
  for (const SetupChoice& choice : operation.setup.choices) {
    if (choice.id == id) return choice.name;
  }
  return id;
}

}  // namespace recanvass::workflow
