#include "outlook/flip_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace recanvass::outlook {
namespace {

constexpr SearchLimits kAll{1000000, 1, 100000};

std::vector<std::size_t> members_of(std::uint32_t subset, std::size_t size) {
  std::vector<std::size_t> set;
  for (std::size_t i = 0; i < size; ++i) {
    if ((subset >> i & 1U) != 0) set.push_back(i);
  }
  return set;
}

std::int64_t electors_of(const std::vector<std::size_t>& set, const std::vector<FlipItem>& items) {
  std::int64_t electors = 0;
  for (const std::size_t item : set) electors += items[item].electors;
  return electors;
}

// Fewest switched votes for a subset, by looking at every way to spread votes over districts:
// x_d votes moved in district d, x_0 in the rest of the state; the state at large counts them all.
std::int64_t cost_by_spreading(const std::vector<std::size_t>& set,
                               const std::vector<FlipItem>& items,
                               const std::vector<SharedItems>& shared) {
  std::int64_t cost = 0;
  std::vector<bool> grouped(items.size(), false);
  for (const SharedItems& group : shared) {
    std::int64_t state_needs = 0;
    std::vector<std::int64_t> district_needs;
    for (const std::size_t item : group.items) {
      grouped[item] = true;
      if (std::find(set.begin(), set.end(), item) == set.end()) continue;
      if (static_cast<std::int64_t>(item) == group.covering)
        state_needs = items[item].cost;
      else
        district_needs.push_back(items[item].cost);
    }
    // Try every total: enough when the districts' needs fit into it and it meets the state's.
    std::int64_t total = 0;
    for (;; ++total) {
      std::int64_t left = total;
      bool enough = true;
      for (const std::int64_t need : district_needs) {
        enough = enough && left >= need;
        left -= need;
      }
      if (enough && total >= state_needs) break;
    }
    cost += total;
  }
  for (const std::size_t item : set) {
    if (!grouped[item]) cost += items[item].cost;
  }
  return cost;
}

// Every subset, the plain way.
std::vector<FoundSet> by_brute_force(const std::vector<FlipItem>& items,
                                     const std::vector<SharedItems>& shared, std::int64_t least,
                                     std::int64_t most) {
  std::vector<FoundSet> sets;
  for (std::uint32_t subset = 1; subset < (1U << items.size()); ++subset) {
    const auto set = members_of(subset, items.size());
    const std::int64_t electors = electors_of(set, items);
    if (electors < least || electors > most) continue;
    const bool minimal = std::all_of(set.begin(), set.end(), [&](std::size_t item) {
      return electors - items[item].electors < least;
    });
    if (minimal) sets.push_back({set, electors, cost_by_spreading(set, items, shared)});
  }
  return sets;
}

std::vector<std::pair<std::int64_t, std::vector<std::size_t>>> sorted_pairs(
    const std::vector<FoundSet>& sets) {
  std::vector<std::pair<std::int64_t, std::vector<std::size_t>>> pairs;
  for (const FoundSet& set : sets) pairs.emplace_back(set.cost, set.items);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

TEST(FlipSearch, FindsExactlyTheSetsOfAnExhaustiveSearch) {
  std::mt19937 random(538);
  for (int trial = 0; trial < 300; ++trial) {
    const std::size_t size = 1 + random() % 12;
    std::vector<FlipItem> items;
    for (std::size_t i = 0; i < size; ++i) {
      items.push_back({1 + static_cast<std::int64_t>(random() % 20),
                       1 + static_cast<std::int64_t>(random() % 60)});
    }
    std::vector<SharedItems> shared;
    if (trial % 3 != 0 && size >= 5) {
      shared.push_back({{0, 1, 2}, trial % 3 == 1 ? 1 : -1});
      shared.push_back({{3, 4}, 4});
    }
    const std::int64_t all = electors_of(members_of((1U << size) - 1, size), items);
    const std::int64_t least = 1 + static_cast<std::int64_t>(random()) % all;
    const std::int64_t most =
        trial % 2 == 0 ? all : least + static_cast<std::int64_t>(random() % 4);
    const SearchResult found = find_flip_sets(items, shared, least, most, kAll);
    EXPECT_TRUE(found.complete);
    EXPECT_EQ(sorted_pairs(found.sets), sorted_pairs(by_brute_force(items, shared, least, most)));
    for (std::size_t i = 1; i < found.sets.size(); ++i) {
      EXPECT_LE(found.sets[i - 1].cost, found.sets[i].cost);
    }
  }
}

TEST(FlipSearch, ListsSetsUpToTheBoundAndNotOneVoteBeyond) {
  // Three single items that each suffice, costing 100, 125 and 126.
  const std::vector<FlipItem> items = {{5, 100}, {5, 125}, {5, 126}};
  EXPECT_EQ(find_flip_sets(items, {}, 5, 5, {5, 4, 100}).sets.size(), 2u);
  EXPECT_EQ(find_flip_sets(items, {}, 5, 5, {126, 100, 100}).sets.size(), 3u);
}

TEST(FlipSearch, SaysWhenTheListWasCutShort) {
  const std::vector<FlipItem> items = {{5, 100}, {5, 101}, {5, 102}};
  const SearchResult cut = find_flip_sets(items, {}, 5, 5, {2, 1, 2});
  EXPECT_EQ(cut.sets.size(), 2u);
  EXPECT_FALSE(cut.complete);
  EXPECT_TRUE(find_flip_sets(items, {}, 5, 5, {2, 1, 3}).complete);
}

TEST(FlipSearch, WithTooFewElectorsThereIsNoSet) {
  EXPECT_TRUE(find_flip_sets({{5, 100}}, {}, 6, 10, kAll).sets.empty());
  EXPECT_TRUE(find_flip_sets({}, {}, 1, 1, kAll).sets.empty());
}

TEST(FlipSearch, VotesMovedInADistrictCountForTheStateAtLarge) {
  // At large 2 electors for 50 votes; districts of 1 elector for 30 and 40.
  const std::vector<FlipItem> items = {{2, 50}, {1, 30}, {1, 40}};
  const std::vector<SharedItems> shared = {{{0, 1, 2}, 0}};
  EXPECT_EQ(cost_of({0, 1}, items, shared), 50);
  EXPECT_EQ(cost_of({1, 2}, items, shared), 70);
  EXPECT_EQ(cost_of({0, 1, 2}, items, shared), 70);
  const SearchResult three = find_flip_sets(items, shared, 3, 4, kAll);
  EXPECT_EQ(three.sets.front().items, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(three.sets.front().cost, 50);
}

}  // namespace
}  // namespace recanvass::outlook
