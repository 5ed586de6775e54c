// Least squares with errors that survive unequal variances and clusters: how much an outcome of
// units differs with a property of theirs, other properties held equal. The screens of absentee
// change and of voting technology stand on it (screen/specification.h). docs/math/screen-models.md.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace recanvass::screen {

/// Properties of units, a named column each; all columns have one value a unit, in one order.
struct Regressors {
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;

  void add(std::string name, std::vector<double> values) {
    names.push_back(std::move(name));
    columns.push_back(std::move(values));
  }
};

/// Which variance of the coefficients.
enum class ErrorKind {
  Classical,  ///< equal variances
  HC0,  ///< White (1980)
  HC1,  ///< times n / (n - k)
  HC2,  ///< residuals over √(1 - h)
  HC3,  ///< residuals over 1 - h: the default where units are few
  CR1,  ///< clusters, times G/(G-1) · (n-1)/(n-k)
};
[[nodiscard]] std::string name_of(ErrorKind kind);  ///< "HC3"

/// A fit by (weighted) least squares, and what its errors are worked out from.
struct Regression {
  std::vector<double> coefficients;  ///< in the order of the regressors
  double r_squared = 0.0;  ///< about the mean where a constant is among the regressors
  std::size_t freedom = 0;  ///< n - k
  std::vector<double> residuals;  ///< outcome less fitted, not weighted
  std::vector<double> leverages;  ///< h of each unit, in [0, 1]

  /// Standard errors of the coefficients. @param clusters  of each unit, for CR1; else ignored
  [[nodiscard]] std::vector<double> standard_errors(
      ErrorKind kind, std::span<const std::size_t> clusters = {}) const;

  std::vector<double> rows;  ///< regressors times √weight, a row a unit
  std::vector<double> bread;  ///< (X'WX)^-1, row by row
  std::vector<double> weighted_residuals;  ///< residual times √weight
};

/// Fits outcome = Σ coefficient · column. @param weights  empty: all equal; each > 0
/// Causes: regression.units (no more units than regressors), regression.collinear (a column is a
/// sum of others; named), regression.number (a value that is no finite number).
[[nodiscard]] base::Result<Regression> fit_least_squares(std::span<const double> outcome,
                                                         const Regressors& regressors,
                                                         std::span<const double> weights = {});

/// P of |t| or more under Student's law: two-sided.
[[nodiscard]] double two_sided_p(double coefficient, double standard_error, double freedom);

/// What is left of a column when the others are taken out by least squares, and an orthonormal
/// basis of those others: by them a coefficient is redrawn ten thousand times without new fits.
struct Partialled {
  std::vector<double> left;  ///< of the column asked for, times √weight
  std::vector<double> outcome;  ///< what is left of the outcome, times √weight
  std::vector<double> basis;  ///< orthonormal, of the other columns, row by row
  std::size_t basis_columns = 0;
  std::vector<double> roots;  ///< √weight of each unit
};
/// @pre column < regressors.columns.size(), and fit_least_squares took the same arguments
[[nodiscard]] Partialled partial_out(std::span<const double> outcome, const Regressors& regressors,
                                     std::size_t column, std::span<const double> weights = {});

/// values less their projection on the basis, in place. @pre one value a row of the basis
void remove_projection(std::span<double> values, std::span<const double> basis,
                       std::size_t basis_columns);

}  // namespace recanvass::screen
