// Golden cases of the screens' statistics: digits, regression, many tests at once, two samples.
#include "screen/digits.h"
#include "screen/multiplicity.h"
#include "screen/regression.h"
#include "screen/two_sample.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <cmath>

namespace recanvass::workflow {
namespace {

std::vector<double> as_numbers(const screen::DigitHistogram& histogram) {
  return {histogram.begin(), histogram.end()};
}

void check_second_digit_law(CaseCheck& check) {
  const screen::DigitShares shares = screen::benford_second_digits();
  check.expect_list("probs", {shares.begin(), shares.end()});
  check.expect("mean", screen::benford_second_digit_mean());
}

void check_digits(CaseCheck& check) {
  std::vector<std::int64_t> counts;
  for (const double number : check.numbers("counts")) {
    if (number < 0.0 || number > 9e15 || number != std::floor(number)) {
      return check.differ(fmt::format("a count of {} is no whole number of 0 or more", number));
    }
    counts.push_back(static_cast<std::int64_t>(number));
  }
  const std::int64_t least =
      check.has("last_digit_min") ? check.whole("last_digit_min") : screen::kLastDigitLeast;
  if (!check.inputs_complete()) return;
  const screen::DigitTest last = screen::last_digits(counts, least);
  check.expect_list("last_digit_hist", as_numbers(last.histogram));
  check.expect("last_chi2", last.chi_squared);
  check.expect("last_p", last.p);
  const screen::DigitTest second = screen::second_digits(counts);
  check.expect_list("second_hist", as_numbers(second.histogram));
  check.expect("second_chi2", second.chi_squared);
  check.expect("second_p", second.p);
  check.expect("second_mean", second.mean);
}

// X is a list of rows.
screen::Regressors regressors_of(CaseCheck& check, std::size_t units) {
  screen::Regressors regressors;
  const base::Json& rows = check.given().at("X");
  if (!rows.is_array() || rows.size() != units || units == 0) {
    check.differ("X has not one row for each value of y");
    return regressors;
  }
  for (std::size_t j = 0; j < rows.at(0).size(); ++j) {
    std::vector<double> column;
    for (const base::Json& row : rows) column.push_back(row.at(j).get<double>());
    regressors.add(fmt::format("x{}", j), std::move(column));
  }
  return regressors;
}

void check_regression(CaseCheck& check) {
  const std::vector<double> outcome = check.numbers("y");
  const bool weighted = check.has("weighted") && check.given().at("weighted") == true;
  const std::vector<double> weights = weighted ? check.numbers("weights") : std::vector<double>{};
  const screen::Regressors regressors = regressors_of(check, outcome.size());
  if (weighted && weights.size() != outcome.size()) check.differ("not one weight a unit");
  if (!check.inputs_complete()) return;
  const auto fit = screen::fit_least_squares(outcome, regressors, weights);
  if (!fit) return check.differ(base::sentences(fit.problems()));
  const auto errors = fit->standard_errors(screen::ErrorKind::Classical);
  std::vector<double> t;
  std::vector<double> p;
  for (std::size_t j = 0; j < errors.size(); ++j) {
    t.push_back(fit->coefficients[j] / errors[j]);
    p.push_back(
        screen::two_sided_p(fit->coefficients[j], errors[j], static_cast<double>(fit->freedom)));
  }
  check.expect_list("beta", fit->coefficients);
  check.expect_list("se", errors);
  check.expect_list("t", t);
  check.expect_list("p", p);
  check.expect("r2", fit->r_squared);
  check.expect_list("se_hc0", fit->standard_errors(screen::ErrorKind::HC0));
  check.expect_list("se_hc1", fit->standard_errors(screen::ErrorKind::HC1));
  check.expect_list("se_hc2", fit->standard_errors(screen::ErrorKind::HC2));
  check.expect_list("se_hc3", fit->standard_errors(screen::ErrorKind::HC3));
}

void check_multiple_testing(CaseCheck& check) {
  const std::vector<double> p = check.numbers("p");
  for (const double one : p) {
    if (!(one >= 0.0 && one <= 1.0)) return check.differ("a p-value outside of [0, 1]");
  }
  if (!check.inputs_complete()) return;
  using screen::Correction;
  check.expect_list("holm", screen::adjusted_p(p, Correction::Holm));
  check.expect_list("fdr_bh", screen::adjusted_p(p, Correction::BenjaminiHochberg));
  check.expect_list("fdr_by", screen::adjusted_p(p, Correction::BenjaminiYekutieli));
  check.expect_list("bonferroni", screen::adjusted_p(p, Correction::Bonferroni));
}

void check_two_sample(CaseCheck& check) {
  const std::vector<double> a = check.numbers("a");
  const std::vector<double> b = check.numbers("b");
  constexpr std::size_t kMost = 10'000;
  if (!check.inputs_complete()) return;
  if (a.size() < 2 || b.size() < 2 || a.size() > kMost || b.size() > kMost) {
    return check.differ("a group of fewer than 2 or more than 10,000 values");
  }
  const auto pair = [](const screen::TwoSampleTest& test) {
    return std::vector<double>{test.statistic, test.p};
  };
  check.expect_list("mannwhitney", pair(screen::mann_whitney(a, b)));
  check.expect_list("ks", pair(screen::kolmogorov_smirnov(a, b)));
  check.expect_list("welch_t", pair(screen::welch_t(a, b)));
}

}  // namespace

std::vector<VectorKind> screen_vector_kinds() {
  return {{"benford_second_digit", check_second_digit_law},
          {"digits", check_digits},
          {"multiple_testing", check_multiple_testing},
          {"regression", check_regression},
          {"two_sample", check_two_sample}};
}

}  // namespace recanvass::workflow
