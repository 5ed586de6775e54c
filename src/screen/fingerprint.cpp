#include "screen/fingerprint.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <utility>

namespace recanvass::screen {
namespace {

int cell_of(std::int64_t part, std::int64_t whole) {
  const std::int64_t cell = Fingerprint::kCells * part / whole;
  return static_cast<int>(std::min<std::int64_t>(cell, Fingerprint::kCells - 1));
}

}  // namespace

Fingerprint make_fingerprint(std::span<const FingerprintUnit> units) {
  Fingerprint picture;
  std::map<std::pair<int, int>, FingerprintCell> cells;
  for (const FingerprintUnit& unit : units) {
    RECANVASS_CHECK(unit.votes >= 0 && unit.votes <= unit.all && unit.eligible >= 0);
    if (unit.all == 0 || unit.eligible == 0) {
      ++picture.empty;
    } else if (unit.all > unit.eligible) {
      ++picture.above;
    } else {
      ++picture.units;
      const std::pair<int, int> at{cell_of(unit.all, unit.eligible), cell_of(unit.votes, unit.all)};
      FingerprintCell& cell = cells[at];
      cell.turnout = at.first;
      cell.share = at.second;
      ++cell.units;
      cell.votes += unit.all;
    }
  }
  for (const auto& [at, cell] : cells) picture.cells.push_back(cell);
  return picture;
}

}  // namespace recanvass::screen
