#include "screen/equal_units.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>

namespace recanvass::screen {
namespace {

constexpr std::int64_t kLarge = 10;  // smaller figures are the same in many units

// How far from a large figure a near unit's may be.
std::int64_t room_of(std::int64_t figure) { return std::max<std::int64_t>(2, 15 * figure / 100); }

bool is_near(const std::vector<std::int64_t>& one, const std::vector<std::int64_t>& other) {
  for (std::size_t i = 0; i < one.size(); ++i) {
    const std::int64_t room = one[i] >= kLarge ? room_of(one[i]) : 0;
    if (std::abs(one[i] - other[i]) > room) return false;
  }
  return true;
}

}  // namespace

std::vector<EqualUnits> equal_units(std::span<const std::vector<std::int64_t>> figures,
                                    double level) {
  std::map<std::vector<std::int64_t>, std::vector<std::size_t>> by_figures;
  for (std::size_t unit = 0; unit < figures.size(); ++unit) {
    by_figures[figures[unit]].push_back(unit);
  }
  std::vector<EqualUnits> found;
  for (const auto& [same, units] : by_figures) {
    const std::int64_t votes = std::accumulate(same.begin(), same.end(), std::int64_t{0});
    if (units.size() < 2 || votes <= 0) continue;
    double places = 1.0;
    for (const std::int64_t figure : same) {
      if (figure >= kLarge) places *= 2.0 * static_cast<double>(room_of(figure)) + 1.0;
    }
    const auto near = std::ranges::count_if(
        figures, [&](const auto& other) { return other != same && is_near(same, other); });
    const double by_chance = std::min(1.0, 0.5 * static_cast<double>(figures.size()) *
                                               (static_cast<double>(near) + 1.0) / places);
    if (by_chance <= level) found.push_back({units, votes, by_chance});
  }
  std::ranges::stable_sort(found, {}, &EqualUnits::by_chance);
  return found;
}

}  // namespace recanvass::screen
