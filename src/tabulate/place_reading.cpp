#include "tabulate/place_reading.h"

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using election::kChoiceLimit;
using election::kOvervotedRank;
using election::Mark;

// Whether so many blank ranks in a row end the ballot.
bool ends_at(BlankPlaces blank, std::int64_t ranks) {
  return (blank == BlankPlaces::StopAtOne && ranks >= 1) ||
         (blank == BlankPlaces::StopAtTwo && ranks >= 2);
}

}  // namespace

std::vector<PlacedChoice> read_places(std::span<const Mark> marks, const PlaceReading& reading) {
  std::vector<PlacedChoice> placed;
  const auto is_placed = [&](election::ChoiceIndex choice) {
    return std::ranges::find(placed, choice, &PlacedChoice::choice) != placed.end();
  };
  std::uint16_t last = 0;   // rank that was marked
  std::uint16_t taken = 0;  // places
  for (std::size_t first = 0, end = 0; first < marks.size(); first = end) {
    const std::uint16_t rank = marks[first].rank;
    end = first + 1;
    while (end < marks.size() && marks[end].rank == rank) ++end;
    if (rank == 0) continue;
    if (reading.ranks_max > 0 && rank > reading.ranks_max) break;
    if (ends_at(reading.blank, std::int64_t{rank} - last - 1)) break;
    last = rank;
    const bool several = end - first > 1 || marks[first].choice == kOvervotedRank;
    if (several && reading.shared == SharedPlaces::Stop) break;
    if (several && reading.shared == SharedPlaces::PassOver) continue;
    if (!several && is_placed(marks[first].choice)) {
      if (reading.repeated == RepeatedRanks::Stop) break;
      continue;
    }
    ++taken;
    const std::uint16_t place = reading.blank == BlankPlaces::KeepPlaces ? rank : taken;
    for (const Mark& mark : marks.subspan(first, end - first)) {
      if (mark.choice < kChoiceLimit && !is_placed(mark.choice)) {
        placed.push_back({mark.choice, place});
      }
    }
  }
  return placed;
}

}  // namespace recanvass::tabulate
