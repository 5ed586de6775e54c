#include "draw/paper_draws.h"

#include <fmt/format.h>

#include <cmath>

namespace recanvass::draw {

base::Result<CutRecord> CutRecord::make(std::int32_t cuts, double distance_max, DrawnFor use) {
  base::Problems problems;
  if (use == DrawnFor::Comparison) {
    problems.push_back({"cut.comparison",
                        {},
                        "cards cut from a stack for a comparison with their records",
                        "the very card that the draw names",
                        "Count to the position that the draw names, or audit by polling."});
  }
  if (cuts < 1) {
    problems.push_back({"cut.cuts",
                        {},
                        fmt::format("{} cuts", cuts),
                        "at least one cut before each card",
                        "Cut the stack; six cuts are customary."});
  }
  if (!(distance_max >= 0.0 && distance_max < 1.0)) {
    problems.push_back({"cut.distance",
                        {},
                        fmt::format("a distance of {}", distance_max),
                        "a number from 0 and below 1",
                        "Give the total variation distance of one draw from a uniform one."});
  }
  if (!problems.empty()) return problems;
  return CutRecord(cuts, distance_max);
}

double CutRecord::risk_added(std::int64_t draws) const {
  return -std::expm1(static_cast<double>(draws) * std::log1p(-distance_max_));
}

base::Result<BernoulliRecord> BernoulliRecord::make(double chance, std::int64_t cards,
                                                    std::int64_t taken) {
  base::Problems problems;
  if (!(chance > 0.0 && chance <= 1.0)) {
    problems.push_back({"bernoulli.chance",
                        {},
                        fmt::format("a chance of {}", chance),
                        "a number above 0 and at most 1",
                        "Give the chance with which each card was taken."});
  }
  if (taken < 0 || taken > cards) {
    problems.push_back({"bernoulli.taken",
                        {},
                        fmt::format("{} of {} cards", taken, cards),
                        "a number from 0 to all cards",
                        "Count the cards that were taken, and all cards."});
  }
  if (!problems.empty()) return problems;
  return BernoulliRecord(chance, cards, taken);
}

}  // namespace recanvass::draw
