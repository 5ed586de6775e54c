// Units beside their neighbours, or beside the unit of the other kind that is most like them: what
// differs within a pair, whichever of the two is called the first. A control set of
// screen/specification.h; derived in docs/math/screen-models.md.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "screen/regression.h"
#include "screen/resampling.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::screen {

/// Two different units, by their numbers.
using UnitPair = std::pair<std::size_t, std::size_t>;

/// Outcome and columns of units, and which of them are pairs. Units may be in several pairs.
struct PairedUnits {
  std::vector<double> outcome;
  Regressors regressors;  ///< by unit, without a constant; the property first
  std::vector<UnitPair> pairs;
};

struct PairFit {
  double coefficient = 0.0;  ///< of the property
  double error = 0.0;        ///< pairs that share a unit go wrong together
  std::size_t pairs = 0;
  std::size_t units = 0;     ///< in any pair
  double freedom = 0.0;      ///< units - 1
};

/// Differences within pairs on differences, without a constant, so that turning a pair round
/// changes nothing:
///
///     y_i - y_j = b (d_i - d_j) + (x_i - x_j)' g + e_ij
///     V(b) = Σ u_p u_q over pairs p, q that share a unit / (Σ d⊥²)²,   u = d⊥ e,
///
/// times n / (n - 1), and never below the sum over single pairs.
/// Source: Aronow, Samii and Assenova (2015); Eggers, Garro and Grimmer (2021) on why pairs must be
/// symmetric. Causes: those of fit_least_squares.
[[nodiscard]] base::Result<PairFit> fit_pairs(const PairedUnits& units);

/// The property dealt anew among the units in pairs (Whole), or turned round within each pair by a
/// coin (WithinPairs: units are in one pair each); p of a |t| as large. @pre fit_pairs took it
enum class PairDeal { Whole, WithinPairs };
[[nodiscard]] double pairs_dealt_p(const PairedUnits& units, PairDeal deal,
                                   const Resampling& resampling, base::Executor& executor);

/// A pair for each unit of the rarer kind: greedily the nearest pair of the two kinds that are
/// left, by Euclid's distance over the standard deviations of the columns. @pre kinds 0 or 1, a
/// value a unit in each column
[[nodiscard]] std::vector<UnitPair> nearest_pairs(std::span<const double> kinds,
                                                  const std::vector<std::vector<double>>& columns);

/// How far the units of each pair lie apart, by that distance: 0 where they are the same in all
/// columns, 1 where they differ by a standard deviation in one.
[[nodiscard]] std::vector<double> pair_distances(std::span<const UnitPair> pairs,
                                                 const std::vector<std::vector<double>>& columns);

}  // namespace recanvass::screen
