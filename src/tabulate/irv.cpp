#include "tabulate/irv.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::VoteCount;

// A pile of ballots that say the same, and where it lies.
struct Pile {
  std::vector<RankStep> steps;
  std::int64_t ballots = 0;
  RankCursor cursor;
  std::optional<ChoiceIndex> counts_for;
};

class IrvCounter {
 public:
  IrvCounter(const Profile& profile, const IrvRules& rules, std::span<const Lot> lots)
      : profile_(profile), rules_(rules), lots_(lots), standing_(profile.choices(), 1) {
    for (std::size_t i = 0; i < profile.size(); ++i) {
      const Profile::Line line = profile.at(i);
      piles_.push_back({read_ranks(line.state, line.marks, rules.reading), line.cards.value(),
                        RankCursor(), std::nullopt});
    }
  }

  IrvCount run() {
    while (count_round()) {
    }
    record_.lots_used = lots_.used();
    return std::move(record_);
  }

 private:
  // False when the count has ended.
  bool count_round() {
    move_piles();
    IrvRound& round = record_.rounds.back();
    if (round.active == VoteCount(0)) {
      return some_wait(round) || end(IrvEnding::NobodyHasVotes);
    }
    if (finish(round)) return false;
    return eliminate(round);
  }

  static bool some_wait(const IrvRound& round) {
    return round.inactive[static_cast<std::size_t>(Inactive::Waiting)] > CardCount(0);
  }

  bool end(IrvEnding ending) {
    record_.ending = ending;
    return false;
  }

  // Every pile goes where it counts in a new round; what moved belongs to the round before.
  void move_piles() {
    using Key = std::tuple<int, int, int>;
    std::map<Key, VoteCount> moved;
    IrvRound round;
    round.votes.resize(profile_.choices());
    const bool first = record_.rounds.empty();
    for (Pile& pile : piles_) {
      const bool ended = !first && !pile.counts_for && pile.cursor.inactive() != Inactive::Waiting;
      const auto before = pile.counts_for;
      if (!ended && (!before || standing_[*before] == 0)) {
        pile.counts_for = pile.cursor.next_round(pile.steps, standing_);
        const int from = before ? *before : -1;
        const int to = pile.counts_for ? *pile.counts_for : -1;
        const int cause = pile.counts_for ? 0 : static_cast<int>(pile.cursor.inactive());
        if (!first && (from >= 0 || to >= 0 || pile.cursor.inactive() != Inactive::Waiting)) {
          moved[{from, to, cause}] += VoteCount(pile.ballots);
        }
      }
      if (pile.counts_for) {
        round.votes[*pile.counts_for] += VoteCount(pile.ballots);
        round.active += VoteCount(pile.ballots);
      } else {
        round.inactive[static_cast<std::size_t>(pile.cursor.inactive())] += CardCount(pile.ballots);
      }
    }
    for (const auto& [key, votes] : moved) {
      const auto [from, to, cause] = key;
      IrvTransfer transfer{{}, {}, static_cast<Inactive>(cause), votes};
      if (from >= 0) transfer.from = static_cast<ChoiceIndex>(from);
      if (to >= 0) transfer.to = static_cast<ChoiceIndex>(to);
      record_.rounds.back().transfers.push_back(transfer);
    }
    for (std::size_t i = 0; i < standing_.size(); ++i) {
      if (standing_[i] != 0) round.standing.push_back(static_cast<ChoiceIndex>(i));
    }
    round.needed = VoteCount(round.active.value() / 2 + 1);
    record_.rounds.push_back(std::move(round));
  }

  // True when somebody has won, or two are left and equal.
  bool finish(IrvRound& round) {
    const auto leader = *std::ranges::max_element(
        round.standing, {}, [&](ChoiceIndex choice) { return round.votes[choice]; });
    const bool majority = round.votes[leader] >= round.needed;
    const bool two = round.standing.size() <= 2;
    if (two && !majority) return finish_tied(round);
    switch (rules_.finish) {
      case Finish::Majority:
        if (!majority) return false;
        break;
      case Finish::MajorityAtFirstOrTwo:
        if (!two && !(majority && record_.rounds.size() == 1)) return false;
        break;
      case Finish::TwoLeft:
        if (!two) return false;
        break;
    }
    return won(leader);
  }

  bool won(ChoiceIndex winner) {
    record_.winner = winner;
    record_.ending = IrvEnding::Won;
    return true;
  }

  // An earlier round decides where the rules ask it: who was behind goes out.
  bool finish_tied(IrvRound& round) {
    Choices behind = round.standing;
    std::vector<ChoiceVotes> earlier;
    for (const IrvRound& one : record_.rounds) earlier.push_back(one.votes);
    earlier.pop_back();
    const int by_round = narrow_by_rounds(earlier, rules_.tie_break, Sought::Fewest, behind);
    if (by_round > 0 && behind.size() == 1 && round.standing.size() == 2) {
      round.decided_by_round = by_round;
      round.tied = round.standing;
      return won(round.standing[behind[0] == round.standing[0] ? 1 : 0]);
    }
    if (const auto drawn = lots_.draw(round.standing)) {
      record_.rounds.back().by_lot = true;
      record_.rounds.back().tied = round.standing;
      return won(*drawn);
    }
    record_.ending = IrvEnding::TiedForWin;
    record_.tied = round.standing;
    return true;
  }

  bool eliminate(IrvRound& round) {
    Choices out = out_before_others(round);
    if (out.empty()) out = out_together(round);
    if (out.empty()) out = fewest(round);
    if (out.empty()) return end(IrvEnding::TiedForElimination);
    std::ranges::sort(out);
    for (const ChoiceIndex choice : out) standing_[choice] = 0;
    round.eliminated = std::move(out);
    return true;
  }

  // Written names that are not told apart, then those without a vote, where the rules say so.
  [[nodiscard]] Choices out_before_others(const IrvRound& round) const {
    Choices out;
    if (rules_.write_ins == WriteIns::OutFirst) {
      for (const ChoiceIndex choice : round.standing) {
        const auto kind = profile_.contest().choices[choice].kind;
        if (kind == election::CardChoiceKind::WriteIn && round.votes[choice] > VoteCount(0)) {
          out.push_back(choice);
        }
      }
    }
    if (out.empty() && rules_.no_votes == NoVotes::OutTogether) {
      for (const ChoiceIndex choice : round.standing) {
        if (round.votes[choice] == VoteCount(0)) out.push_back(choice);
      }
    }
    if (out.size() >= round.standing.size()) out.clear();
    return out;
  }

  [[nodiscard]] Choices by_votes(const IrvRound& round) const {
    Choices order = round.standing;
    std::ranges::stable_sort(
        order, [&](ChoiceIndex a, ChoiceIndex b) { return round.votes[a] < round.votes[b]; });
    return order;
  }

  // Everybody whom a batch takes out; empty where there is none of at least two.
  [[nodiscard]] Choices out_together(const IrvRound& round) const {
    const Choices order = by_votes(round);
    if (rules_.elimination == Elimination::OneAtATime) return {};
    const bool equal_goes = rules_.elimination == Elimination::BatchIfNotAbove;
    // Who cannot surpass the next one cannot win, also where only the first is left.
    const std::size_t kept_min = rules_.finish == Finish::Majority || equal_goes ? 1 : 2;
    std::size_t batch = 0;
    VoteCount together;
    for (std::size_t i = 0; i + kept_min < order.size(); ++i) {
      together += round.votes[order[i]];
      const VoteCount next = round.votes[order[i + 1]];
      if (round.votes[order[i]] == next) continue;  // equals go together or not at all
      if (together < next || (equal_goes && together == next)) batch = i + 1;
    }
    if (batch < 2) return {};
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(batch)};
  }

  // The one with the fewest votes, ties broken as the rules say; empty: a lot is missing.
  Choices fewest(IrvRound& round) {
    const Choices order = by_votes(round);
    Choices tied;
    for (const ChoiceIndex choice : order) {
      if (round.votes[choice] == round.votes[order.front()]) tied.push_back(choice);
    }
    if (tied.size() == 1) return tied;
    round.tied = tied;
    std::vector<ChoiceVotes> earlier;
    for (const IrvRound& one : record_.rounds) earlier.push_back(one.votes);
    earlier.pop_back();
    round.decided_by_round = narrow_by_rounds(earlier, rules_.tie_break, Sought::Fewest, tied);
    if (tied.size() == 1) return tied;
    if (const auto drawn = lots_.draw(tied)) {
      round.by_lot = true;
      return {*drawn};
    }
    record_.tied = tied;
    return {};
  }

  const Profile& profile_;
  const IrvRules& rules_;
  LotBox lots_;
  Standing standing_;
  std::vector<Pile> piles_;
  IrvCount record_;
};

// Whether the order in which those who are tied go out makes no difference. They have no votes, so
// that nothing moves when one goes out and the others are still the last; but ballots that wait
// for a round may come to one of them in the meantime.
bool order_is_idle(const IrvCount& counted) {
  const IrvRound& last = counted.rounds.back();
  return counted.ending == IrvEnding::TiedForElimination &&
         last.votes[counted.tied.front()] == VoteCount(0) &&
         last.inactive[static_cast<std::size_t>(Inactive::Waiting)] == CardCount(0);
}

// Whether a count goes on from who stands alone, however they came to be left.
bool forgets_earlier_rounds(const IrvRules& rules) {
  return rules.tie_break == TieBreak::Lot && rules.no_votes == NoVotes::LikeAnyChoice &&
         rules.reading.skipped != SkippedRanks::WaitARound;
}

// Counts with one lot after another until every way is followed.
class LotsFollowed {
 public:
  LotsFollowed(const Profile& profile, const IrvRules& rules, int counts_max)
      : profile_(profile), rules_(rules), counts_left_(counts_max) {}

  /// False: too many.
  bool follow(Lots& lots) {
    if (counts_left_-- <= 0) return false;
    const IrvCount counted = count_irv(profile_, rules_, lots);
    if (counted.ending == IrvEnding::NobodyHasVotes) return true;
    if (counted.ending == IrvEnding::Won) {
      winners_.insert(*counted.winner);
      return true;
    }
    // Two ways that leave the same ones standing go on alike.
    const bool seen = !seen_.insert(counted.rounds.back().standing).second;
    if (seen && forgets_earlier_rounds(rules_)) return true;
    for (const ChoiceIndex drawn : counted.tied) {
      lots.push_back({counted.tied, drawn});
      const bool followed = follow(lots);
      lots.pop_back();
      if (!followed) return false;
      if (order_is_idle(counted)) break;
    }
    return true;
  }

  [[nodiscard]] Choices winners() const { return {winners_.begin(), winners_.end()}; }

 private:
  const Profile& profile_;
  const IrvRules& rules_;
  int counts_left_;
  std::set<ChoiceIndex> winners_;
  std::set<Choices> seen_;  // those who stood at a tie that was followed
};

}  // namespace

IrvCount count_irv(const Profile& profile, const IrvRules& rules, std::span<const Lot> lots) {
  return IrvCounter(profile, rules, lots).run();
}

std::optional<Choices> irv_winners_by_lot(const Profile& profile, const IrvRules& rules,
                                          int counts_max, Lots drawn) {
  LotsFollowed ways(profile, rules, counts_max);
  if (!ways.follow(drawn)) return std::nullopt;
  return ways.winners();
}

std::vector<PathStep> path_of(election::MarkingState state, std::span<const election::Mark> marks,
                              const IrvRules& rules, const IrvCount& counted) {
  const std::vector<RankStep> steps = read_ranks(state, marks, rules.reading);
  RankCursor cursor;
  std::vector<PathStep> path;
  for (const IrvRound& round : counted.rounds) {
    Standing standing(round.votes.size(), 0);
    for (const ChoiceIndex choice : round.standing) standing[choice] = 1;
    PathStep step;
    step.counts_for = cursor.next_round(steps, standing);
    if (!step.counts_for) step.inactive = cursor.inactive();
    path.push_back(step);
  }
  return path;
}

}  // namespace recanvass::tabulate
