#include "screen/regression.h"

#include "base/check.h"
#include "stats/distributions.h"

#include <Eigen/QR>
#include <fmt/format.h>

#include <cmath>
#include <map>

namespace recanvass::screen {
namespace {

using Eigen::Index;
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

// A pivot this small beside the first is rounding.
constexpr double kRankTolerance = 1e-10;

double root_weight(std::span<const double> weights, std::size_t unit) {
  return weights.empty() ? 1.0 : std::sqrt(weights[unit]);
}

// Columns are scaled to length 1, so that votes and shares are judged alike when one is a sum of
// others.
Matrix weighted_matrix(const Regressors& regressors, std::span<const double> weights,
                       std::size_t units) {
  Matrix x(static_cast<Index>(units), static_cast<Index>(regressors.columns.size()));
  for (std::size_t j = 0; j < regressors.columns.size(); ++j) {
    for (std::size_t i = 0; i < units; ++i) {
      x(static_cast<Index>(i), static_cast<Index>(j)) =
          regressors.columns[j][i] * root_weight(weights, i);
    }
  }
  return x;
}

base::Problems unusable(std::span<const double> outcome, const Regressors& regressors,
                        std::span<const double> weights) {
  base::Problems problems;
  const auto bad = [&](const std::string& name, std::size_t unit) {
    problems.push_back({"regression.number",
                        {{}, static_cast<std::int64_t>(unit) + 1, name},
                        "a value that is no finite number",
                        "a number",
                        "Leave the unit out, or give its figure."});
  };
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    if (!std::isfinite(outcome[i])) bad("outcome", i);
    if (!weights.empty() && !(weights[i] > 0.0 && std::isfinite(weights[i]))) bad("weight", i);
    for (std::size_t j = 0; j < regressors.columns.size(); ++j) {
      if (!std::isfinite(regressors.columns[j][i])) bad(regressors.names[j], i);
    }
  }
  if (outcome.size() <= regressors.columns.size()) {
    problems.push_back(
        {"regression.units",
         {},
         fmt::format("{} units for {} regressors", outcome.size(), regressors.columns.size()),
         "more units than regressors",
         "Ask with fewer controls, or of more units."});
  }
  return problems;
}

// The columns that the decomposition set aside as sums of others.
base::Problems collinear(const Eigen::ColPivHouseholderQR<Eigen::MatrixXd>& qr,
                         const Regressors& regressors) {
  base::Problems problems;
  const auto& order = qr.colsPermutation().indices();
  for (Index k = qr.rank(); k < order.size(); ++k) {
    problems.push_back({"regression.collinear",
                        {{}, 0, regressors.names[static_cast<std::size_t>(order[k])]},
                        "a column that is a sum of multiples of the others",
                        "columns of which none follows from the others",
                        "Leave it out."});
  }
  return problems;
}

// R² about the weighted mean when the constant is in the space of the regressors, else about 0.
double share_explained(const Eigen::ColPivHouseholderQR<Eigen::MatrixXd>& qr, const Vector& y,
                       const Vector& roots, double left) {
  const Vector rest = qr.householderQ().adjoint() * roots;
  const double outside = rest.tail(rest.size() - qr.rank()).squaredNorm();
  double total = y.squaredNorm();
  if (outside < 1e-18 * roots.squaredNorm()) {
    const double mean = roots.dot(y) / roots.squaredNorm();
    total = (y - mean * roots).squaredNorm();
  }
  return total > 0.0 ? 1.0 - left / total : 0.0;
}

Matrix sandwich(const Matrix& bread, const Matrix& meat) { return bread * meat * bread; }

// Σ over clusters of (Σ x e)(Σ x e)'.
Matrix cluster_meat(const Matrix& x, std::span<const double> residuals,
                    std::span<const std::size_t> clusters, std::size_t& groups) {
  std::map<std::size_t, Vector> sums;
  for (Index i = 0; i < x.rows(); ++i) {
    auto& sum = sums.try_emplace(clusters[static_cast<std::size_t>(i)], Vector::Zero(x.cols()))
                    .first->second;
    sum += x.row(i).transpose() * residuals[static_cast<std::size_t>(i)];
  }
  groups = sums.size();
  Matrix meat = Matrix::Zero(x.cols(), x.cols());
  for (const auto& [cluster, sum] : sums) meat += sum * sum.transpose();
  return meat;
}

}  // namespace

std::string name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Classical: return "classical";
    case ErrorKind::HC0: return "HC0";
    case ErrorKind::HC1: return "HC1";
    case ErrorKind::HC2: return "HC2";
    case ErrorKind::HC3: return "HC3";
    case ErrorKind::CR1: return "CR1";
  }
  return {};
}

base::Result<Regression> fit_least_squares(std::span<const double> outcome,
                                           const Regressors& regressors,
                                           std::span<const double> weights) {
  RECANVASS_CHECK(regressors.names.size() == regressors.columns.size());
  for (const auto& column : regressors.columns) RECANVASS_CHECK(column.size() == outcome.size());
  RECANVASS_CHECK(weights.empty() || weights.size() == outcome.size());
  auto problems = unusable(outcome, regressors, weights);
  if (!problems.empty()) return problems;

  const std::size_t n = outcome.size();
  const auto k = static_cast<Index>(regressors.columns.size());
  const Matrix x = weighted_matrix(regressors, weights, n);
  Vector scale(k);
  for (Index j = 0; j < k; ++j) scale[j] = x.col(j).norm() > 0.0 ? x.col(j).norm() : 1.0;
  const Eigen::MatrixXd scaled = x * scale.cwiseInverse().asDiagonal();
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr;
  qr.setThreshold(kRankTolerance);
  qr.compute(scaled);
  if (qr.rank() < k) return collinear(qr, regressors);

  Vector y(static_cast<Index>(n));
  Vector roots(static_cast<Index>(n));
  for (std::size_t i = 0; i < n; ++i) {
    roots[static_cast<Index>(i)] = root_weight(weights, i);
    y[static_cast<Index>(i)] = outcome[i] * root_weight(weights, i);
  }
  const Vector beta = scale.cwiseInverse().asDiagonal() * qr.solve(y);
  const Vector left = y - x * beta;
  const Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(x.rows(), k);
  const Eigen::MatrixXd inverse_r =
      qr.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>().solve(
          Eigen::MatrixXd::Identity(k, k));
  const Eigen::MatrixXd map =
      scale.cwiseInverse().asDiagonal() * (qr.colsPermutation() * inverse_r);
  const Matrix bread = map * map.transpose();

  Regression fit;
  fit.coefficients.assign(beta.data(), beta.data() + beta.size());
  fit.freedom = n - static_cast<std::size_t>(k);
  fit.r_squared = share_explained(qr, y, roots, left.squaredNorm());
  fit.rows.assign(x.data(), x.data() + x.size());
  fit.bread.assign(bread.data(), bread.data() + bread.size());
  fit.weighted_residuals.assign(left.data(), left.data() + left.size());
  for (std::size_t i = 0; i < n; ++i) {
    fit.residuals.push_back(left[static_cast<Index>(i)] / roots[static_cast<Index>(i)]);
    fit.leverages.push_back(q.row(static_cast<Index>(i)).squaredNorm());
  }
  return fit;
}

std::vector<double> Regression::standard_errors(ErrorKind kind,
                                                std::span<const std::size_t> clusters) const {
  const auto k = static_cast<Index>(coefficients.size());
  const auto n = static_cast<Index>(weighted_residuals.size());
  const Eigen::Map<const Matrix> x(rows.data(), n, k);
  const Eigen::Map<const Matrix> inverse(bread.data(), k, k);
  const Eigen::Map<const Vector> left(weighted_residuals.data(), n);
  const double spare = static_cast<double>(freedom);
  Matrix variance;
  if (kind == ErrorKind::Classical) {
    variance = inverse * (left.squaredNorm() / spare);
  } else if (kind == ErrorKind::CR1) {
    RECANVASS_CHECK(clusters.size() == static_cast<std::size_t>(n));
    std::size_t groups = 0;
    const Matrix meat = cluster_meat(x, weighted_residuals, clusters, groups);
    RECANVASS_CHECK(groups > 1);
    const double g = static_cast<double>(groups);
    variance = sandwich(inverse, meat) * (g / (g - 1.0) * static_cast<double>(n - 1) / spare);
  } else {
    Vector squares(n);
    for (Index i = 0; i < n; ++i) {
      const double room = 1.0 - leverages[static_cast<std::size_t>(i)];
      // A unit that a column of its own fits exactly has no residual to speak of.
      const double root = kind == ErrorKind::HC2   ? std::sqrt(std::max(room, 0.0))
                          : kind == ErrorKind::HC3 ? room
                                                   : 1.0;
      const double part = room > 1e-12 ? left[i] / root : 0.0;
      squares[i] = part * part;
    }
    variance = sandwich(inverse, x.transpose() * squares.asDiagonal() * x);
    if (kind == ErrorKind::HC1) variance *= static_cast<double>(n) / spare;
  }
  std::vector<double> errors;
  for (Index j = 0; j < k; ++j) errors.push_back(std::sqrt(std::max(variance(j, j), 0.0)));
  return errors;
}

double two_sided_p(double coefficient, double standard_error, double freedom) {
  if (coefficient == 0.0) return 1.0;
  if (standard_error <= 0.0) return 0.0;
  return std::min(1.0,
                  2.0 * stats::student_t_above(std::abs(coefficient / standard_error), freedom));
}

void remove_projection(std::span<double> values, std::span<const double> basis,
                       std::size_t basis_columns) {
  RECANVASS_CHECK(basis.size() == values.size() * basis_columns);
  if (basis_columns == 0) return;
  const Eigen::Map<const Matrix> q(basis.data(), static_cast<Index>(values.size()),
                                   static_cast<Index>(basis_columns));
  Eigen::Map<Vector> v(values.data(), static_cast<Index>(values.size()));
  const Vector along = q.transpose() * v;
  v.noalias() -= q * along;
}

Partialled partial_out(std::span<const double> outcome, const Regressors& regressors,
                       std::size_t column, std::span<const double> weights) {
  RECANVASS_CHECK(column < regressors.columns.size());
  const std::size_t n = outcome.size();
  Regressors others;
  for (std::size_t j = 0; j < regressors.columns.size(); ++j) {
    if (j != column) others.add(regressors.names[j], regressors.columns[j]);
  }
  Partialled out;
  out.basis_columns = others.columns.size();
  for (std::size_t i = 0; i < n; ++i) {
    out.roots.push_back(root_weight(weights, i));
    out.left.push_back(regressors.columns[column][i] * out.roots[i]);
    out.outcome.push_back(outcome[i] * out.roots[i]);
  }
  if (out.basis_columns > 0) {
    const Matrix x = weighted_matrix(others, weights, n);
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(x);
    const Matrix q = qr.householderQ() * Eigen::MatrixXd::Identity(x.rows(), x.cols());
    out.basis.assign(q.data(), q.data() + q.size());
  }
  remove_projection(out.left, out.basis, out.basis_columns);
  remove_projection(out.outcome, out.basis, out.basis_columns);
  return out;
}

}  // namespace recanvass::screen
