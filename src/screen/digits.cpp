#include "screen/digits.h"

#include "base/check.h"
#include "stats/distributions.h"
#include "stats/tails.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace recanvass::screen {
namespace {

constexpr std::int64_t kDealsABlock = 128;
constexpr double kFreedom = 9.0;
constexpr double kAsLarge = 1.0 - 1e-12;  // χ² equal but for rounding counts as large

DigitShares even_shares() {
  DigitShares shares{};
  shares.fill(0.1);
  return shares;
}

std::int64_t total_of(const DigitHistogram& histogram) {
  return std::accumulate(histogram.begin(), histogram.end(), std::int64_t{0});
}

int second_digit(std::int64_t number) {
  while (number >= 100) number /= 10;
  return static_cast<int>(number % 10);
}

DigitTest test_of(const DigitHistogram& histogram, const DigitShares& shares) {
  DigitTest test;
  test.histogram = histogram;
  test.counts = total_of(histogram);
  test.chi_squared = chi_squared(histogram, shares);
  if (test.counts > 0) {
    test.p = stats::chi_squared_above(test.chi_squared, kFreedom);
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < kDigits; ++k) {
      sum += static_cast<std::int64_t>(k) * histogram[k];
    }
    test.mean = static_cast<double>(sum) / static_cast<double>(test.counts);
  }
  return test;
}

std::size_t drawn_digit(double unit, const DigitShares& shares) {
  for (std::size_t k = 0; k + 1 < kDigits; ++k) {
    if (unit < shares[k]) return k;
    unit -= shares[k];
  }
  return kDigits - 1;
}

// Both tails: twice the smaller, at most 1.
double two_sided_binomial(std::int64_t draws, double share, std::int64_t events) {
  if (draws == 0) return 1.0;
  const double above = stats::binomial_at_least(draws, share, events);
  const double below = stats::binomial_at_least(draws, 1.0 - share, draws - events);
  return std::min(1.0, 2.0 * std::min(above, below));
}

// Visits every histogram of `left` numbers over digits from `digit` on.
struct AllHistograms {
  const DigitShares& shares;
  double bar;
  double as_large = 0.0;
  DigitHistogram histogram{};

  void visit(std::size_t digit, std::int64_t left, double log_mass) {
    if (digit + 1 == kDigits) {
      histogram[digit] = left;
      log_mass += part(digit, left);
      if (chi_squared(histogram, shares) >= bar) as_large += std::exp(log_mass);
      return;
    }
    for (std::int64_t of_digit = 0; of_digit <= left; ++of_digit) {
      histogram[digit] = of_digit;
      visit(digit + 1, left - of_digit, log_mass + part(digit, of_digit));
    }
  }
  [[nodiscard]] double part(std::size_t digit, std::int64_t of_digit) const {
    const double n = static_cast<double>(of_digit);
    return n * std::log(shares[digit]) - std::lgamma(n + 1.0);
  }
};

}  // namespace

double chi_squared(const DigitHistogram& seen, const DigitShares& expected) {
  const double all = static_cast<double>(total_of(seen));
  if (all == 0.0) return 0.0;
  double sum = 0.0;
  for (std::size_t k = 0; k < kDigits; ++k) {
    RECANVASS_CHECK(expected[k] > 0.0);
    const double off = static_cast<double>(seen[k]) - all * expected[k];
    sum += off * off / (all * expected[k]);
  }
  return sum;
}

DigitTest last_digits(std::span<const std::int64_t> counts, std::int64_t least) {
  DigitHistogram histogram{};
  for (const std::int64_t number : counts) {
    if (number >= least) ++histogram[static_cast<std::size_t>(number % 10)];
  }
  return test_of(histogram, even_shares());
}

double multinomial_p(const DigitHistogram& histogram, const DigitShares& shares,
                     std::int64_t resamples, stats::RandomKey key, base::Executor& executor) {
  const std::int64_t numbers = total_of(histogram);
  if (numbers == 0) return 1.0;
  const double bar = chi_squared(histogram, shares) * kAsLarge;
  const auto blocks = static_cast<std::size_t>((resamples + kDealsABlock - 1) / kDealsABlock);
  std::vector<std::int64_t> large(blocks, 0);
  executor.run_blocks(blocks, [&](std::size_t block) {
    const std::int64_t first = static_cast<std::int64_t>(block) * kDealsABlock;
    const std::int64_t last = std::min(resamples, first + kDealsABlock);
    for (std::int64_t r = first; r < last; ++r) {
      stats::RandomStream random(key, static_cast<std::uint64_t>(r));
      DigitHistogram drawn{};
      for (std::int64_t i = 0; i < numbers; ++i) {
        ++drawn[drawn_digit(random.next_unit(), shares)];
      }
      if (chi_squared(drawn, shares) >= bar) ++large[block];
    }
  });
  const auto all = std::accumulate(large.begin(), large.end(), std::int64_t{0});
  return static_cast<double>(all + 1) / static_cast<double>(resamples + 1);
}

double multinomial_p_exact(const DigitHistogram& histogram, const DigitShares& shares) {
  const std::int64_t numbers = total_of(histogram);
  RECANVASS_CHECK(numbers <= 12);
  if (numbers == 0) return 1.0;
  AllHistograms all{shares, chi_squared(histogram, shares) * kAsLarge};
  all.visit(0, numbers, std::lgamma(static_cast<double>(numbers) + 1.0));
  return std::min(1.0, all.as_large);
}

DigitPairs last_digit_pairs(std::span<const std::int64_t> counts, std::int64_t least) {
  DigitPairs pairs;
  for (const std::int64_t number : counts) {
    if (number < least) continue;
    ++pairs.counts;
    const auto last = number % 10;
    const auto before = number / 10 % 10;
    if (last == before) ++pairs.equal;
    const auto apart = std::abs(last - before);
    if (apart == 1 || apart == 9) ++pairs.adjacent;
  }
  pairs.equal_p = two_sided_binomial(pairs.counts, 0.1, pairs.equal);
  pairs.adjacent_p = two_sided_binomial(pairs.counts, 0.2, pairs.adjacent);
  return pairs;
}

DigitShares benford_second_digits() {
  DigitShares shares{};
  for (std::size_t k = 0; k < kDigits; ++k) {
    for (int d = 1; d <= 9; ++d) {
      shares[k] += std::log10(1.0 + 1.0 / (10.0 * d + static_cast<double>(k)));
    }
  }
  return shares;
}

double benford_second_digit_mean() {
  const DigitShares shares = benford_second_digits();
  double mean = 0.0;
  for (std::size_t k = 0; k < kDigits; ++k) mean += static_cast<double>(k) * shares[k];
  return mean;
}

DigitTest second_digits(std::span<const std::int64_t> counts) {
  DigitHistogram histogram{};
  for (const std::int64_t number : counts) {
    if (number >= 10) ++histogram[static_cast<std::size_t>(second_digit(number))];
  }
  return test_of(histogram, benford_second_digits());
}

std::int64_t draw_unit_votes(stats::RandomStream& random, const UnitShare& unit,
                             double dispersion) {
  RECANVASS_CHECK(unit.votes >= 0 && unit.share >= 0.0 && unit.share <= 1.0);
  double share = unit.share;
  if (dispersion > 0.0 && share > 0.0 && share < 1.0) {
    const double strength = (1.0 - dispersion) / dispersion;
    const double a = stats::draw_gamma(random, strength * share);
    const double b = stats::draw_gamma(random, strength * (1.0 - share));
    share = a + b > 0.0 ? a / (a + b) : share;
  }
  const double n = static_cast<double>(unit.votes);
  const double spread = std::sqrt(n * share * (1.0 - share));
  // Where the normal law is as good as exact for a digit, one draw; else vote by vote.
  if (spread > 6.0) {
    const double votes = std::round(n * share + spread * stats::draw_normal(random));
    return static_cast<std::int64_t>(std::clamp(votes, 0.0, n));
  }
  std::int64_t votes = 0;
  for (std::int64_t i = 0; i < unit.votes; ++i) votes += random.next_unit() < share ? 1 : 0;
  return votes;
}

SecondDigitNull second_digits_against_null(std::span<const std::int64_t> counts,
                                           std::span<const UnitShare> units, double dispersion,
                                           std::int64_t resamples, stats::RandomKey key,
                                           base::Executor& executor) {
  RECANVASS_CHECK(dispersion >= 0.0 && dispersion < 1.0 && resamples > 0);
  SecondDigitNull answer;
  answer.observed = second_digits(counts);
  const auto all = static_cast<std::size_t>(resamples);
  std::vector<double> squares(all);
  std::vector<double> means(all);
  executor.run_blocks(all, [&](std::size_t r) {
    stats::RandomStream random(key, r);
    std::vector<std::int64_t> drawn;
    drawn.reserve(units.size());
    for (const UnitShare& unit : units) {
      drawn.push_back(draw_unit_votes(random, unit, dispersion));
    }
    const DigitTest test = second_digits(drawn);
    squares[r] = test.chi_squared;
    means[r] = test.mean;
  });
  double sum = 0.0;
  std::int64_t large = 0;
  std::int64_t above = 0;
  std::int64_t below = 0;
  for (std::size_t r = 0; r < all; ++r) {
    sum += squares[r];
    large += squares[r] >= answer.observed.chi_squared * kAsLarge ? 1 : 0;
    above += means[r] >= answer.observed.mean ? 1 : 0;
    below += means[r] <= answer.observed.mean ? 1 : 0;
  }
  const double runs = static_cast<double>(resamples);
  answer.chi_squared_mean = sum / runs;
  answer.p = (static_cast<double>(large) + 1.0) / (runs + 1.0);
  answer.mean_p =
      std::min(1.0, 2.0 * (static_cast<double>(std::min(above, below)) + 1.0) / (runs + 1.0));
  std::sort(means.begin(), means.end());
  answer.mean_low = means[static_cast<std::size_t>(0.025 * runs)];
  answer.mean_high = means[static_cast<std::size_t>(0.975 * (runs - 1.0))];
  return answer;
}

std::string refuse_first_digits() {
  return "First digits of precinct counts follow no law that an honest election has to keep: "
         "precincts are made to be of like size, so their counts share a first digit, and "
         "Benford's law is for numbers that span several powers of ten. The test fails on "
         "elections nobody doubts and passes on altered ones, so this program does not give it.";
}

}  // namespace recanvass::screen
