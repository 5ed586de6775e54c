#include "audit/polling_rounds.h"

#include "base/check.h"
#include "stats/compensated_sum.h"
#include "stats/tails.h"

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

// ln of the ratio of the two likelihoods of a tally.
double log_ratio(const RoundPlan& plan, const RoundTally& tally) {
  return static_cast<double>(tally.winner) * std::log(2.0 * plan.winner_share) +
         static_cast<double>(tally.votes - tally.winner) *
             std::log(2.0 * (1.0 - plan.winner_share));
}

// Chances, as reported and in a tie, that the winner has k votes and no round ended the audit.
struct StillOpen {
  std::int64_t votes = 0;
  std::vector<double> reported{1.0};
  std::vector<double> tie{1.0};
};

std::vector<double> masses(std::int64_t draws, double share) {
  std::vector<double> list;
  for (std::int64_t k = 0; k <= draws; ++k) {
    list.push_back(std::exp(stats::binomial_log_mass(draws, share, k)));
  }
  return list;
}

std::vector<double> convolve(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> out(a.size() + b.size() - 1, 0.0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == 0.0) continue;
    for (std::size_t k = 0; k < b.size(); ++k) out[i + k] += a[i] * b[k];
  }
  return out;
}

void draw_on(StillOpen& open, const RoundPlan& plan, std::int64_t votes) {
  RECANVASS_CHECK(votes > open.votes);
  const std::int64_t more = votes - open.votes;
  open.reported = convolve(open.reported, masses(more, plan.winner_share));
  open.tie = convolve(open.tie, masses(more, plan.tie_share));
  open.votes = votes;
}

double tail(const std::vector<double>& list, std::int64_t from) {
  stats::CompensatedSum sum;
  for (auto k = static_cast<std::int64_t>(list.size()) - 1; k >= std::max<std::int64_t>(from, 0);
       --k) {
    sum.add(list[static_cast<std::size_t>(k)]);
  }
  return sum.value();
}

// The least k whose tails pass, or 0: the tails' ratio grows with k.
std::int64_t least_of(const StillOpen& open, double risk_limit) {
  stats::CompensatedSum reported;
  stats::CompensatedSum tie;
  std::int64_t least = 0;
  for (auto k = static_cast<std::int64_t>(open.tie.size()) - 1; k >= 0; --k) {
    reported.add(open.reported[static_cast<std::size_t>(k)]);
    tie.add(open.tie[static_cast<std::size_t>(k)]);
    // Where the masses themselves have lost their digits nothing is decided.
    if (reported.value() < 1e-290) continue;
    if (risk_limit * reported.value() <= tie.value()) break;
    least = k;
  }
  return least;
}

void end_round(StillOpen& open, double risk_limit) {
  const std::int64_t least = least_of(open, risk_limit);
  if (least == 0) return;
  open.reported.resize(static_cast<std::size_t>(least));
  open.tie.resize(static_cast<std::size_t>(least));
}

// ln ω of Providence after one more round with `winner` votes in all.
double providence_log_evidence(const RoundPlan& plan, const RoundTally& before,
                               const RoundTally& after) {
  const std::int64_t more = after.votes - before.votes;
  const std::int64_t needed = after.winner - before.winner;
  return log_ratio(plan, before) + stats::binomial_log_at_least(more, plan.winner_share, needed) -
         stats::binomial_log_at_least(more, plan.tie_share, needed);
}

RoundTally last_of(std::span<const RoundTally> rounds) {
  return rounds.empty() ? RoundTally{} : rounds.back();
}

// The least winner's tally at which ln ω passes; it grows with the tally.
std::int64_t providence_least(const RoundPlan& plan, const RoundTally& before, std::int64_t votes) {
  const double goal = -std::log(plan.risk_limit);
  std::int64_t low = before.winner;
  std::int64_t high = before.winner + (votes - before.votes) + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const bool past = middle > before.winner + (votes - before.votes);
    if (past || providence_log_evidence(plan, before, {votes, middle}) > goal) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low > before.winner + (votes - before.votes) ? 0 : low;
}

std::int64_t bravo_least(const RoundPlan& plan, std::int64_t votes) {
  const double s = plan.winner_share;
  const double needed =
      (-std::log(plan.risk_limit) - static_cast<double>(votes) * std::log(2.0 * (1.0 - s))) /
      std::log(s / (1.0 - s));
  const auto least = static_cast<std::int64_t>(std::ceil(needed));
  return least > votes ? 0 : least;
}

StillOpen minerva_open(const RoundPlan& plan, std::span<const RoundTally> so_far) {
  StillOpen open;
  for (const RoundTally& round : so_far) {
    draw_on(open, plan, round.votes);
    end_round(open, plan.risk_limit);
  }
  return open;
}

void check_plan(const RoundPlan& plan, std::span<const RoundTally> rounds) {
  RECANVASS_CHECK(plan.winner_share > 0.5 && plan.winner_share < 1.0);
  RECANVASS_CHECK(plan.risk_limit > 0.0 && plan.risk_limit < 1.0);
  RoundTally last;
  for (const RoundTally& round : rounds) {
    RECANVASS_CHECK(round.votes > last.votes && round.winner >= last.winner &&
                    round.winner - last.winner <= round.votes - last.votes);
    last = round;
  }
}

// How far a chance can fall when a round grows by one vote: one more vote for the winner asked for.
double sawtooth(std::int64_t votes) {
  return 1.0 / std::sqrt(static_cast<double>(std::max<std::int64_t>(votes, 1)));
}

}  // namespace

std::vector<double> round_p_values(RoundRule rule, const RoundPlan& plan,
                                   std::span<const RoundTally> rounds) {
  check_plan(plan, rounds);
  std::vector<double> p_values;
  RoundTally before;
  StillOpen open;
  for (const RoundTally& round : rounds) {
    switch (rule) {
      case RoundRule::Providence:
        p_values.push_back(std::exp(-providence_log_evidence(plan, before, round)));
        break;
      case RoundRule::Minerva:
        draw_on(open, plan, round.votes);
        p_values.push_back(tail(open.tie, round.winner) / tail(open.reported, round.winner));
        end_round(open, plan.risk_limit);
        break;
      case RoundRule::EndOfRoundBravo: p_values.push_back(std::exp(-log_ratio(plan, round))); break;
    }
    before = round;
  }
  return p_values;
}

RoundSize round_of(RoundRule rule, const RoundPlan& plan, std::span<const RoundTally> so_far,
                   std::int64_t votes) {
  check_plan(plan, so_far);
  const RoundTally before = last_of(so_far);
  RECANVASS_CHECK(votes > before.votes);
  RoundSize size{votes, 0, 0.0};
  // The first round of Minerva is that of Providence.
  if (rule == RoundRule::Minerva && !so_far.empty()) {
    StillOpen open = minerva_open(plan, so_far);
    draw_on(open, plan, votes);
    size.winner_least = least_of(open, plan.risk_limit);
  } else if (rule == RoundRule::EndOfRoundBravo) {
    size.winner_least = bravo_least(plan, votes);
  } else {
    size.winner_least = providence_least(plan, before, votes);
  }
  if (size.winner_least > 0) {
    size.chance = stats::binomial_at_least(votes - before.votes, plan.winner_share,
                                           size.winner_least - before.winner);
  }
  return size;
}

RoundSize next_round(RoundRule rule, const RoundPlan& plan, std::span<const RoundTally> so_far,
                     double chance) {
  RECANVASS_CHECK(chance > 0.0 && chance < 1.0);
  // Above the size that halving finds, nothing is the least; below it, the chance is followed down
  // past the reach of its sawtooth.
  RoundSize best = r2b2_next_round(rule, plan, so_far, chance);
  const std::int64_t first = last_of(so_far).votes + 1;
  std::int64_t low_run = 0;
  for (std::int64_t votes = best.votes - 1; votes >= first && low_run < 64; --votes) {
    const RoundSize size = round_of(rule, plan, so_far, votes);
    if (size.chance >= chance) best = size;
    low_run = size.chance < chance - 2.0 * sawtooth(votes - first + 1) ? low_run + 1 : 0;
  }
  return best;
}

RoundSize steady_first_round(RoundRule rule, const RoundPlan& plan, double chance) {
  // A chance falls by at most the sawtooth s and gains about s^2 a vote: past eight lengths of 1/s
  // above a size that passes, every size passes.
  const RoundSize found = r2b2_next_round(rule, plan, {}, chance);
  auto votes = found.votes + static_cast<std::int64_t>(8.0 / sawtooth(found.votes));
  RoundSize steady = round_of(rule, plan, {}, votes);
  RECANVASS_CHECK(steady.chance >= chance);
  while (votes > 1) {
    const RoundSize smaller = round_of(rule, plan, {}, votes - 1);
    if (smaller.chance < chance) break;
    steady = smaller;
    --votes;
  }
  return steady;
}

RoundSize r2b2_next_round(RoundRule rule, const RoundPlan& plan, std::span<const RoundTally> so_far,
                          double chance) {
  RECANVASS_CHECK(chance > 0.0 && chance < 1.0);
  // Where it begins, and by what it widens: BRAVO from 10,000 by twos, the others from 10 by tens.
  const bool bravo = rule == RoundRule::EndOfRoundBravo;
  const std::int64_t factor = bravo ? 2 : 10;
  const std::int64_t before = last_of(so_far).votes;
  std::int64_t right = bravo ? 10000 : 10;
  while (right <= before + 1) right *= factor;
  std::int64_t left = before + 1;
  while (true) {
    std::int64_t low = left;
    std::int64_t high = right;
    while (high - low > 1) {
      const std::int64_t middle = (low + high) / 2;
      (round_of(rule, plan, so_far, middle).chance >= chance ? high : low) = middle;
    }
    for (const std::int64_t votes : {low, high}) {
      const RoundSize size = round_of(rule, plan, so_far, votes);
      if (size.chance >= chance) return size;
    }
    RECANVASS_CHECK(right < (std::int64_t{1} << 40));
    left = std::max(right, before + 1);
    right *= factor;
  }
}

}  // namespace recanvass::audit
