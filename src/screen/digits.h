// What digits of vote counts can say, which is little: last digits against even chances, and second
// digits only to reproduce a claim, against a null made from the units themselves. First digits are
// refused: see refuse_first_digits. docs/math/screen-digits.md
#pragma once

#include "base/executor.h"
#include "stats/counter_random.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::screen {

inline constexpr std::size_t kDigits = 10;
/// Below this a last digit is not near even chances: counts of small units bunch at small numbers.
inline constexpr std::int64_t kLastDigitLeast = 100;
/// With fewer of them, fewer than two are expected of each digit: nothing is asked.
inline constexpr std::int64_t kFewestLastDigits = 20;

using DigitHistogram = std::array<std::int64_t, kDigits>;
using DigitShares = std::array<double, kDigits>;

/// Σ (seen - expected)² / expected. 0 without counts. @pre shares > 0
[[nodiscard]] double chi_squared(const DigitHistogram& seen, const DigitShares& expected);

/// A digit test as published: histogram, χ² with 9 degrees of freedom, its upper tail.
struct DigitTest {
  DigitHistogram histogram{};
  std::int64_t counts = 0;  ///< how many numbers had the digit
  double chi_squared = 0.0;
  double p = 1.0;  ///< by the χ² law
  double mean = 0.0;  ///< of the digits
};

/// Last digits of counts of at least `least`, against 1/10 each.
[[nodiscard]] DigitTest last_digits(std::span<const std::int64_t> counts,
                                    std::int64_t least = kLastDigitLeast);

/// P(χ² at least as large) under the multinomial itself, by resamples: (1 + as large)/(1 + all).
/// For few counts, where the χ² law is rough. 1 without counts.
[[nodiscard]] double multinomial_p(const DigitHistogram& histogram, const DigitShares& shares,
                                   std::int64_t resamples, stats::RandomKey key,
                                   base::Executor& executor);
/// The same without chance, by all histograms: for at most 12 numbers.
[[nodiscard]] double multinomial_p_exact(const DigitHistogram& histogram,
                                         const DigitShares& shares);

/// Equal last two digits (00, 11, ... 99) and adjacent ones (12, 21, 09, 90), which people who make
/// up numbers avoid or prefer. Shares expected: 1/10 and 2/10. Two-sided binomial p-values.
/// Source: Beber and Scacco (2012).
struct DigitPairs {
  std::int64_t counts = 0;
  std::int64_t equal = 0;
  std::int64_t adjacent = 0;
  double equal_p = 1.0;
  double adjacent_p = 1.0;
};
[[nodiscard]] DigitPairs last_digit_pairs(std::span<const std::int64_t> counts,
                                          std::int64_t least = kLastDigitLeast);

/// P(second digit = k) = Σ_{d=1..9} log10(1 + 1/(10 d + k)): Benford's law for second digits.
[[nodiscard]] DigitShares benford_second_digits();
/// Its mean, 4.187...: no universal null, units of one size have another.
[[nodiscard]] double benford_second_digit_mean();

/// Second digits of counts of at least 10, against Benford's shares: the claim as it is made.
[[nodiscard]] DigitTest second_digits(std::span<const std::int64_t> counts);

/// A unit as the simulated null sees it: its votes in all, and the share of one choice.
struct UnitShare {
  std::int64_t votes = 0;
  double share = 0.0;
};

/// The claim beside the same figure of elections in which votes fall at random around each unit's
/// own share, with an over-dispersion: the law the units themselves impose on second digits.
struct SecondDigitNull {
  DigitTest observed;
  double chi_squared_mean = 0.0;  ///< of the simulated elections
  double mean_low = 0.0;  ///< 2.5 % and 97.5 % of their mean second digits
  double mean_high = 0.0;
  double p = 1.0;  ///< share of simulated χ² at least as large, with the observed among them
  double mean_p = 1.0;  ///< two-sided, of the mean
};
/// Votes of a unit: beta-binomial with its share as mean and correlation `dispersion` within the
/// unit (0: binomial). @pre 0 <= dispersion < 1
[[nodiscard]] SecondDigitNull second_digits_against_null(std::span<const std::int64_t> counts,
                                                         std::span<const UnitShare> units,
                                                         double dispersion, std::int64_t resamples,
                                                         stats::RandomKey key,
                                                         base::Executor& executor);

/// Why this program gives no first-digit test, in sentences.
[[nodiscard]] std::string refuse_first_digits();

/// The unit's votes of one choice, beta-binomial as above, in [0, votes].
[[nodiscard]] std::int64_t draw_unit_votes(stats::RandomStream& random, const UnitShare& unit,
                                           double dispersion);

}  // namespace recanvass::screen
