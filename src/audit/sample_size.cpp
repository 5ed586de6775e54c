#include "audit/sample_size.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

double diluted_margin(const ComparisonSize& assertion) {
  RECANVASS_CHECK(assertion.margin_votes > 0 && assertion.margin_votes <= assertion.cards);
  return static_cast<double>(assertion.margin_votes) / static_cast<double>(assertion.cards);
}

// A card by its place among all that are left, the commonest kind first: most draws end there.
std::size_t kind_at(std::span<const std::int64_t> left, std::uint64_t place) {
  std::size_t kind = 0;
  while (place >= static_cast<std::uint64_t>(left[kind])) {
    place -= static_cast<std::uint64_t>(left[kind++]);
  }
  return kind;
}

// A whole number below `bound`: the upper half of a product, off by less than bound / 2^64.
std::uint64_t below(std::uint64_t bits, std::uint64_t bound) {
  __extension__ using Product = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<Product>(bits) * bound) >> 64U);
}

std::int64_t one_replicate(const stats::MeanTest& fresh, std::span<const ValueCards> kinds,
                           double goal, std::int64_t draws_max, stats::RandomStream random) {
  const std::unique_ptr<stats::MeanTest> test = fresh.clone();
  const bool finite = fresh.claim().population != stats::kEndless;
  std::vector<std::int64_t> left;
  std::uint64_t all = 0;
  for (const ValueCards& kind : kinds) {
    left.push_back(kind.cards);
    all += static_cast<std::uint64_t>(kind.cards);
  }
  for (std::int64_t draw = 1; draw <= draws_max && all > 0; ++draw) {
    const std::size_t kind = kind_at(left, below(random.next_bits(), all));
    test->observe(kinds[kind].value);
    if (test->log_evidence() >= goal) return draw;
    if (finite) {
      --left[kind];
      --all;
    }
  }
  return draws_max;
}

}  // namespace

double ComparisonSize::upper_bound() const { return 2.0 / (2.0 - diluted_margin(*this)); }

stats::MeanClaim comparison_claim(const ComparisonSize& assertion) {
  return {assertion.upper_bound(), 0.5, assertion.cards};
}

std::int64_t error_free_cards(const ComparisonSize& assertion, const stats::MeanTest& fresh,
                              double risk_limit) {
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0);
  const double goal = -std::log(risk_limit);
  const double value = 0.5 * assertion.upper_bound();
  const std::unique_ptr<stats::MeanTest> test = fresh.clone();
  for (std::int64_t cards = 1; cards <= assertion.cards; ++cards) {
    test->observe(value);
    if (test->log_evidence() >= goal) return cards;
  }
  return assertion.cards;
}

std::vector<double> systematic_values(const ComparisonSize& assertion,
                                      const SystematicErrors& errors) {
  const double right = 0.5 * assertion.upper_bound();
  std::vector<double> values(static_cast<std::size_t>(assertion.cards), right);
  const auto put = [&](std::int64_t step, double value) {
    if (step <= 0) return;
    for (std::int64_t i = 0; i < assertion.cards; i += step) {
      values[static_cast<std::size_t>(i)] = value;
    }
  };
  put(errors.one_vote_step, 0.5 * right);
  put(errors.two_vote_step, 0.0);
  return values;
}

std::vector<double> interleaved_values(std::int64_t zeros, std::int64_t halves, std::int64_t ones) {
  struct Kind {
    double value;
    std::int64_t all, used;
    [[nodiscard]] double left() const {
      return all == 0 ? 0.0 : static_cast<double>(all - used) / static_cast<double>(all);
    }
  };
  Kind small{0.0, zeros, 0};
  Kind middle{0.5, halves, 0};
  Kind big{1.0, ones, 0};
  std::vector<double> values;
  const auto take = [&](Kind& kind) {
    values.push_back(kind.value);
    ++kind.used;
  };
  const std::int64_t all = zeros + halves + ones;
  if (all > 0) take(zeros > 0 ? small : halves > 0 ? middle : big);
  while (static_cast<std::int64_t>(values.size()) < all) {
    if (small.left() > big.left()) {
      take(middle.left() > small.left() ? middle : small);
    } else {
      take(middle.left() > big.left() ? middle : big);
    }
  }
  return values;
}

std::vector<std::int64_t> simulated_sizes(const stats::MeanTest& fresh,
                                          std::span<const ValueCards> population, double risk_limit,
                                          std::int64_t replicates, std::int64_t draws_max,
                                          stats::RandomKey key) {
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0 && replicates > 0 && draws_max > 0);
  RECANVASS_CHECK(fresh.draws() == 0);
  std::vector<ValueCards> kinds(population.begin(), population.end());
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const ValueCards& a, const ValueCards& b) { return a.cards > b.cards; });
  std::int64_t all = 0;
  for (const ValueCards& kind : kinds) all += kind.cards;
  const std::int64_t finite = fresh.claim().population;
  RECANVASS_CHECK(all > 0 && (finite == stats::kEndless || all == finite));
  const double goal = -std::log(risk_limit);
  std::vector<std::int64_t> sizes;
  for (std::int64_t replicate = 0; replicate < replicates; ++replicate) {
    sizes.push_back(one_replicate(fresh, kinds, goal, draws_max,
                                  stats::RandomStream(key, static_cast<std::uint64_t>(replicate))));
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

std::int64_t size_quantile(std::span<const std::int64_t> sorted, double share) {
  RECANVASS_CHECK(!sorted.empty() && share > 0.0 && share <= 1.0);
  const auto covered = static_cast<std::size_t>(
      std::ceil(share * static_cast<double>(sorted.size()) * (1.0 - 1e-15)));
  return sorted[std::min(covered, sorted.size()) - (covered > 0 ? 1 : 0)];
}

MeanSize mean_size(std::span<const std::int64_t> sizes) {
  RECANVASS_CHECK(!sizes.empty());
  const double n = static_cast<double>(sizes.size());
  stats::CompensatedSum sum;
  for (const std::int64_t size : sizes) sum.add(static_cast<double>(size));
  const double mean = sum.value() / n;
  stats::CompensatedSum square;
  for (const std::int64_t size : sizes) {
    const double off = static_cast<double>(size) - mean;
    square.add(off * off);
  }
  return {mean, n < 2.0 ? 0.0 : std::sqrt(square.value() / (n - 1.0) / n)};
}

}  // namespace recanvass::audit
