// The search behind outlook/college.h: sets of weighted items whose weight falls in a window, in
// order of cost. Exact: best-first with the true remaining cost from a dynamic programme.
#pragma once

#include <cstdint>
#include <vector>

namespace recanvass::outlook {

/// Items that share votes: `shared_cost` (the state at large) covers at the same time what the
/// others (its districts) need. The cost of a subset is max(shared cost if in it, sum of the
/// others' costs).
struct SharedItems {
  std::vector<std::size_t> items;  ///< indices of items
  std::int64_t covering = -1;  ///< index of the item at large; -1: none among them
};

struct FlipItem {
  std::int64_t electors = 0;  ///< weight, >= 0
  std::int64_t cost = 0;  ///< >= 1
};

struct FoundSet {
  std::vector<std::size_t> items;  ///< rising
  std::int64_t electors = 0;
  std::int64_t cost = 0;
};

struct SearchLimits {
  std::int64_t cost_numerator = 5;  ///< up to the cheapest cost · numerator / denominator
  std::int64_t cost_denominator = 4;
  std::size_t sets_max = 100;
};

struct SearchResult {
  std::vector<FoundSet> sets;  ///< cheapest first
  bool complete = true;  ///< false: stopped at a limit before the cost bound
};

/// All sets with electors in [least, most] from which no item can be left out without falling below
/// `least`, cheapest first.
/// @param shared  groups, each item in at most one; all other items stand alone.
/// @pre 1 <= least <= most
[[nodiscard]] SearchResult find_flip_sets(const std::vector<FlipItem>& items,
                                          const std::vector<SharedItems>& shared,
                                          std::int64_t least, std::int64_t most,
                                          const SearchLimits& limits);

/// Cost of a set of items, shared votes counted once.
[[nodiscard]] std::int64_t cost_of(const std::vector<std::size_t>& set,
                                   const std::vector<FlipItem>& items,
                                   const std::vector<SharedItems>& shared);

}  // namespace recanvass::outlook
