#include "stats/one_factor.h"

#include "base/check.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>

namespace recanvass::stats {
namespace {

constexpr double kFactorReach = 12.0;       // φ(12) = 2e-32
constexpr double kMixedFactorReach = 9.0;   // φ(9) = 1e-18, under the mixing law's own tail
constexpr double kInverseSqrtTwoPi = 0.39894228040143267794;

// A group's events, likeliest first, with the quantile of the copula's law at their probability.
struct Ladder {
  std::vector<double> quantiles;
  std::vector<std::int32_t> weights;
};

std::vector<Ladder> make_ladders(std::span<const EventGroup> groups, Copula copula) {
  std::vector<Ladder> ladders;
  for (const EventGroup& group : groups) {
    EventGroup sorted = group;
    std::sort(sorted.begin(), sorted.end(), [](const WeightedEvent& a, const WeightedEvent& b) {
      return a.probability != b.probability ? a.probability > b.probability : a.weight > b.weight;
    });
    Ladder ladder;
    for (const WeightedEvent& event : sorted) {
      if (event.probability <= 0.0 || event.weight <= 0) continue;
      ladder.quantiles.push_back(copula == Copula::Gaussian
                                     ? normal_quantile(event.probability)
                                     : student_t_quantile(event.probability, 4.0));
      ladder.weights.push_back(event.weight);
    }
    if (!ladder.weights.empty()) ladders.push_back(std::move(ladder));
  }
  return ladders;
}

// Law of the total weight, capped at `needed`, group by group.
class WeightLaw {
 public:
  explicit WeightLaw(std::int64_t needed)
      : law_(static_cast<std::size_t>(needed) + 1), next_(law_.size()) {}

  void reset() {
    std::fill(law_.begin(), law_.end(), 0.0);
    law_[0] = 1.0;
    reach_ = 0;
  }

  /// @param chances  P(the first j+1 events happen) for each j, not rising.
  void add(const std::vector<double>& chances, const std::vector<std::int32_t>& weights) {
    const std::size_t cap = law_.size() - 1;
    std::size_t all = 0;
    for (const std::int32_t weight : weights) all += static_cast<std::size_t>(weight);
    const std::size_t reach = std::min(cap, reach_ + all);
    for (std::size_t t = 0; t <= reach; ++t) {
      next_[t] = t <= reach_ ? law_[t] * (1.0 - chances[0]) : 0.0;
    }
    std::size_t moved = 0;
    for (std::size_t j = 0; j < weights.size(); ++j) {
      moved += static_cast<std::size_t>(weights[j]);
      const double exactly = chances[j] - (j + 1 < chances.size() ? chances[j + 1] : 0.0);
      if (exactly <= 0.0) continue;
      for (std::size_t t = 0; t <= reach_; ++t) {
        next_[std::min(cap, t + moved)] += law_[t] * exactly;
      }
    }
    reach_ = reach;
    std::swap(law_, next_);
  }

  /// P(total >= needed), from the small end of the tail. @pre needed in [0, the cap]
  [[nodiscard]] double at_least(std::int64_t needed) const {
    double sum = 0.0;
    for (std::size_t t = law_.size(); t-- > static_cast<std::size_t>(needed);) sum += law_[t];
    return sum;
  }

 private:
  std::vector<double> law_;
  std::vector<double> next_;
  std::size_t reach_ = 0;
};

// The integral over factor and mixing, for several totals at once.
class FactorIntegral {
 public:
  FactorIntegral(std::vector<Ladder> ladders, std::span<const std::int64_t> needed,
                 double correlation)
      : ladders_(std::move(ladders)),
        needed_(needed.begin(), needed.end()),
        loading_(std::sqrt(correlation)),
        own_(std::sqrt(1.0 - correlation)),
        law_(*std::max_element(needed.begin(), needed.end())),
        sums_(needed.size(), 0.0) {}

  std::vector<double> gaussian() {
    add_over_factor(1.0, 1.0, kFactorReach, 0.0625);
    return sums_;
  }

  /// W ~ χ²_4; y = ln W has density W² e^{-W/2} / 4.
  std::vector<double> student_t4() {
    constexpr double kStep = 0.2;
    for (int i = -105; i <= 27; ++i) {
      const double w = std::exp(kStep * i);
      const double density = 0.25 * w * w * std::exp(-0.5 * w);
      add_over_factor(kStep * density, std::sqrt(0.25 * w), kMixedFactorReach, 0.125);
    }
    return sums_;
  }

 private:
  // Trapezoid rule. The steeper a group's chance falls with F, the finer the step must be.
  void add_over_factor(double weight, double scale, double reach, double coarsest) {
    if (loading_ == 0.0) {
      add_given_factor(weight, 0.0, scale);
      return;
    }
    const double step = std::min(coarsest, own_ / loading_ / 8.0);
    const auto half = static_cast<int>(std::ceil(reach / step));
    for (int i = -half; i <= half; ++i) {
      const double factor = step * i;
      const double density = kInverseSqrtTwoPi * std::exp(-0.5 * factor * factor);
      add_given_factor(weight * step * density, factor, scale);
    }
  }

  void add_given_factor(double weight, double factor, double scale) {
    law_.reset();
    for (const Ladder& ladder : ladders_) {
      chances_.clear();
      for (const double quantile : ladder.quantiles) {
        chances_.push_back(normal_below((quantile * scale - loading_ * factor) / own_));
      }
      law_.add(chances_, ladder.weights);
    }
    for (std::size_t i = 0; i < needed_.size(); ++i) {
      sums_[i] += weight * law_.at_least(std::max<std::int64_t>(0, needed_[i]));
    }
  }

  std::vector<Ladder> ladders_;
  std::vector<std::int64_t> needed_;
  double loading_;
  double own_;
  WeightLaw law_;
  std::vector<double> sums_;
  std::vector<double> chances_;
};

std::vector<WeightedEvent> taken_singly(std::span<const EventGroup> groups) {
  std::vector<WeightedEvent> events;
  for (const EventGroup& group : groups) events.insert(events.end(), group.begin(), group.end());
  return events;
}

// max Σ_N p with weight(N) <= room.
double most_probability_within(const std::vector<WeightedEvent>& events, std::int64_t room) {
  std::vector<double> best(static_cast<std::size_t>(room) + 1, 0.0);
  for (const WeightedEvent& event : events) {
    for (std::int64_t t = room; t >= event.weight; --t) {
      double& here = best[static_cast<std::size_t>(t)];
      here = std::max(here, best[static_cast<std::size_t>(t - event.weight)] + event.probability);
    }
  }
  return best.back();
}

// min Σ_S (1 - p) with weight(S) >= needed; 1 or more when there is none.
double least_doubt_reaching(const std::vector<WeightedEvent>& events, std::int64_t needed) {
  std::vector<double> least(static_cast<std::size_t>(needed) + 1, 1e9);
  least[0] = 0.0;
  for (const WeightedEvent& event : events) {
    for (std::int64_t t = needed; t >= 1; --t) {
      const std::int64_t before = std::max<std::int64_t>(0, t - event.weight);
      double& here = least[static_cast<std::size_t>(t)];
      here = std::min(here, least[static_cast<std::size_t>(before)] + 1.0 - event.probability);
    }
  }
  return least.back();
}

}  // namespace

std::vector<double> joint_probabilities(std::span<const EventGroup> groups,
                                        std::span<const std::int64_t> needed, double correlation,
                                        Copula copula) {
  RECANVASS_CHECK(correlation >= 0.0 && correlation < 1.0);
  if (needed.empty()) return {};
  if (*std::max_element(needed.begin(), needed.end()) <= 0) {
    return std::vector<double>(needed.size(), 1.0);
  }
  FactorIntegral integral(make_ladders(groups, copula), needed, correlation);
  std::vector<double> chances =
      copula == Copula::Gaussian ? integral.gaussian() : integral.student_t4();
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (needed[i] <= 0) chances[i] = 1.0;
  }
  return chances;
}

double joint_probability(std::span<const EventGroup> groups, std::int64_t needed,
                         double correlation, Copula copula) {
  return joint_probabilities(groups, std::span(&needed, 1), correlation, copula).front();
}

double comonotone_probability(std::span<const EventGroup> groups, std::int64_t needed) {
  if (needed <= 0) return 1.0;
  std::vector<WeightedEvent> events = taken_singly(groups);
  std::sort(events.begin(), events.end(), [](const WeightedEvent& a, const WeightedEvent& b) {
    return a.probability > b.probability;
  });
  std::int64_t total = 0;
  for (const WeightedEvent& event : events) {
    total += event.weight;
    if (total >= needed) return event.probability;
  }
  return 0.0;
}

Bounds all_happen_bounds(std::span<const double> probabilities) {
  RECANVASS_CHECK(!probabilities.empty());
  double doubt = 0.0;
  double least = 1.0;
  for (const double p : probabilities) {
    doubt += 1.0 - p;
    least = std::min(least, p);
  }
  return {std::max(0.0, 1.0 - doubt), least};
}

Bounds joint_bounds(std::span<const EventGroup> groups, std::int64_t needed) {
  if (needed <= 0) return {1.0, 1.0};
  const std::vector<WeightedEvent> events = taken_singly(groups);
  double sum = 0.0;
  double by_weight = 0.0;
  std::int64_t all = 0;
  for (const WeightedEvent& event : events) {
    sum += event.probability;
    by_weight += static_cast<double>(std::min<std::int64_t>(event.weight, needed)) *
                 event.probability / static_cast<double>(needed);
    all += event.weight;
  }
  if (all < needed) return {0.0, 0.0};
  const double outside = std::max(0.0, sum - most_probability_within(events, needed - 1));
  return {std::max(0.0, 1.0 - least_doubt_reaching(events, needed)),
          std::min({1.0, by_weight, outside})};
}

}  // namespace recanvass::stats
