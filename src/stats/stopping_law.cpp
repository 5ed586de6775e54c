#include "stats/stopping_law.h"

#include "base/check.h"
#include "stats/compensated_sum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::stats {
namespace {

constexpr double kDropped = 1e-30;
constexpr double kExtinct = -std::numeric_limits<double>::infinity();

// Open runs by the number of second setbacks, for one number of first setbacks: share[i] belongs
// to `lowest + i`. Runs with fewer have stopped.
struct Row {
  std::int64_t lowest = 0;
  std::vector<double> share;

  [[nodiscard]] bool empty() const { return share.empty(); }
};

class Follower {
 public:
  Follower(const DrawKinds& kinds, const TallyEvidence& evidence, double goal)
      : kinds_(kinds), evidence_(evidence), goal_(goal) {
    RECANVASS_CHECK(kinds.first_setback >= 0.0 && kinds.second_setback >= 0.0 &&
                    kinds.first_setback + kinds.second_setback <= 1.0);
    rows_.push_back({0, {1.0}});
  }

  // One more draw; gives the share of the runs that stop at it.
  double draw() {
    ++draws_;
    const double usual = 1.0 - kinds_.first_setback - kinds_.second_setback;
    if (kinds_.first_setback > 0.0) rows_.emplace_back();
    // From the highest row down, so that each takes from rows not yet moved on.
    for (std::size_t first = rows_.size(); first-- > 0;) {
      Row moved = step(rows_[first], usual, kinds_.second_setback);
      if (first > 0) add(moved, rows_[first - 1], kinds_.first_setback);
      rows_[first] = std::move(moved);
    }
    CompensatedSum stopped;
    for (std::size_t first = 0; first < rows_.size(); ++first) stop(first, stopped);
    while (rows_.size() > 1 && rows_.back().empty()) rows_.pop_back();
    return stopped.value();
  }

  [[nodiscard]] double open() const {
    CompensatedSum sum;
    for (const Row& row : rows_) {
      for (const double share : row.share) sum.add(share);
    }
    return sum.value() + dropped_.value();
  }

 private:
  static Row step(const Row& from, double usual, double setback) {
    Row to{from.lowest, std::vector<double>(from.empty() ? 0 : from.share.size() + 1, 0.0)};
    for (std::size_t i = 0; i < from.share.size(); ++i) {
      to.share[i] += from.share[i] * usual;
      to.share[i + 1] += from.share[i] * setback;
    }
    return to;
  }

  static void add(Row& to, const Row& from, double chance) {
    if (from.empty()) return;
    if (to.empty()) {
      to.lowest = from.lowest;
    } else if (from.lowest < to.lowest) {
      to.share.insert(to.share.begin(), static_cast<std::size_t>(to.lowest - from.lowest), 0.0);
      to.lowest = from.lowest;
    }
    const auto offset = static_cast<std::size_t>(from.lowest - to.lowest);
    to.share.resize(std::max(to.share.size(), offset + from.share.size()), 0.0);
    for (std::size_t i = 0; i < from.share.size(); ++i) {
      to.share[offset + i] += from.share[i] * chance;
    }
  }

  // Evidence falls with setbacks: in each row the runs with the fewest stop.
  void stop(std::size_t first, CompensatedSum& stopped) {
    Row& row = rows_[first];
    std::size_t gone = 0;
    while (gone < row.share.size() &&
           evidence_(draws_, static_cast<std::int64_t>(first),
                     row.lowest + static_cast<std::int64_t>(gone)) >= goal_) {
      stopped.add(row.share[gone++]);
    }
    while (gone < row.share.size() && row.share[gone] < kDropped) dropped_.add(row.share[gone++]);
    row.share.erase(row.share.begin(), row.share.begin() + static_cast<std::ptrdiff_t>(gone));
    row.lowest += static_cast<std::int64_t>(gone);
    while (!row.empty() && row.share.back() < kDropped) {
      dropped_.add(row.share.back());
      row.share.pop_back();
    }
  }

  DrawKinds kinds_;
  const TallyEvidence& evidence_;
  double goal_;
  std::int64_t draws_ = 0;
  std::vector<Row> rows_;
  CompensatedSum dropped_;
};

// ln of what each kind of draw multiplies a fixed bet by.
struct Gains {
  double usual, first, second;

  [[nodiscard]] double after(std::int64_t draws, std::int64_t ones, std::int64_t twos) const {
    if (twos > 0 && second == kExtinct) return kExtinct;
    return static_cast<double>(draws - ones - twos) * usual + static_cast<double>(ones) * first +
           (twos == 0 ? 0.0 : static_cast<double>(twos) * second);
  }
};

Gains comparison_gains(double diluted_margin, double bet) {
  RECANVASS_CHECK(diluted_margin > 0.0 && diluted_margin <= 1.0 && bet >= 0.0 && bet <= 2.0);
  const double a = 1.0 / (2.0 - diluted_margin);
  return {std::log1p(bet * (0.5 * diluted_margin * a)), std::log1p(bet * (0.5 * a - 0.5)),
          bet == 2.0 ? kExtinct : std::log1p(-0.5 * bet)};
}

double goal_of(double risk_limit) {
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0);
  return -std::log(risk_limit);
}

}  // namespace

std::int64_t StoppingLaw::quantile(double of_runs) const {
  CompensatedSum sum;
  for (std::size_t i = 0; i < share.size(); ++i) {
    sum.add(share[i]);
    if (sum.value() >= of_runs) return static_cast<std::int64_t>(i) + 1;
  }
  return 0;
}

double StoppingLaw::mean() const {
  CompensatedSum sum;
  for (std::size_t i = 0; i < share.size(); ++i) sum.add(share[i] * static_cast<double>(i + 1));
  sum.add(not_stopped * static_cast<double>(share.size()));
  return sum.value();
}

StoppingLaw stopping_law(const DrawKinds& kinds, const TallyEvidence& evidence, double goal,
                         std::int64_t draws_max, double open_max) {
  RECANVASS_CHECK(draws_max >= 1);
  Follower follower(kinds, evidence, goal);
  StoppingLaw law;
  for (std::int64_t draws = 1; draws <= draws_max; ++draws) {
    law.share.push_back(follower.draw());
    // What is open is added up afresh: a difference from 1 would keep only sixteen digits of 1.
    law.not_stopped = follower.open();
    if (law.not_stopped <= open_max) break;
  }
  return law;
}

StoppingLaw bravo_law(double share, double risk_limit, std::int64_t draws_max, double open_max) {
  RECANVASS_CHECK(share > 0.5 && share < 1.0);
  const double gain = std::log(2.0 * share);
  const double loss = std::log(2.0 * (1.0 - share));
  return stopping_law(
      {0.0, 1.0 - share},
      [=](std::int64_t draws, std::int64_t, std::int64_t losers) {
        return static_cast<double>(draws - losers) * gain + static_cast<double>(losers) * loss;
      },
      goal_of(risk_limit), draws_max, open_max);
}

StoppingLaw comparison_law(double diluted_margin, const DrawKinds& errors, double bet,
                           double risk_limit, std::int64_t draws_max, double open_max) {
  const Gains gains = comparison_gains(diluted_margin, bet);
  return stopping_law(
      errors,
      [gains](std::int64_t draws, std::int64_t ones, std::int64_t twos) {
        return gains.after(draws, ones, twos);
      },
      goal_of(risk_limit), draws_max, open_max);
}

StoppingLaw comparison_mixture_law(double diluted_margin, const DrawKinds& errors,
                                   std::span<const LawBet> bets, double risk_limit,
                                   std::int64_t draws_max, double open_max) {
  std::vector<Gains> gains;
  for (const LawBet& one : bets) gains.push_back(comparison_gains(diluted_margin, one.bet));
  return stopping_law(
      errors,
      [&](std::int64_t draws, std::int64_t ones, std::int64_t twos) {
        double sum = 0.0;
        for (std::size_t i = 0; i < gains.size(); ++i) {
          sum += bets[i].weight * std::exp(gains[i].after(draws, ones, twos));
        }
        return std::log(sum);
      },
      goal_of(risk_limit), draws_max, open_max);
}

}  // namespace recanvass::stats
