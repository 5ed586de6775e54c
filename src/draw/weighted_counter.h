// Draws of things of unequal weight by a counter: the number SHA-256(seed "," k) modulo the sum of
// all weights falls into one thing's share of them. Batches are drawn so, with replacement; whoever
// has the weights and the seed repeats it in a dozen lines. Next: audit/measure_batches.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace recanvass::draw {

/// The draws number `from` to `from` + `draws` - 1: the i with
/// w_0 + … + w_{i-1} <= SHA-256(seed "," k) mod W < w_0 + … + w_i. The first draw is number 1.
/// @pre from >= 1; the weights add up to at least 1 and at most 2^63 - 1
[[nodiscard]] std::vector<std::size_t> draw_by_weight(std::string_view seed,
                                                      std::span<const std::uint64_t> weights,
                                                      std::uint64_t from, std::uint64_t draws);

}  // namespace recanvass::draw
