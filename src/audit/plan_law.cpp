#include "audit/plan_law.h"

#include "base/check.h"
#include "stats/compensated_sum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

constexpr std::size_t kRoundSizesMax = 200;
constexpr double kNoBound = std::numeric_limits<double>::infinity();

// The law's points thinned to the largest of each stretch of equal chance.
std::vector<SizePoint> candidates(const std::vector<SizePoint>& points) {
  if (points.size() <= kRoundSizesMax) return points;
  std::vector<SizePoint> list;
  double gathered = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    gathered += points[i].chance;
    all += points[i].chance;
    const bool last = i + 1 == points.size();
    if (!last && all < static_cast<double>(list.size() + 1) / kRoundSizesMax) continue;
    list.push_back({points[i].cards, gathered});
    gathered = 0.0;
  }
  return list;
}

}  // namespace

SizeLaw SizeLaw::certain(std::int64_t cards) {
  SizeLaw law;
  law.points_ = {{cards, 1.0}};
  return law;
}

SizeLaw SizeLaw::simulated(std::vector<std::int64_t> sizes) {
  RECANVASS_CHECK(!sizes.empty());
  std::sort(sizes.begin(), sizes.end());
  SizeLaw law;
  law.replicates_ = sizes.size();
  const double each = 1.0 / static_cast<double>(sizes.size());
  for (std::size_t i = 0; i < sizes.size();) {
    std::size_t end = i;
    while (end < sizes.size() && sizes[end] == sizes[i]) ++end;
    law.points_.push_back({sizes[i], each * static_cast<double>(end - i)});
    i = end;
  }
  return law;
}

SizeLaw SizeLaw::exact(const stats::StoppingLaw& stops, double share_of_cards,
                       std::int64_t cards_max) {
  RECANVASS_CHECK(share_of_cards > 0.0 && share_of_cards <= 1.0);
  SizeLaw law;
  double beyond = stops.not_stopped;
  for (std::size_t i = 0; i < stops.share.size(); ++i) {
    const double cards = std::ceil(static_cast<double>(i + 1) / share_of_cards * (1.0 - 1e-12));
    if (cards >= static_cast<double>(cards_max)) {
      beyond += stops.share[i];
    } else if (stops.share[i] > 0.0) {
      law.points_.push_back({static_cast<std::int64_t>(cards), stops.share[i]});
    }
  }
  if (beyond > 0.0) law.points_.push_back({cards_max, beyond});
  return law;
}

std::int64_t SizeLaw::at(double share) const {
  stats::CompensatedSum sum;
  for (const SizePoint& point : points_) {
    sum.add(point.chance);
    if (sum.value() >= share * (1.0 - 1e-12)) return point.cards;
  }
  return points_.back().cards;
}

LawQuantile SizeLaw::quantile(double share) const {
  RECANVASS_CHECK(share > 0.0 && share <= 1.0);
  LawQuantile result{share, at(share), 0.0};
  if (replicates_ == 0) return result;
  const double reach = 1.96 * std::sqrt(share * (1.0 - share) / static_cast<double>(replicates_));
  const std::int64_t high = at(std::min(1.0, share + reach));
  const std::int64_t low = at(std::max(share - reach, 0.5 / static_cast<double>(replicates_)));
  result.error = 0.5 * static_cast<double>(high - low);
  return result;
}

double SizeLaw::mean() const {
  stats::CompensatedSum sum;
  for (const SizePoint& point : points_) sum.add(point.chance * static_cast<double>(point.cards));
  return sum.value();
}

double SizeLaw::mean_error() const {
  if (replicates_ < 2) return 0.0;
  const double centre = mean();
  stats::CompensatedSum sum;
  for (const SizePoint& point : points_) {
    const double off = static_cast<double>(point.cards) - centre;
    sum.add(point.chance * off * off);
  }
  return std::sqrt(sum.value() / static_cast<double>(replicates_ - 1));
}

double SizeLaw::chance_within(std::int64_t cards) const {
  stats::CompensatedSum sum;
  for (const SizePoint& point : points_) {
    if (point.cards <= cards) sum.add(point.chance);
  }
  return std::min(1.0, sum.value());
}

std::vector<RoundsPlan> round_frontier(const SizeLaw& law, std::int64_t cards, int rounds_max) {
  RECANVASS_CHECK(rounds_max >= 1);
  const std::vector<SizePoint> points = candidates(law.points());
  const std::size_t n = points.size();
  std::vector<double> before(n + 1, 0.0);  // chance of the points before i
  for (std::size_t i = 0; i < n; ++i) before[i + 1] = before[i] + points[i].chance;
  // least[r][i]: cards expected from point i on, with r rounds left and none of the points before i
  // in play. A round that ends with point j serves points i to j.
  std::vector<double> least(n + 1);
  for (std::size_t i = 0; i <= n; ++i) {
    least[i] = (before[n] - before[i]) * static_cast<double>(cards);
  }
  std::vector<std::vector<std::size_t>> choice;
  std::vector<RoundsPlan> frontier;
  for (int round = 1; round <= rounds_max; ++round) {
    std::vector<double> better(n + 1, 0.0);
    std::vector<std::size_t> ends(n + 1, n);
    for (std::size_t i = 0; i < n; ++i) {
      better[i] = kNoBound;
      for (std::size_t j = i; j < n; ++j) {
        const double served =
            (before[j + 1] - before[i]) * static_cast<double>(points[j].cards) + least[j + 1];
        if (served < better[i]) {
          better[i] = served;
          ends[i] = j;
        }
      }
    }
    least = better;
    choice.push_back(ends);
    RoundsPlan plan;
    plan.cards_expected = least[0];
    std::size_t at = 0;
    for (auto left = choice.rbegin(); left != choice.rend() && at < n; ++left) {
      plan.rounds_expected += before[n] - before[at];
      const std::size_t end = (*left)[at];
      plan.sizes.push_back(points[end].cards);
      plan.done.push_back(before[end + 1]);
      at = end + 1;
    }
    plan.rounds_expected += before[n] - before[at];
    if (!frontier.empty() && plan.cards_expected >= frontier.back().cards_expected * (1.0 - 1e-9)) {
      break;
    }
    frontier.push_back(std::move(plan));
  }
  return frontier;
}

double expected_containers(std::int64_t cards, std::int64_t each, std::int64_t drawn) {
  RECANVASS_CHECK(cards > 0 && each > 0 && drawn >= 0 && drawn <= cards);
  const double containers = std::ceil(static_cast<double>(cards) / static_cast<double>(each));
  const double all = static_cast<double>(cards);
  const double held = std::min(all, static_cast<double>(each));
  const double draws = static_cast<double>(drawn);
  if (draws > all - held) return containers;
  // ln of the chance that a container is not opened: C(N - c, n) / C(N, n).
  const double log_untouched = std::lgamma(all - held + 1.0) -
                               std::lgamma(all - held - draws + 1.0) - std::lgamma(all + 1.0) +
                               std::lgamma(all - draws + 1.0);
  return containers * -std::expm1(std::min(0.0, log_untouched));
}

}  // namespace recanvass::audit
