#include "tabulate/irv_margin.h"

#include <algorithm>
#include <map>
#include <queue>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::Mark;
using election::MarkingState;
using election::VoteCount;

using Order = std::vector<ChoiceIndex>;
using Ballots = std::map<Order, std::int64_t>;
using Mask = std::uint64_t;

Mask bit(ChoiceIndex choice) { return Mask{1} << choice; }

// What ballots say once they are read: one order each. No value where that depends on the count.
std::optional<Ballots> orders_of(const Profile& profile, const RankReading& reading) {
  if (reading.skipped == SkippedRanks::WaitARound) return std::nullopt;
  if (reading.overvoted == OvervotedRanks::CountIfOneStands) return std::nullopt;
  Ballots ballots;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    Order order;
    for (const RankStep& step : read_ranks(line.state, line.marks, reading)) {
      if (step.what == RankStep::What::Choice) order.push_back(step.choice);
    }
    ballots[order] += line.cards.value();
  }
  return ballots;
}

// All orders one behind the other, which are gone through once for each set of choices.
class FlatBallots {
 public:
  explicit FlatBallots(const Ballots& ballots) {
    for (const auto& [order, cards] : ballots) {
      marks_.insert(marks_.end(), order.begin(), order.end());
      ends_.push_back(marks_.size());
      cards_.push_back(cards);
    }
  }
  // Votes by choice when only those of a set stand.
  [[nodiscard]] std::vector<std::int64_t> tally_within(Mask set, std::size_t choices) const {
    std::vector<std::int64_t> votes(choices, 0);
    std::size_t at = 0;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      while (at < ends_[i] && (set & bit(marks_[at])) == 0) ++at;
      if (at < ends_[i]) votes[marks_[at]] += cards_[i];
      at = ends_[i];
    }
    return votes;
  }
  // Steps that a tally takes at most.
  [[nodiscard]] std::int64_t steps() const {
    return static_cast<std::int64_t>(marks_.size() + ends_.size());
  }

 private:
  std::vector<ChoiceIndex> marks_;
  std::vector<std::size_t> ends_;
  std::vector<std::int64_t> cards_;
};

Profile profile_of_orders(const election::CardContest& contest, const Ballots& ballots) {
  Profile profile(contest);
  std::vector<Mark> marks;
  for (const auto& [order, cards] : ballots) {
    marks.clear();
    for (const ChoiceIndex choice : order) {
      marks.push_back({choice, static_cast<std::uint16_t>(marks.size() + 1), 1});
    }
    profile.add(marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks,
                CardCount(cards));
  }
  return profile;
}

// Looks at orders of elimination from their ends, the least ruled out first.
class TailSearch {
 public:
  TailSearch(const Ballots& ballots, std::size_t choices, ChoiceIndex winner)
      : ballots_(ballots),
        flat_(ballots),
        choices_(choices),
        winner_(winner),
        never_before_(choices * choices) {
    const Mask all = choices == 64 ? ~Mask{0} : (Mask{1} << choices) - 1;
    const auto first = flat_.tally_within(all, choices);
    for (std::size_t i = 0; i < choices; ++i) {
      for (std::size_t j = 0; j < choices; ++j) {
        if (i == j) continue;
        never_before_[i * choices + j] =
            first[i] - could_reach(static_cast<ChoiceIndex>(j), static_cast<ChoiceIndex>(i));
      }
    }
  }

  struct Found {
    std::int64_t bound = 0;  // votes of the assertion by which the weakest order is ruled out
    bool whole = true;       // the weakest order was followed to its beginning
  };

  // Stops early where the bound reaches `enough`.
  Found run(std::int64_t enough, std::int64_t nodes_max) {
    for (std::size_t i = 0; i < choices_; ++i) {
      const auto last = static_cast<ChoiceIndex>(i);
      if (last != winner_) push({}, last, 0);
    }
    while (!open_.empty()) {
      const Node node = open_.top();
      if (node.tail.size() == choices_ || node.bound >= enough) return {node.bound, true};
      if (nodes_max-- <= 0 || steps_ > kStepsMax) return {node.bound, false};
      open_.pop();
      for (std::size_t i = 0; i < choices_; ++i) {
        const auto front = static_cast<ChoiceIndex>(i);
        if ((node.set & bit(front)) == 0) push(node.tail, front, node.bound);
      }
    }
    return {enough, true};  // there is nobody else
  }

 private:
  struct Node {
    std::int64_t bound = 0;
    Order tail;  // who goes out next, …, who is elected
    Mask set = 0;
    // The least bound first; of equal ones the longest, then the first in the order of the list.
    bool operator<(const Node& other) const {
      if (bound != other.bound) return bound > other.bound;
      if (tail.size() != other.tail.size()) return tail.size() < other.tail.size();
      return tail > other.tail;
    }
  };

  // Ballots that list `loser` and do not list `winner` above it.
  [[nodiscard]] std::int64_t could_reach(ChoiceIndex loser, ChoiceIndex winner) const {
    std::int64_t votes = 0;
    for (const auto& [order, cards] : ballots_) {
      for (const ChoiceIndex choice : order) {
        if (choice == winner) break;
        if (choice != loser) continue;
        votes += cards;
        break;
      }
    }
    return votes;
  }

  [[nodiscard]] std::int64_t never_before(ChoiceIndex a, ChoiceIndex b) const {
    return never_before_[a * choices_ + b];
  }

  void push(const Order& tail, ChoiceIndex front, std::int64_t bound) {
    Node node;
    node.tail.push_back(front);
    node.tail.insert(node.tail.end(), tail.begin(), tail.end());
    for (const ChoiceIndex choice : node.tail) node.set |= bit(choice);
    node.bound = bound;
    for (const ChoiceIndex later : tail) {  // front goes out before them
      node.bound = std::max(node.bound, never_before(front, later));
    }
    for (std::size_t i = 0; i < choices_; ++i) {  // the others went out before front
      const auto other = static_cast<ChoiceIndex>(i);
      if ((node.set & bit(other)) == 0) {
        node.bound = std::max(node.bound, never_before(other, front));
      }
    }
    if (!tail.empty()) {  // front goes out next of those who are left
      const auto& votes = tally(node.set);
      for (const ChoiceIndex later : tail) {
        node.bound = std::max(node.bound, votes[front] - votes[later]);
      }
    }
    open_.push(std::move(node));
  }

  const std::vector<std::int64_t>& tally(Mask set) {
    const auto [found, added] = tallies_.try_emplace(set);
    if (added) {
      found->second = flat_.tally_within(set, choices_);
      steps_ += flat_.steps();
    }
    return found->second;
  }

  // Of many choices there are more sets than anybody waits for: two seconds of tallies.
  static constexpr std::int64_t kStepsMax = 1'000'000'000;

  const Ballots& ballots_;
  FlatBallots flat_;
  std::int64_t steps_ = 0;
  std::size_t choices_;
  ChoiceIndex winner_;
  std::vector<std::int64_t> never_before_;
  std::map<Mask, std::vector<std::int64_t>> tallies_;
  std::priority_queue<Node> open_;
};

// Changes that elect somebody else, each shown by a count.
class ChangeSearch {
 public:
  ChangeSearch(const Profile& profile, const Ballots& ballots, const IrvRules& rules,
               ChoiceIndex winner)
      : contest_(profile.contest()), ballots_(ballots), rules_(rules), winner_(winner) {}

  // The fewest found. In every round, every choice in turn is made the one with the fewest votes.
  [[nodiscard]] std::int64_t fewest(const IrvCount& to_two) const {
    std::int64_t all = 0;
    for (const auto& [order, cards] : ballots_) all += cards;
    std::vector<Change> changes;
    for (const IrvRound& round : to_two.rounds) {
      if (round.standing.size() < 2) continue;
      for (const ChoiceIndex out : round.standing) {
        const auto changed = ballots_to_change(round, out);
        if (changed < all) changes.push_back({changed, &round, out});
      }
    }
    // The first that elects somebody else is the fewest, and each count costs a whole one.
    std::ranges::stable_sort(changes, {}, &Change::ballots);
    for (const Change& change : changes) {
      if (elects_another(lowered(*change.round, change.out, change.ballots))) return change.ballots;
    }
    return all;
  }

 private:
  struct Change {
    std::int64_t ballots = 0;
    const IrvRound* round = nullptr;
    ChoiceIndex out = 0;
  };

  // So many moved from `out` to those below make nobody lower than it.
  static std::int64_t ballots_to_change(const IrvRound& round, ChoiceIndex out) {
    const std::int64_t held = round.votes[out].value();
    std::int64_t low = 0;
    std::int64_t high = held;
    while (low < high) {
      const std::int64_t moved = low + (high - low) / 2;
      if (lacking(round, out, held - moved) <= moved) {
        high = moved;
      } else {
        low = moved + 1;
      }
    }
    return low;
  }

  static std::int64_t lacking(const IrvRound& round, ChoiceIndex out, std::int64_t level) {
    std::int64_t lacks = 0;
    for (const ChoiceIndex other : round.standing) {
      if (other != out) lacks += std::max<std::int64_t>(0, level - round.votes[other].value());
    }
    return lacks;
  }

  // The ballots with `changed` of those that count for `out` made votes for those who lack some.
  [[nodiscard]] Ballots lowered(const IrvRound& round, ChoiceIndex out,
                                std::int64_t changed) const {
    Mask set = 0;
    for (const ChoiceIndex choice : round.standing) set |= bit(choice);
    Ballots result = ballots_;
    std::int64_t left = changed;
    for (auto& [order, cards] : result) {
      const auto top =
          std::ranges::find_if(order, [&](ChoiceIndex choice) { return (set & bit(choice)) != 0; });
      if (top == order.end() || *top != out) continue;
      const std::int64_t taken = std::min(left, cards);
      cards -= taken;
      left -= taken;
    }
    const std::int64_t level = round.votes[out].value() - changed;
    std::int64_t to_give = changed;
    for (const ChoiceIndex other : round.standing) {
      if (other == out) continue;
      const std::int64_t lacks = std::max<std::int64_t>(0, level - round.votes[other].value());
      const std::int64_t given = std::min(to_give, lacks);
      if (given > 0) result[{other}] += given;
      to_give -= given;
    }
    const auto next =
        std::ranges::find_if(round.standing, [&](ChoiceIndex choice) { return choice != out; });
    if (to_give > 0) result[{*next}] += to_give;
    return result;
  }

  [[nodiscard]] bool elects_another(const Ballots& changed) const {
    constexpr int kCountsMax = 50;
    IrvRules plain = rules_;
    plain.reading = RankReading{};
    const auto winners =
        irv_winners_by_lot(profile_of_orders(contest_, changed), plain, kCountsMax);
    return winners && !winners->empty() && *winners != Choices{winner_};
  }

  const election::CardContest& contest_;
  const Ballots& ballots_;
  const IrvRules& rules_;
  ChoiceIndex winner_;
};

}  // namespace

std::optional<IrvMargin> irv_margin(const Profile& profile, const IrvRules& rules,
                                    std::int64_t nodes_max) {
  const std::size_t choices = profile.choices();
  if (rules.write_ins == WriteIns::OutFirst) return std::nullopt;
  const auto ballots = orders_of(profile, rules.reading);
  if (!ballots || choices > 64 || choices < 2) return std::nullopt;
  constexpr int kCountsMax = 1000;
  const auto winners = irv_winners_by_lot(profile, rules, kCountsMax);
  if (!winners || winners->size() != 1) return std::nullopt;
  // Rounds to change: one at a time to the last two; where lots are needed, those before them.
  IrvRules to_two = rules;
  to_two.elimination = Elimination::OneAtATime;
  to_two.finish = Finish::TwoLeft;
  to_two.no_votes = NoVotes::OutTogether;
  const IrvCount counted = count_irv(profile, to_two);
  IrvMargin bounds;
  bounds.at_most =
      CardCount(ChangeSearch(profile, *ballots, rules, winners->front()).fewest(counted));
  const auto found =
      TailSearch(*ballots, choices, winners->front()).run(2 * bounds.at_most.value(), nodes_max);
  bounds.assertions = VoteCount(found.bound);
  bounds.searched_all = found.whole;
  bounds.at_least = CardCount(std::min((found.bound + 1) / 2, bounds.at_most.value()));
  return bounds;
}

}  // namespace recanvass::tabulate
