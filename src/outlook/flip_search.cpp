#include "outlook/flip_search.h"

#include "base/check.h"
#include "base/rational.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace recanvass::outlook {
namespace {

constexpr std::int64_t kUnreachable = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::size_t kStepsMax = 400000;  // keeps a hopelessly wide bound finite

std::vector<std::size_t> standing_alone(const std::vector<FlipItem>& items,
                                        const std::vector<SharedItems>& shared) {
  std::vector<bool> in_group(items.size(), false);
  for (const SharedItems& group : shared) {
    for (const std::size_t item : group.items) in_group[item] = true;
  }
  std::vector<std::size_t> alone;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!in_group[i]) alone.push_back(i);
  }
  // Most electors first: the item that completes a set is then its smallest, so that every set of
  // items standing alone that is found is minimal.
  std::sort(alone.begin(), alone.end(), [&](std::size_t a, std::size_t b) {
    if (items[a].electors != items[b].electors) return items[a].electors > items[b].electors;
    if (items[a].cost != items[b].cost) return items[a].cost < items[b].cost;
    return a < b;
  });
  return alone;
}

// least_cost(i, t): fewest votes that give exactly t electors from the items alone[i], alone[i+1],
// ...
class RestCosts {
 public:
  RestCosts(const std::vector<FlipItem>& items, const std::vector<std::size_t>& alone) {
    std::int64_t all = 0;
    for (const std::size_t item : alone) all += items[item].electors;
    reach_ = all;
    const auto width = static_cast<std::size_t>(all) + 1;
    costs_.assign(alone.size() + 1, std::vector<std::int64_t>(width, kUnreachable));
    costs_.back()[0] = 0;
    for (std::size_t i = alone.size(); i-- > 0;) {
      const FlipItem& item = items[alone[i]];
      const auto electors = static_cast<std::size_t>(item.electors);
      for (std::size_t t = 0; t < width; ++t) {
        std::int64_t least = costs_[i + 1][t];
        if (t >= electors) least = std::min(least, costs_[i + 1][t - electors] + item.cost);
        costs_[i][t] = least;
      }
    }
  }

  /// Fewest votes for between `least` and `most` more electors.
  [[nodiscard]] std::int64_t within(std::size_t from, std::int64_t least, std::int64_t most) const {
    std::int64_t best = kUnreachable;
    const std::int64_t first = std::max<std::int64_t>(0, least);
    for (std::int64_t t = first; t <= std::min(most, reach_); ++t) {
      best = std::min(best, costs_[from][static_cast<std::size_t>(t)]);
    }
    return best;
  }

 private:
  std::vector<std::vector<std::int64_t>> costs_;
  std::int64_t reach_ = 0;
};

// A partial set: what was taken of the groups and of alone[0 .. next).
struct Partial {
  std::int64_t bound = 0;  // cost plus the least cost of completing it
  std::size_t serial = 0;  // order of making, to break ties the same way everywhere
  std::int64_t cost = 0;
  std::int64_t electors = 0;
  std::size_t next = 0;
  std::vector<std::size_t> taken;
};

struct Costlier {
  bool operator()(const Partial& a, const Partial& b) const {
    return a.bound != b.bound ? a.bound > b.bound : a.serial > b.serial;
  }
};

class Search {
 public:
  Search(const std::vector<FlipItem>& items, const std::vector<SharedItems>& shared,
         std::int64_t least, std::int64_t most, const SearchLimits& limits)
      : items_(items),
        shared_(shared),
        least_(least),
        most_(most),
        limits_(limits),
        alone_(standing_alone(items, shared)),
        rest_(items, alone_) {}

  SearchResult run() {
    start_with_groups({}, 0);
    SearchResult result;
    std::size_t steps = 0;
    while (!queue_.empty()) {
      const Partial partial = queue_.top();
      queue_.pop();
      if (result.sets.empty()) cheapest_ = partial.bound;
      if (is_beyond(partial.bound)) break;
      if (result.sets.size() == limits_.sets_max || ++steps > kStepsMax) {
        result.complete = false;
        break;
      }
      if (partial.electors < least_) {
        extend(partial);
      } else if (is_minimal(partial)) {
        result.sets.push_back({partial.taken, partial.electors, partial.cost});
        std::sort(result.sets.back().items.begin(), result.sets.back().items.end());
      }
    }
    return result;
  }

 private:
  // Every choice of grouped items is a start of its own; groups are few and small.
  void start_with_groups(std::vector<std::size_t> taken, std::size_t group) {
    if (group == shared_.size()) {
      Partial start;
      start.taken = std::move(taken);
      start.cost = cost_of(start.taken, items_, shared_);
      for (const std::size_t item : start.taken) start.electors += items_[item].electors;
      push(std::move(start));
      return;
    }
    const std::vector<std::size_t>& members = shared_[group].items;
    for (std::uint32_t subset = 0; subset < (1U << members.size()); ++subset) {
      std::vector<std::size_t> more = taken;
      for (std::size_t i = 0; i < members.size(); ++i) {
        if ((subset >> i & 1U) != 0) more.push_back(members[i]);
      }
      start_with_groups(std::move(more), group + 1);
    }
  }

  void extend(const Partial& partial) {
    if (partial.next == alone_.size()) return;
    const std::size_t item = alone_[partial.next];
    Partial without = partial;
    ++without.next;
    Partial with = without;
    with.taken.push_back(item);
    with.cost += items_[item].cost;
    with.electors += items_[item].electors;
    push(std::move(with));
    push(std::move(without));
  }

  void push(Partial partial) {
    if (partial.electors > most_) return;
    const std::int64_t more =
        partial.electors >= least_
            ? 0
            : rest_.within(partial.next, least_ - partial.electors, most_ - partial.electors);
    if (more >= kUnreachable) return;
    partial.bound = partial.cost + more;
    partial.serial = serial_++;
    queue_.push(std::move(partial));
  }

  [[nodiscard]] bool is_minimal(const Partial& partial) const {
    return std::all_of(partial.taken.begin(), partial.taken.end(), [&](std::size_t item) {
      return partial.electors - items_[item].electors < least_;
    });
  }

  [[nodiscard]] bool is_beyond(std::int64_t cost) const {
    return static_cast<base::Wide>(cost) * limits_.cost_denominator >
           static_cast<base::Wide>(cheapest_) * limits_.cost_numerator;
  }

  const std::vector<FlipItem>& items_;
  const std::vector<SharedItems>& shared_;
  std::int64_t least_;
  std::int64_t most_;
  SearchLimits limits_;
  std::vector<std::size_t> alone_;
  RestCosts rest_;
  std::priority_queue<Partial, std::vector<Partial>, Costlier> queue_;
  std::size_t serial_ = 0;
  std::int64_t cheapest_ = 0;
};

}  // namespace

std::int64_t cost_of(const std::vector<std::size_t>& set, const std::vector<FlipItem>& items,
                     const std::vector<SharedItems>& shared) {
  std::vector<bool> counted(items.size(), false);
  std::int64_t cost = 0;
  const auto is_in = [&](std::size_t item) {
    return std::find(set.begin(), set.end(), item) != set.end();
  };
  for (const SharedItems& group : shared) {
    std::int64_t covering = 0;
    std::int64_t others = 0;
    for (const std::size_t item : group.items) {
      counted[item] = true;
      if (!is_in(item)) continue;
      const bool covers = static_cast<std::int64_t>(item) == group.covering;
      (covers ? covering : others) += items[item].cost;
    }
    cost += std::max(covering, others);
  }
  for (const std::size_t item : set) {
    if (!counted[item]) cost += items[item].cost;
  }
  return cost;
}

SearchResult find_flip_sets(const std::vector<FlipItem>& items,
                            const std::vector<SharedItems>& shared, std::int64_t least,
                            std::int64_t most, const SearchLimits& limits) {
  RECANVASS_CHECK(1 <= least && least <= most);
  for (const FlipItem& item : items) RECANVASS_CHECK(item.electors >= 0 && item.cost >= 1);
  return Search(items, shared, least, most, limits).run();
}

}  // namespace recanvass::outlook
