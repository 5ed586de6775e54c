#include "verify/record.h"

#include "base/person_name.h"

#include <algorithm>

namespace recanvass::verify {

std::set<std::string> accounts_of(const Said& said) {
  std::set<std::string> accounts = {said.author};
  if (!said.approved_by.empty()) accounts.insert(said.approved_by);
  return accounts;
}

const Figures* Batch::standing() const {
  if (is_void || withheld > 0) return nullptr;
  if (settled) return &*settled;
  const bool agreed = readings.size() == 2 && readings[0].figures == readings[1].figures;
  return agreed ? &readings[0].figures : nullptr;
}

std::string Batch::reason() const {
  if (settled) return settled_reason;
  return standing() == nullptr ? std::string() : readings[0].reason;
}

std::int64_t Record::kind_number(const std::string& kind) const {
  const auto found = kinds.find(kind);
  return found == kinds.end() ? 0 : found->second;
}

bool Record::has_choice(const std::string& id) const {
  return std::any_of(choices.begin(), choices.end(),
                     [&](const auto& choice) { return choice.first == id; });
}

bool Record::same_person(const std::string& one, const std::string& other) const {
  if (one == other) return true;
  const auto first = people.find(one);
  const auto second = people.find(other);
  if (first == people.end() || second == people.end()) return false;
  const std::string bare = base::bare_person(first->second.name);
  return !bare.empty() && bare == base::bare_person(second->second.name);
}

void Record::place(const std::string& id) {
  Unit& unit = units[id];
  const std::string county = county_of(id);
  if (county == unit.placed_in && units_of[county].count(id) > 0) return;
  units_of[unit.placed_in].erase(id);
  units_of[county].insert(id);
  unit.placed_in = county;
}

std::string Record::county_of(const std::string& unit) const {
  const auto found = units.find(unit);
  const bool returned = found != units.end() && found->second.returns_given;
  return returned ? found->second.returns_county : county_given_for(unit);
}

std::string Record::county_given_for(const std::string& unit) const {
  const auto found = units.find(unit);
  if (found == units.end()) return {};
  if (found->second.batches.empty()) return found->second.returns_county;
  const auto batch = batches.find(*found->second.batches.begin());
  return batch == batches.end() ? std::string() : batch->second.county;
}

}  // namespace recanvass::verify
