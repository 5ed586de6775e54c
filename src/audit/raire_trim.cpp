#include "audit/raire_trim.h"

#include "base/check.h"

#include <algorithm>
#include <functional>
#include <map>

namespace recanvass::audit {
namespace {

using Kind = OrderAssertion::Kind;

// Which assertions contradict the end of an order and no shorter end of it.
class Contradictions {
 public:
  Contradictions(std::size_t choices, const OrderAssertions& assertions)
      : choices_(choices), by_front_(choices), used_(assertions.size(), 1) {
    for (std::size_t i = 0; i < assertions.size(); ++i) {
      const OrderAssertion& one = assertions[i];
      if (one.kind == Kind::NeverBefore) {
        by_front_[one.pair.winner].push_back({i, one.pair.loser, Where::InTheEnd});
        by_front_[one.pair.loser].push_back({i, one.pair.winner, Where::Before});
      } else {
        ChoiceSet set;
        for (const ChoiceIndex choice : one.standing) set.add(choice);
        by_set_[{set, one.pair.winner}].push_back(i);
      }
    }
  }

  void use(std::size_t assertion, bool used) { used_[assertion] = used ? 1 : 0; }
  [[nodiscard]] std::size_t choices() const { return choices_; }

  // With the front in the set.
  void collect(const ChoiceSet& set, ChoiceIndex front, std::vector<std::size_t>& found) const {
    found.clear();
    for (const Pairing& pairing : by_front_[front]) {
      const bool in_the_end = set.has(pairing.other);
      if (used_[pairing.assertion] != 0 && in_the_end == (pairing.where == Where::InTheEnd)) {
        found.push_back(pairing.assertion);
      }
    }
    const auto here = by_set_.find({set, front});
    if (here == by_set_.end()) return;
    for (const std::size_t assertion : here->second) {
      if (used_[assertion] != 0) found.push_back(assertion);
    }
  }

 private:
  enum class Where : std::uint8_t { InTheEnd, Before };
  struct Pairing {
    std::size_t assertion;
    ChoiceIndex other;
    Where where;
  };
  std::size_t choices_;
  std::vector<std::vector<Pairing>> by_front_;
  std::map<std::pair<ChoiceSet, ChoiceIndex>, std::vector<std::size_t>> by_set_;
  std::vector<char> used_;
};

enum class Walk : std::uint8_t { AllExcluded, OneIsNot, TooFar };

// Walks the ends of orders that are not excluded by a shorter end.
class OrderWalk {
 public:
  using Excluded = std::function<void(const std::vector<std::size_t>&)>;
  OrderWalk(const Contradictions& contradictions, ChoiceIndex winner, std::int64_t& nodes_left)
      : contradictions_(contradictions), winner_(winner), nodes_left_(nodes_left) {}

  Walk run(const Excluded& excluded) {
    for (std::size_t i = 0; i < contradictions_.choices(); ++i) {
      const auto last = static_cast<ChoiceIndex>(i);
      if (last == winner_) continue;
      const Walk walk = step({}, last, excluded);
      if (walk != Walk::AllExcluded) return walk;
    }
    return Walk::AllExcluded;
  }

  // To its winner. After OneIsNot only.
  [[nodiscard]] Choices order() const { return {end_.rbegin(), end_.rend()}; }

 private:
  Walk step(const ChoiceSet& rest, ChoiceIndex front, const Excluded& excluded) {
    if (nodes_left_-- <= 0) return Walk::TooFar;
    const ChoiceSet set = rest.with(front);
    contradictions_.collect(set, front, found_);
    if (!found_.empty()) {
      if (excluded) excluded(found_);
      return Walk::AllExcluded;
    }
    end_.push_back(front);
    if (end_.size() == contradictions_.choices()) return Walk::OneIsNot;
    for (std::size_t i = 0; i < contradictions_.choices(); ++i) {
      const auto next = static_cast<ChoiceIndex>(i);
      if (set.has(next)) continue;
      const Walk walk = step(set, next, excluded);
      if (walk != Walk::AllExcluded) return walk;
    }
    end_.pop_back();
    return Walk::AllExcluded;
  }

  const Contradictions& contradictions_;
  ChoiceIndex winner_;
  std::int64_t& nodes_left_;
  Choices end_;  // the order's winner first
  std::vector<std::size_t> found_;
};

// One of each group, few in all: whoever is alone in a group, then who is in most groups.
std::vector<char> few_of_each(std::vector<std::vector<std::size_t>> groups, std::size_t size) {
  std::vector<char> chosen(size, 0);
  const auto drop_met = [&] {
    std::erase_if(groups, [&](const std::vector<std::size_t>& group) {
      return std::ranges::any_of(group, [&](std::size_t one) { return chosen[one] != 0; });
    });
  };
  for (const auto& group : groups) {
    if (group.size() == 1) chosen[group.front()] = 1;
  }
  drop_met();
  while (!groups.empty()) {
    std::vector<std::size_t> times(size, 0);
    for (const auto& group : groups) {
      for (const std::size_t one : group) ++times[one];
    }
    chosen[static_cast<std::size_t>(std::ranges::max_element(times) - times.begin())] = 1;
    drop_met();
  }
  return chosen;
}

OrderAssertions those(const OrderAssertions& assertions, const std::vector<char>& chosen) {
  OrderAssertions kept;
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    if (chosen[i] != 0) kept.push_back(assertions[i]);
  }
  return kept;
}

}  // namespace

std::optional<Choices> order_not_excluded(std::size_t choices, ChoiceIndex winner,
                                          const OrderAssertions& assertions,
                                          std::int64_t nodes_max) {
  const Contradictions contradictions(choices, assertions);
  OrderWalk walk(contradictions, winner, nodes_max);
  switch (walk.run({})) {
    case Walk::AllExcluded: return Choices{};
    case Walk::OneIsNot: return walk.order();
    case Walk::TooFar: break;
  }
  return std::nullopt;
}

OrderAssertions trimmed(std::size_t choices, ChoiceIndex winner, OrderAssertions assertions,
                        std::int64_t nodes_max) {
  Contradictions all(choices, assertions);
  std::vector<std::vector<std::size_t>> groups;
  std::int64_t nodes_left = nodes_max;
  const Walk first =
      OrderWalk(all, winner, nodes_left).run([&](const auto& group) { groups.push_back(group); });
  RECANVASS_CHECK(first != Walk::OneIsNot);
  if (first == Walk::TooFar) return assertions;
  assertions = those(assertions, few_of_each(std::move(groups), assertions.size()));
  // Then whatever is not needed, the hardest first.
  Contradictions kept(choices, assertions);
  std::vector<char> needed(assertions.size(), 1);
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    kept.use(i, false);
    if (OrderWalk(kept, winner, nodes_left).run({}) == Walk::AllExcluded) {
      needed[i] = 0;
    } else {
      kept.use(i, true);
    }
  }
  return those(assertions, needed);
}

}  // namespace recanvass::audit
