#include "draw/weighted_counter.h"

#include "base/check.h"
#include "draw/counter.h"

#include <algorithm>
#include <limits>

namespace recanvass::draw {

std::vector<std::size_t> draw_by_weight(std::string_view seed,
                                        std::span<const std::uint64_t> weights, std::uint64_t from,
                                        std::uint64_t draws) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  std::vector<std::uint64_t> up_to;  // weights of the things up to and with each
  std::uint64_t sum = 0;
  for (const std::uint64_t weight : weights) {
    RECANVASS_CHECK(weight <= kMost - sum);
    sum += weight;
    up_to.push_back(sum);
  }
  RECANVASS_CHECK(sum >= 1);
  std::vector<std::size_t> drawn;
  drawn.reserve(draws);
  for (const std::uint64_t number : draw_by_counter(seed, {0, sum - 1}, from, draws)) {
    const auto at = std::ranges::upper_bound(up_to, number);
    drawn.push_back(static_cast<std::size_t>(at - up_to.begin()));
  }
  return drawn;
}

}  // namespace recanvass::draw
