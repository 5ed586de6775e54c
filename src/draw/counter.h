// Draws by a counter: SHA-256(seed "," k) modulo the number of cards, k = 1, 2, … Philip Stark's
// web tools, Rivest's sampler and Colorado's audit software draw so, with replacement.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace recanvass::draw {

/// Cards from `first` to `last`, both included.
struct CardRange {
  std::uint64_t first = 1;
  std::uint64_t last = 1;
};

/// The draws number `from` to `from` + `draws` - 1, in order, with repeats:
/// first + SHA-256(seed "," k) mod (last - first + 1). The first draw of an audit is number 1.
/// @pre first <= last, from >= 1
[[nodiscard]] std::vector<std::uint64_t> draw_by_counter(std::string_view seed,
                                                         const CardRange& cards, std::uint64_t from,
                                                         std::uint64_t draws);

}  // namespace recanvass::draw
