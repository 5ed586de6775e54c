#include "audit/raire.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <queue>
#include <tuple>

namespace recanvass::audit {
namespace {

using election::CardCount;
using election::VoteCount;
using Kind = OrderAssertion::Kind;

constexpr double kNever = std::numeric_limits<double>::infinity();

// The end of an order of elimination: who goes out next of those in it, and the rest of it.
struct Tail {
  std::shared_ptr<const Tail> rest;  // shared by every longer end; null for the winner alone
  ChoiceIndex front = 0;
  ChoiceSet set;
  std::size_t length = 1;
  Pile votes;  // with just these standing
  OrderAssertion best;  // the easiest that rules out this end or an end of it
};
using TailPointer = std::shared_ptr<const Tail>;

// The hardest first; of equal ones the longest, then the one that was met first.
struct Open {
  TailPointer tail;
  std::int64_t number = 0;
  bool operator<(const Open& other) const {
    if (tail->best.difficulty != other.tail->best.difficulty) {
      return tail->best.difficulty < other.tail->best.difficulty;
    }
    if (tail->length != other.tail->length) return tail->length < other.tail->length;
    return number > other.number;
  }
};

class RaireSearch {
 public:
  RaireSearch(const RankedBallots& ballots, ChoiceIndex winner, CardCount cards, DifficultyOf what,
              const RaireLimits& limits)
      : ballots_(ballots), winner_(winner), cards_(cards), what_(what), limits_(limits) {}

  RaireResult run() {
    for (std::size_t i = 0; i < ballots_.choices(); ++i) {
      const auto last = static_cast<ChoiceIndex>(i);
      if (last != winner_) open(made(nullptr, last));
    }
    while (!open_.empty()) {
      const TailPointer tail = open_.top().tail;
      if (tail->best.difficulty <= result_.lower_bound) break;  // and so are all others
      if (tail->length == ballots_.choices()) {
        if (!reached_whole_order(*tail)) return result_;
        break;
      }
      if (out_of_time()) return cut_short();
      open_.pop();
      // A quick look at one order to its beginning raises the bound before much is kept.
      if (std::has_single_bit(static_cast<std::uint64_t>(++expanded_)) && !dive(tail)) {
        return result_;
      }
      for (std::size_t i = 0; i < ballots_.choices(); ++i) {
        const auto front = static_cast<ChoiceIndex>(i);
        if (!tail->set.has(front)) open(made(tail, front));
      }
    }
    result_.end = RaireEnd::Proved;
    gather();
    return result_;
  }

 private:
  bool out_of_time() {
    if (result_.nodes >= limits_.nodes_max) return true;
    constexpr std::int64_t kAskEvery = 16;
    return limits_.stop && expanded_ % kAskEvery == 0 && limits_.stop();
  }

  // A bound on every set; false where no assertion rules the order out.
  bool reached_whole_order(const Tail& tail) {
    result_.lower_bound = std::max(result_.lower_bound, tail.best.difficulty);
    if (tail.best.difficulty < kNever) return true;
    result_.end = RaireEnd::Impossible;
    result_.difficulty = kNever;
    result_.not_excluded = {tail.front};
    for (const Tail* at = tail.rest.get(); at != nullptr; at = at->rest.get()) {
      result_.not_excluded.push_back(at->front);
    }
    return false;
  }

  bool dive(TailPointer tail) {
    while (tail->length < ballots_.choices()) {
      TailPointer hardest;
      for (std::size_t i = 0; i < ballots_.choices(); ++i) {
        const auto front = static_cast<ChoiceIndex>(i);
        if (tail->set.has(front)) continue;
        TailPointer next = made(tail, front);
        const bool harder = hardest == nullptr || next->best.difficulty > hardest->best.difficulty;
        if (harder) hardest = std::move(next);
      }
      if (hardest->best.difficulty <= result_.lower_bound) return true;
      tail = std::move(hardest);
    }
    return reached_whole_order(*tail);
  }

  TailPointer made(const TailPointer& rest, ChoiceIndex front) {
    ++result_.nodes;
    auto tail = std::make_shared<Tail>();
    tail->rest = rest;
    tail->front = front;
    if (rest != nullptr) {
      tail->set = rest->set;
      tail->length = rest->length + 1;
      tail->votes = rest->votes;
      tail->best = rest->best;
    } else {
      tail->votes.assign(ballots_.choices(), 0);
      tail->best.difficulty = kNever;
    }
    ballots_.join(tail->set, front, tail->votes);
    tail->set.add(front);
    find_easier(*tail);
    return tail;
  }

  // Assertions that contradict the end of an order and no shorter end of it.
  void find_easier(Tail& tail) const {
    for (std::size_t i = 0; i < ballots_.choices(); ++i) {
      const auto other = static_cast<ChoiceIndex>(i);
      if (other == tail.front) continue;
      // The front goes out before all others of the end; all who are not of it went before.
      const ChoicePair pair =
          tail.set.has(other) ? ChoicePair{tail.front, other} : ChoicePair{other, tail.front};
      keep_easier(tail, Kind::NeverBefore, pair, ballots_.first(pair.winner),
                  ballots_.could_reach(pair.loser, pair.winner));
    }
    for (std::size_t i = 0; i < ballots_.choices(); ++i) {
      const auto other = static_cast<ChoiceIndex>(i);
      if (other == tail.front || !tail.set.has(other)) continue;
      keep_easier(tail, Kind::NotNext, {tail.front, other}, tail.votes[tail.front],
                  tail.votes[other]);
    }
  }

  void keep_easier(Tail& tail, Kind kind, const ChoicePair& pair, std::int64_t winner_votes,
                   std::int64_t loser_votes) const {
    const double difficulty = difficulty_of(what_, winner_votes, loser_votes, cards_);
    if (!(difficulty < tail.best.difficulty)) return;
    tail.best = {kind, pair, {}, VoteCount(winner_votes), VoteCount(loser_votes), difficulty};
    if (kind != Kind::NotNext) return;
    for (std::size_t i = 0; i < ballots_.choices(); ++i) {
      const auto choice = static_cast<ChoiceIndex>(i);
      if (tail.set.has(choice)) tail.best.standing.push_back(choice);
    }
  }

  void open(TailPointer tail) {
    if (tail->best.difficulty <= result_.lower_bound) {
      result_.assertions.push_back(tail->best);
    } else {
      open_.push({std::move(tail), next_number_++});
    }
  }

  RaireResult cut_short() {
    const double hardest = open_.top().tail->best.difficulty;
    if (hardest == kNever) {
      result_.assertions.clear();
      result_.difficulty = kNever;
      return result_;
    }
    result_.end = RaireEnd::CutShort;
    gather();
    return result_;
  }

  void gather() {
    for (; !open_.empty(); open_.pop()) result_.assertions.push_back(open_.top().tail->best);
    std::ranges::sort(result_.assertions, [](const OrderAssertion& a, const OrderAssertion& b) {
      if (a.difficulty != b.difficulty) return a.difficulty > b.difficulty;
      return std::tie(a.kind, a.pair, a.standing) < std::tie(b.kind, b.pair, b.standing);
    });
    const auto repeats = std::ranges::unique(result_.assertions);
    result_.assertions.erase(repeats.begin(), repeats.end());
    if (!result_.assertions.empty()) result_.difficulty = result_.assertions.front().difficulty;
  }

  const RankedBallots& ballots_;
  ChoiceIndex winner_;
  CardCount cards_;
  DifficultyOf what_;
  const RaireLimits& limits_;
  std::priority_queue<Open> open_;
  std::int64_t next_number_ = 0;
  std::int64_t expanded_ = 0;
  RaireResult result_;
};

}  // namespace

double difficulty_of(DifficultyOf what, std::int64_t winner_votes, std::int64_t loser_votes,
                     CardCount cards) {
  const std::int64_t lead = winner_votes - loser_votes;
  if (lead <= 0) return kNever;
  const auto in_all = static_cast<double>(cards.value());
  const auto ahead = static_cast<double>(lead);
  switch (what) {
    case DifficultyOf::Comparison: return in_all / ahead;
    case DifficultyOf::Polling:
      return in_all * static_cast<double>(winner_votes + loser_votes) / (ahead * ahead);
  }
  return kNever;
}

RaireResult search_assertions(const RankedBallots& ballots, ChoiceIndex winner, CardCount cards,
                              DifficultyOf what, const RaireLimits& limits) {
  RECANVASS_CHECK(winner < ballots.choices() && cards > CardCount(0));
  return RaireSearch(ballots, winner, cards, what, limits).run();
}

Assertions irv_assertions(const election::CardContest& contest, const OrderAssertions& assertions,
                          const tabulate::RankReading& reading) {
  Assertions made;
  for (const OrderAssertion& one : assertions) {
    const std::string& winner = contest.choices[one.pair.winner].name;
    const std::string& loser = contest.choices[one.pair.loser].name;
    if (one.kind == Kind::NeverBefore) {
      made.push_back({fmt::format("{} never goes out before {}", winner, loser),
                      Assorter(contest, NeverBeforeClaim{one.pair, reading})});
      continue;
    }
    std::string standing;
    for (const ChoiceIndex choice : one.standing) {
      if (!standing.empty()) standing += ", ";
      standing += contest.choices[choice].name;
    }
    made.push_back({fmt::format("{} has more votes than {} with {} left", winner, loser, standing),
                    Assorter(contest, NotNextClaim{one.pair, one.standing, reading})});
  }
  return made;
}

}  // namespace recanvass::audit
