#include "screen/two_sample.h"

#include "base/check.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace recanvass::screen {
namespace {

struct Ranked {
  double first_ranks = 0.0;  // sum of ranks of the first group, ties their mean
  double ties = 0.0;         // Σ t³ - t
};

Ranked rank_all(std::span<const double> first, std::span<const double> second) {
  std::vector<std::pair<double, int>> all;
  for (const double value : first) all.emplace_back(value, 1);
  for (const double value : second) all.emplace_back(value, 0);
  std::sort(all.begin(), all.end());
  Ranked ranked;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].first == all[i].first) ++end;
    const double rank = static_cast<double>(i + end + 1) / 2.0;
    for (std::size_t j = i; j < end; ++j) ranked.first_ranks += all[j].second * rank;
    const double tied = static_cast<double>(end - i);
    ranked.ties += tied * tied * tied - tied;
    i = end;
  }
  return ranked;
}

// P(U >= least) without ties, by the number of ways: ways[u] after each value of the larger group.
double exact_u_above(std::size_t n, std::size_t m, double least) {
  // ways(n, m, u) = ways(n-1, m, u-m) + ways(n, m-1, u); as chances, so that nothing overflows.
  std::vector<std::vector<double>> row(n + 1, std::vector<double>(n * m + 1, 0.0));
  for (std::size_t i = 0; i <= n; ++i) row[i][0] = 1.0;
  for (std::size_t j = 1; j <= m; ++j) {
    for (std::size_t i = 1; i <= n; ++i) {
      const double from_first = static_cast<double>(i) / static_cast<double>(i + j);
      for (std::size_t u = n * m + 1; u-- > 0;) {
        const double smaller = u >= j ? row[i - 1][u - j] : 0.0;
        row[i][u] = from_first * smaller + (1.0 - from_first) * row[i][u];
      }
    }
  }
  double tail = 0.0;
  for (std::size_t u = 0; u <= n * m; ++u) {
    if (static_cast<double>(u) >= least) tail += row[n][u];
  }
  return tail;
}

struct Moments {
  double mean = 0.0;
  double variance_of_mean = 0.0;
  double freedom = 0.0;
};

Moments moments_of(std::span<const double> values) {
  Moments out;
  const double n = static_cast<double>(values.size());
  out.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0.0;
  for (const double value : values) squares += (value - out.mean) * (value - out.mean);
  out.freedom = n - 1.0;
  out.variance_of_mean = squares / (n - 1.0) / n;
  return out;
}

}  // namespace

TwoSampleTest mann_whitney(std::span<const double> first, std::span<const double> second) {
  RECANVASS_CHECK(!first.empty() && !second.empty());
  const double n = static_cast<double>(first.size());
  const double m = static_cast<double>(second.size());
  const Ranked ranked = rank_all(first, second);
  TwoSampleTest test;
  test.statistic = ranked.first_ranks - n * (n + 1.0) / 2.0;
  const double larger = std::max(test.statistic, n * m - test.statistic);
  if (ranked.ties == 0.0 && std::min(n, m) <= 8.0) {
    test.p = std::min(1.0, 2.0 * exact_u_above(first.size(), second.size(), larger));
    return test;
  }
  const double all = n + m;
  const double variance = n * m / 12.0 * (all + 1.0 - ranked.ties / (all * (all - 1.0)));
  if (variance <= 0.0) return test;
  const double z = (larger - n * m / 2.0 - 0.5) / std::sqrt(variance);
  test.p = std::min(1.0, 2.0 * stats::normal_above(z));
  return test;
}

TwoSampleTest kolmogorov_smirnov(std::span<const double> first, std::span<const double> second) {
  RECANVASS_CHECK(!first.empty() && !second.empty());
  RECANVASS_CHECK(first.size() <= 10'000 && second.size() <= 10'000);
  std::vector<double> a(first.begin(), first.end());
  std::vector<double> b(second.begin(), second.end());
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const auto n = static_cast<std::int64_t>(a.size());
  const auto m = static_cast<std::int64_t>(b.size());
  // Distances as whole numbers, i m - j n, so that equality is exact.
  std::int64_t farthest = 0;
  std::int64_t i = 0;
  std::int64_t j = 0;
  while (i < n && j < m) {
    const double at = std::min(a[static_cast<std::size_t>(i)], b[static_cast<std::size_t>(j)]);
    while (i < n && a[static_cast<std::size_t>(i)] <= at) ++i;
    while (j < m && b[static_cast<std::size_t>(j)] <= at) ++j;
    farthest = std::max(farthest, std::abs(i * m - j * n));
  }
  TwoSampleTest test;
  test.statistic = static_cast<double>(farthest) / static_cast<double>(n * m);
  // A path takes the next value from the first group with chance (left of it) / (left of all);
  // what reaches the distance is out, and is added up as it leaves.
  std::vector<double> inside(static_cast<std::size_t>(m) + 1, 0.0);
  double outside = 0.0;
  inside[0] = 1.0;
  const auto is_out = [&](std::int64_t x, std::int64_t y) {
    return std::abs(x * m - y * n) >= farthest;
  };
  if (farthest == 0) return test;
  for (std::int64_t x = 0; x <= n; ++x) {
    for (std::int64_t y = 0; y <= m; ++y) {
      auto& here = inside[static_cast<std::size_t>(y)];
      if (is_out(x, y)) {
        outside += here;
        here = 0.0;
      }
      if (here == 0.0 || (x == n && y == m)) continue;
      const double left = static_cast<double>(n + m - x - y);
      const double down = static_cast<double>(n - x) / left;
      if (y < m) inside[static_cast<std::size_t>(y) + 1] += here * (1.0 - down);
      here *= down;  // what goes on to x + 1 at the same y
    }
  }
  test.p = std::min(1.0, outside);
  return test;
}

TwoSampleTest welch_t(std::span<const double> first, std::span<const double> second) {
  RECANVASS_CHECK(first.size() > 1 && second.size() > 1);
  const Moments a = moments_of(first);
  const Moments b = moments_of(second);
  TwoSampleTest test;
  const double variance = a.variance_of_mean + b.variance_of_mean;
  if (variance <= 0.0) {
    test.p = a.mean == b.mean ? 1.0 : 0.0;
    return test;
  }
  test.statistic = (a.mean - b.mean) / std::sqrt(variance);
  const double freedom = variance * variance /
                         (a.variance_of_mean * a.variance_of_mean / a.freedom +
                          b.variance_of_mean * b.variance_of_mean / b.freedom);
  test.p = std::min(1.0, 2.0 * stats::student_t_above(std::abs(test.statistic), freedom));
  return test;
}

}  // namespace recanvass::screen
