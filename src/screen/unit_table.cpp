#include "screen/unit_table.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace recanvass::screen {
namespace {

template <class T>
const T* with_id(const std::vector<T>& things, std::string_view id) {
  const auto it =
      std::find_if(things.begin(), things.end(), [&](const T& thing) { return thing.id == id; });
  return it == things.end() ? nullptr : &*it;
}

}  // namespace

const Measure* UnitTable::measure(std::string_view id_) const { return with_id(measures, id_); }
const Label* UnitTable::label(std::string_view id_) const { return with_id(labels, id_); }

std::vector<std::size_t> numbered_groups(const std::vector<std::string>& groups) {
  std::map<std::string, std::size_t> numbers;
  std::vector<std::size_t> out;
  for (const std::string& group : groups) {
    out.push_back(numbers.try_emplace(group, numbers.size()).first->second);
  }
  return out;
}

std::vector<std::size_t> complete_units(const UnitTable& table,
                                        const std::vector<std::string>& measures,
                                        const std::string& above_zero) {
  std::vector<std::size_t> units;
  for (std::size_t i = 0; i < table.units.size(); ++i) {
    const bool known = std::all_of(measures.begin(), measures.end(), [&](const auto& id) {
      const Measure* measure = table.measure(id);
      RECANVASS_CHECK(measure != nullptr);
      return std::isfinite(measure->values[i]);
    });
    bool sized = true;
    if (!above_zero.empty()) {
      const Measure* size = table.measure(above_zero);
      RECANVASS_CHECK(size != nullptr);
      sized = size->values[i] > 0.0;  // false for NaN
    }
    if (known && sized) units.push_back(i);
  }
  return units;
}

std::vector<std::string> left_out_of(const UnitTable& table,
                                     const std::vector<std::string>& measures) {
  std::vector<std::string> out;
  for (const std::string& id : measures) {
    const Measure* measure = table.measure(id);
    if (measure == nullptr) continue;
    for (const std::string& sentence : measure->left_out) {
      if (std::find(out.begin(), out.end(), sentence) == out.end()) out.push_back(sentence);
    }
  }
  return out;
}

std::vector<double> values_of(const UnitTable& table, const std::string& measure,
                              const std::vector<std::size_t>& units) {
  const Measure* found = table.measure(measure);
  RECANVASS_CHECK(found != nullptr);
  std::vector<double> out;
  out.reserve(units.size());
  for (const std::size_t unit : units) out.push_back(found->values[unit]);
  return out;
}

}  // namespace recanvass::screen
