#include "stats/one_factor.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/distributions.h"

namespace recanvass::stats {
namespace {

constexpr double kFactorReach = 12.0;  // φ(12) = 2e-32
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
    for (std::size_t t = 0; t <= reach; ++t) next_[t] = t <= reach_ ? law_[t] * (1.0 - chances[0]) : 0.0;
    std::size_t moved = 0;
    for (std::size_t j = 0; j < weights.size(); ++j) {
      moved += static_cast<std::size_t>(weights[j]);
      const double exactly = chances[j] - (j + 1 < chances.size() ? chances[j + 1] : 0.0);
      if (exactly <= 0.0) continue;
      for (std::size_t t = 0; t <= reach_; ++t) next_[std::min(cap, t + moved)] += law_[t] * exactly;
    }
    reach_ = reach;
    std::swap(law_, next_);
  }

  [[nodiscard]] double enough() const { return law_.back(); }

 private:
  std::vector<double> law_;
  std::vector<double> next_;
  std::size_t reach_ = 0;
};

// P(enough | factor), with the copula's quantiles times `scale`.
double given_factor(const std::vector<Ladder>& ladders, double factor, double correlation,
                    double scale, WeightLaw& law) {
  const double loading = std::sqrt(correlation);
  const double own = std::sqrt(1.0 - correlation);
  std::vector<double> chances;
  law.reset();
  for (const Ladder& ladder : ladders) {
    chances.clear();
    for (const double quantile : ladder.quantiles) {
      chances.push_back(normal_below((quantile * scale - loading * factor) / own));
    }
    law.add(chances, ladder.weights);
  }
  return law.enough();
}

double over_factor(const std::vector<Ladder>& ladders, double correlation, double scale,
                   double step, WeightLaw& law) {
  if (correlation == 0.0) return given_factor(ladders, 0.0, 0.0, scale, law);
  const auto half = static_cast<int>(std::ceil(kFactorReach / step));
  double sum = 0.0;
  for (int i = -half; i <= half; ++i) {
    const double factor = step * i;
    const double weight = kInverseSqrtTwoPi * std::exp(-0.5 * factor * factor);
    sum += weight * given_factor(ladders, factor, correlation, scale, law);
  }
  return step * sum;
}

// The steeper a group's chance falls with F, the finer the step must be.
double factor_step(double correlation, double coarsest) {
  if (correlation == 0.0) return coarsest;
  return std::min(coarsest, std::sqrt((1.0 - correlation) / correlation) / 8.0);
}

double over_mixing(const std::vector<Ladder>& ladders, double correlation, WeightLaw& law) {
  // W ~ χ²_4; y = ln W has density W² e^{-W/2} / 4.
  constexpr double kStep = 0.2;
  double sum = 0.0;
  for (double y = -22.0; y <= 5.4; y += kStep) {
    const double w = std::exp(y);
    const double density = 0.25 * w * w * std::exp(-0.5 * w);
    const double scale = std::sqrt(0.25 * w);
    sum += density * over_factor(ladders, correlation, scale, factor_step(correlation, 0.125), law);
  }
  return kStep * sum;
}

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

double joint_probability(std::span<const EventGroup> groups, std::int64_t needed,
                         double correlation, Copula copula) {
  RECANVASS_CHECK(correlation >= 0.0 && correlation < 1.0);
  if (needed <= 0) return 1.0;
  const std::vector<Ladder> ladders = make_ladders(groups, copula);
  WeightLaw law(needed);
  switch (copula) {
    case Copula::Gaussian:
      return over_factor(ladders, correlation, 1.0, factor_step(correlation, 0.0625), law);
    case Copula::StudentT4:
      return over_mixing(ladders, correlation, law);
  }
  RECANVASS_CHECK(!"a copula without a rule");
  return 0.0;
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
