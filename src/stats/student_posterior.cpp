#include "stats/student_posterior.h"

#include "base/check.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace recanvass::stats {
namespace {

// Nodes below this share of the heaviest are left out: together under one part in ten thousand of
// the mass.
constexpr double kLightestNode = 1e-7;

// Equispaced nodes from `first` to `last`: the trapezoid rule, which is exact to many digits for
// smooth densities that vanish at both ends.
std::vector<double> equispaced(double first, double last, int nodes) {
  RECANVASS_CHECK(nodes >= 2);
  std::vector<double> values;
  for (int i = 0; i < nodes; ++i) {
    values.push_back(first + (last - first) * static_cast<double>(i) / (nodes - 1));
  }
  return values;
}

double log_likelihood(const std::vector<double>& shifts, double location, double scale,
                      double freedom) {
  // The constant of the density is the same for every shift: taken once.
  const double constant = student_t_log_density(0.0, freedom) - std::log(scale);
  double sum = 0.0;
  for (const double shift : shifts) {
    const double t = (shift - location) / scale;
    sum += std::log1p(t * t / freedom);
  }
  return static_cast<double>(shifts.size()) * constant - 0.5 * (freedom + 1.0) * sum;
}

// A node stands for the mass around it: its own half is below it. Between nodes a straight line, so
// that nodes that share one chance (margin 0, location 0) are no step at the interval's end.
// @pre sorted by chance, weights add up to 1
double quantile_of(const std::vector<std::pair<double, double>>& tails, double wanted) {
  double below = 0.0;  // mass up to the middle of the node before
  double before = tails.front().first;
  double mass = 0.0;
  for (const auto& [tail, weight] : tails) {
    const double middle = mass + 0.5 * weight;
    if (middle >= wanted) {
      return middle > below ? before + (tail - before) * (wanted - below) / (middle - below) : tail;
    }
    mass += weight;
    below = middle;
    before = tail;
  }
  return before;
}

}  // namespace

ShiftPosterior::ShiftPosterior(std::span<const double> shifts, const ShiftPriors& priors,
                               const ShiftGrid& grid) {
  std::vector<double> sorted(shifts.begin(), shifts.end());
  std::sort(sorted.begin(), sorted.end());  // the order of rows must not reach the last digit
  const double reach = 6.0 * priors.location_sd;
  const auto locations = equispaced(-reach, reach, grid.location);
  const auto log_scales =
      equispaced(std::log(priors.scale_sd / 100.0), std::log(priors.scale_sd * 6.0), grid.scale);
  const double mean_excess = priors.freedom_shape / priors.freedom_rate;
  const auto log_excesses =
      equispaced(std::log(mean_excess / 1000.0), std::log(mean_excess * 10.0), grid.freedom);
  std::vector<Node> nodes;
  std::vector<double> logs;
  for (const double log_excess : log_excesses) {
    const double excess = std::exp(log_excess);
    // Densities in the logarithms of scale and excess carry one more factor of each (Jacobian).
    const double freedom_part = priors.freedom_shape * log_excess - priors.freedom_rate * excess;
    for (const double log_scale : log_scales) {
      const double scale = std::exp(log_scale);
      const double ratio = scale / priors.scale_sd;
      const double scale_part = log_scale - 0.5 * ratio * ratio;
      for (const double location : locations) {
        const double off = location / priors.location_sd;
        logs.push_back(freedom_part + scale_part - 0.5 * off * off +
                       log_likelihood(sorted, location, scale, 1.0 + excess));
        nodes.push_back({location, scale, 1.0 + excess, 0.0});
      }
    }
  }
  const double highest = *std::max_element(logs.begin(), logs.end());
  double total = 0.0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].weight = std::exp(logs[i] - highest);
    if (nodes[i].weight < kLightestNode) continue;
    total += nodes[i].weight;
    nodes_.push_back(nodes[i]);
  }
  for (Node& node : nodes_) {
    node.weight /= total;
    mean_location_ += node.weight * node.location;
    mean_scale_ += node.weight * node.scale;
    mean_freedom_ += node.weight * node.freedom;
  }
}

TailEstimate ShiftPosterior::tail_at(double share) const {
  std::vector<std::pair<double, double>> tails;  // (chance, weight)
  tails.reserve(nodes_.size());
  TailEstimate estimate;
  for (const Node& node : nodes_) {
    const double tail = student_t_above((share - node.location) / node.scale, node.freedom);
    tails.emplace_back(tail, node.weight);
    estimate.probability += node.weight * tail;
  }
  std::sort(tails.begin(), tails.end());
  estimate.low = quantile_of(tails, 0.05);
  estimate.high = quantile_of(tails, 0.95);
  return estimate;
}

}  // namespace recanvass::stats
