// The answer about last digits: their evenness, and equal and neighbouring last two.
#include "base/figures.h"
#include "screen/answer.h"
#include "screen/multiplicity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

std::vector<std::int64_t> known_counts(const Measure& measure) {
  std::vector<std::int64_t> numbers;
  for (const double value : measure.values) {
    if (std::isfinite(value) && value >= 0.0) numbers.push_back(whole_of(value));
  }
  return numbers;
}

// One measure's three tests, and what they say.
struct MeasuredDigits {
  std::string words;
  std::vector<double> p;  // empty: too few counts
};

MeasuredDigits measure_digits(const Measure& measure, const DigitTest& test,
                              const DigitPairs& pairs, const AskedOf& asked, stats::RandomKey key,
                              base::Executor& executor) {
  if (test.counts < kFewestLastDigits) {
    return {
        fmt::format("{}: not asked, with {} of the {} counts of {} or more that this needs. ",
                    measure.words, base::grouped(test.counts), kFewestLastDigits, kLastDigitLeast),
        {}};
  }
  DigitShares even{};
  even.fill(0.1);
  const double uneven = multinomial_p(test.histogram, even, asked.resamples, key, executor);
  const double counts = static_cast<double>(pairs.counts);
  return {
      fmt::format("{}: {} counts of {} or more, {}; the last two are equal in {:.1f} % ({}; "
                  "10 % by chance) and neighbours in {:.1f} % ({}; 20 %). ",
                  measure.words, base::grouped(test.counts), kLastDigitLeast, p_words(uneven),
                  100.0 * static_cast<double>(pairs.equal) / counts, p_words(pairs.equal_p),
                  100.0 * static_cast<double>(pairs.adjacent) / counts, p_words(pairs.adjacent_p)),
      {uneven, pairs.equal_p, pairs.adjacent_p}};
}

}  // namespace

void answer_digits(const DigitsAsk& ask, const AskedOf& asked, Answered& out,
                   base::Executor& executor) {
  Finding& finding = out.finding;
  finding.votes_words = "A digit test concerns no number of votes.";
  std::vector<double> p;
  std::string words;
  for (std::size_t i = 0; i < ask.measures.size(); ++i) {
    const Measure& measure = *asked.table->measure(ask.measures[i]);
    const std::vector<std::int64_t> numbers = known_counts(measure);
    const DigitTest test = last_digits(numbers);
    stats::RandomKey key = asked.key;
    key.stream += i;
    const MeasuredDigits one =
        measure_digits(measure, test, last_digit_pairs(numbers), asked, key, executor);
    words += one.words;
    p.insert(p.end(), one.p.begin(), one.p.end());
    out.digits.emplace_back(measure.words, test);
  }
  if (p.empty()) {
    return not_checked(out, fmt::format("Last digits need {} counts of {} or more. {}",
                                        kFewestLastDigits, kLastDigitLeast, words));
  }
  const auto adjusted = adjusted_p(p, Correction::Holm);
  finding.p = *std::min_element(adjusted.begin(), adjusted.end());
  const bool seen = *finding.p <= kLevel;
  finding.fact = seen ? FactStanding::Holds : FactStanding::HoldsNot;
  finding.fact_words = "That last digits are uneven: " + words;
  finding.remainder = seen ? Remainder::Unexplained : Remainder::NothingSeen;
  finding.remainder_words =
      seen ? "Uneven last digits come from rounding, from counts that are sums of others, and from "
             "figures that were typed twice; the figures do not say which."
           : "As even as chance makes them.";
  finding.null_words =
      "Each last digit has one chance in ten whatever stands before it (exact multinomial, drawn), "
      "so that it equals the one before in one of ten counts and is its neighbour, 9 and 0 "
      "included, in two (binomial). Three tests a figure, by Holm.";
}

}  // namespace recanvass::screen
