#include "screen/alike_runs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr std::uint64_t kFewestAlike = 3;
constexpr double kAlikeByChance = 0.05;

// How many different things are as surprising as this, of those that three cards or more say.
using ThingsBySurprise = std::map<std::uint32_t, std::uint64_t>;

ThingsBySurprise things_of(const CardSequence& cards) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> said;
  for (std::size_t card = 0; card < cards.size(); ++card) {
    said.emplace_back(cards.said[card], cards.surprise[card]);
  }
  std::ranges::sort(said);
  ThingsBySurprise things;
  for (std::size_t at = 0; at < said.size();) {
    std::size_t end = at + 1;
    while (end < said.size() && said[end].first == said[at].first) ++end;
    // The least surprise it has in any precinct: that makes runs most likely.
    if (end - at >= kFewestAlike) ++things[said[at].second];
    at = end;
  }
  return things;
}

// -log2 of one more card like the one before it.
double bits_after(double bits, double alike) {
  return -std::log2(alike + (1.0 - alike) * std::exp2(-bits));
}

double expected_runs(const ThingsBySurprise& things, double alike, double size, double bits) {
  double runs = 0.0;
  for (const auto& [surprise, number] : things) {
    const double first = static_cast<double>(surprise) / kBit;
    const double after = bits_after(first, alike);
    if (after <= 0.0) {
      runs += static_cast<double>(number) * size * std::exp2(-first);
      continue;
    }
    const double more = std::max(2.0, std::ceil((bits - first) / after - 1e-9));
    runs += static_cast<double>(number) * size * std::exp2(-first - more * after);
  }
  return runs;
}

}  // namespace

std::vector<AlikeRun> alike_runs(const CardSequence& cards) {
  std::vector<AlikeRun> runs;
  if (cards.is_sorted) return runs;
  const double alike = cards.alike_by_neighbourhood();
  const auto size = static_cast<double>(cards.size());
  const ThingsBySurprise things = things_of(cards);
  for (std::size_t i = 0; i + 1 < cards.stretches.size(); ++i) {
    for (std::uint64_t first = cards.stretches[i]; first < cards.stretches[i + 1];) {
      std::uint64_t end = first + 1;
      double bits = static_cast<double>(cards.surprise[first]) / kBit;
      while (end < cards.stretches[i + 1] && cards.said[end] == cards.said[first]) {
        bits += bits_after(static_cast<double>(cards.surprise[end]) / kBit, alike);
        ++end;
      }
      if (end - first >= kFewestAlike && size * std::exp2(-bits) <= kAlikeByChance) {
        const double by_chance = std::min(1.0, expected_runs(things, alike, size, bits));
        if (by_chance <= kAlikeByChance) runs.push_back({first, end - first, by_chance});
      }
      first = end;
    }
  }
  return runs;
}

}  // namespace recanvass::screen
