#include "screen/mode_levels.h"

#include "base/check.h"
#include "screen/multiplicity.h"
#include "screen/robust.h"
#include "stats/distributions.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace recanvass::screen {
namespace {

using ModeMatrix = Eigen::MatrixXd;
using ModeVector = Eigen::VectorXd;

constexpr double kFewestOfCell = 5.0;  // events, and others, that a tested cell is expected to have
constexpr std::size_t kFewestTested = 20;
constexpr std::size_t kUnitsOfCoefficient = 3;
constexpr int kNewtonMost = 60;
constexpr int kRoundsOfWeights = 200;
constexpr int kSpreadHalvings = 30;
constexpr double kSpreadOfOddsMost = 10.0;
constexpr double kLeastLeft = 1e-6;  // of a cell's variance once its unit's effect is taken out

// 1 where the middle of the deviations lies as a normal law's does.
double middle_size(std::vector<double> deviations) {
  constexpr double kMedianOfNormal = 1.4826;  // of |z|, inverted
  for (double& deviation : deviations) deviation = std::abs(deviation);
  return kMedianOfNormal * median_of(std::move(deviations));
}

double share_at_log_odds(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

// A row of regressors has a number for its mode and one for each thing held, and is 0 elsewhere.
using SparseRow = std::vector<std::pair<Eigen::Index, double>>;

struct CellFit {
  std::size_t cell = 0;
  SparseRow row;
  double events = 0.0;
  double trials = 0.0;
  double offset = 0.0;
  double offset_variance = 0.0;
  double share = 0.0;
  double mass = 0.0;  // n π (1-π)
  double leverage = 0.0;  // of the mode effects alone
  [[nodiscard]] double residual() const { return events - trials * share; }
  [[nodiscard]] double shrink(double spread) const {
    return 1.0 / (1.0 + mass * (spread * spread + offset_variance));
  }
};

struct UnitFit {
  std::size_t unit = 0;
  std::vector<CellFit> cells;
  double effect = 0.0;
  double weight = 1.0;
};

class LevelFit {
 public:
  LevelFit(std::vector<UnitFit> units, Eigen::Index columns)
      : units_(std::move(units)), coefficients_(ModeVector::Zero(columns)) {
    for (UnitFit& unit : units_) {
      double events = 0.0;
      double others = 0.0;
      for (const CellFit& cell : unit.cells) {
        events += cell.events;
        others += cell.trials - cell.events;
      }
      unit.effect = std::log((events + 0.5) / (others + 0.5));
    }
  }

  // Newton's steps to the root of the quasi-score; the units' effects are worked out of it one by
  // one. False where columns are sums of others.
  bool solve() {
    for (int step = 0; step < kNewtonMost; ++step) {
      set_shares();
      const Eigen::Index size = coefficients_.size();
      ModeMatrix curve = ModeMatrix::Zero(size, size);
      ModeVector slope = ModeVector::Zero(size);
      std::vector<UnitSums> sums;
      for (const UnitFit& unit : units_) {
        sums.push_back(sums_of(unit));
        add_unit(unit, sums.back(), curve, slope);
      }
      solver_.compute(curve);
      if (solver_.rank() < size) return false;
      const ModeVector move = solver_.solve(slope);
      double largest = size == 0 ? 0.0 : move.cwiseAbs().maxCoeff();
      std::vector<double> unit_moves;
      for (const UnitSums& one : sums) {
        double along = one.slope;
        for (const auto& [column, value] : one.cross) along -= value * move(column);
        unit_moves.push_back(along / one.mass);
        largest = std::max(largest, std::abs(unit_moves.back()));
      }
      const double part = largest > kLongestMove ? kLongestMove / largest : 1.0;
      coefficients_ += part * move;
      for (std::size_t i = 0; i < units_.size(); ++i) units_[i].effect += part * unit_moves[i];
      if (largest < 1e-9) break;
    }
    set_shares();
    return true;
  }

  // What the mode effects take of each cell's variance, at the last curve.
  void set_leverages() {
    for (UnitFit& unit : units_) {
      const UnitSums sums = sums_of(unit);
      for (CellFit& cell : unit.cells) {
        const ModeVector beside = beside_unit(cell, sums);
        cell.leverage =
            unit.weight * cell.mass * cell.shrink(spread_) * beside.dot(solver_.solve(beside));
      }
    }
  }

  // Studentised deviations of tested cells at a spread; each is kept where `keep` says so.
  std::vector<double> deviations(double spread) const {
    std::vector<double> found;
    for (const UnitFit& unit : units_) {
      double together = 0.0;
      for (const CellFit& cell : unit.cells) together += cell.mass * cell.shrink(spread);
      for (const CellFit& cell : unit.cells) {
        if (is_tested(cell)) found.push_back(deviation_of(cell, together, spread));
      }
    }
    return found;
  }
  [[nodiscard]] static bool is_tested(const CellFit& cell) {
    return cell.trials * std::min(cell.share, 1.0 - cell.share) >= kFewestOfCell;
  }
  // The smallest spread with which the middle half lies as a normal law's does.
  [[nodiscard]] double spread_wanted() const {
    if (middle_size(deviations(0.0)) <= 1.0) return 0.0;
    double low = 0.0;
    double high = kSpreadOfOddsMost;
    for (int halving = 0; halving < kSpreadHalvings; ++halving) {
      const double middle = 0.5 * (low + high);
      (middle_size(deviations(middle)) > 1.0 ? low : high) = middle;
    }
    return high;
  }
  // Half of the way to new weights and a new spread; how far they moved.
  double reweigh() {
    double moved = 0.0;
    for (UnitFit& unit : units_) {
      double together = 0.0;
      for (const CellFit& cell : unit.cells) together += cell.mass * cell.shrink(spread_);
      double weight = 1.0;
      for (const CellFit& cell : unit.cells) {
        if (!is_tested(cell)) continue;
        weight = std::min(weight, tanh_weight(deviation_of(cell, together, spread_)));
      }
      const double next = 0.5 * (unit.weight + std::max(weight, kLeastWeightOfUnit));
      moved = std::max(moved, std::abs(next - unit.weight));
      unit.weight = next;
    }
    const double spread = 0.5 * (spread_ + spread_wanted());
    moved = std::max(moved, std::abs(spread - spread_));
    spread_ = spread;
    return moved;
  }

  // Events that the other modes of the unit let expect: its effect is found again without the cell.
  [[nodiscard]] double expected_of(const UnitFit& unit, const CellFit& cell) const {
    double effect = unit.effect;
    for (int step = 0; step < kNewtonMost; ++step) {
      double slope = 0.0;
      double mass = 0.0;
      for (const CellFit& other : unit.cells) {
        if (other.cell == cell.cell) continue;
        const double share = share_at_log_odds(log_odds(other, effect));
        const double here = other.trials * share * (1.0 - share);
        const double shrink = 1.0 / (1.0 + here * (spread_ * spread_ + other.offset_variance));
        slope += shrink * (other.events - other.trials * share);
        mass += shrink * here;
      }
      const double move = std::clamp(slope / std::max(mass, 1e-9), -1.0, 1.0);
      effect =
          std::clamp(effect + move, unit.effect - kFarthestEffect, unit.effect + kFarthestEffect);
      if (std::abs(move) < 1e-9) break;
    }
    return cell.trials * share_at_log_odds(log_odds(cell, effect));
  }
  [[nodiscard]] double deviation_in(const UnitFit& unit, const CellFit& cell) const {
    double together = 0.0;
    for (const CellFit& one : unit.cells) together += one.mass * one.shrink(spread_);
    return deviation_of(cell, together, spread_);
  }

  // Variance of the coefficients, scores added up by cluster.
  [[nodiscard]] ModeMatrix variance(const std::vector<std::size_t>& cluster_of) const {
    const Eigen::Index size = coefficients_.size();
    std::size_t clusters = 0;
    for (const std::size_t cluster : cluster_of) clusters = std::max(clusters, cluster + 1);
    ModeMatrix scores = ModeMatrix::Zero(size, static_cast<Eigen::Index>(clusters));
    std::set<std::size_t> with_units;
    for (const UnitFit& unit : units_) {
      const UnitSums sums = sums_of(unit);
      const std::size_t cluster = cluster_of[unit.unit];
      with_units.insert(cluster);
      for (const CellFit& cell : unit.cells) {
        scores.col(static_cast<Eigen::Index>(cluster)) +=
            unit.weight * cell.shrink(spread_) * cell.residual() * beside_unit(cell, sums);
      }
    }
    const auto number = static_cast<double>(with_units.size());
    const double small = number > 1.0 ? number / (number - 1.0) : 1.0;
    const ModeMatrix halves = solver_.solve(scores);
    return small * halves * halves.transpose();
  }

  [[nodiscard]] const std::vector<UnitFit>& units() const { return units_; }
  [[nodiscard]] const ModeVector& coefficients() const { return coefficients_; }
  [[nodiscard]] double spread() const { return spread_; }

 private:
  static constexpr double kLongestMove = 2.0;
  static constexpr double kFarthestEffect = 15.0;
  static constexpr double kLeastWeightOfUnit = 1e-6;

  // Of a unit's own effect: slope and curve of the quasi-score, and the curve beside each column.
  struct UnitSums {
    double slope = 0.0;
    double mass = 0.0;
    SparseRow cross;
  };

  [[nodiscard]] double log_odds(const CellFit& cell, double effect) const {
    double sum = cell.offset + effect;
    for (const auto& [column, value] : cell.row) sum += value * coefficients_(column);
    return sum;
  }
  void set_shares() {
    for (UnitFit& unit : units_) {
      for (CellFit& cell : unit.cells) {
        cell.share = share_at_log_odds(log_odds(cell, unit.effect));
        cell.mass = cell.trials * cell.share * (1.0 - cell.share);
      }
    }
  }
  [[nodiscard]] UnitSums sums_of(const UnitFit& unit) const {
    UnitSums sums;
    for (const CellFit& cell : unit.cells) {
      const double shrink = cell.shrink(spread_);
      sums.slope += shrink * cell.residual();
      sums.mass += shrink * cell.mass;
      for (const auto& [column, value] : cell.row) {
        sums.cross.emplace_back(column, shrink * cell.mass * value);
      }
    }
    sums.mass = std::max(sums.mass, 1e-12);
    return sums;
  }
  // A unit's share of curve and slope, once its own effect is taken out of them.
  void add_unit(const UnitFit& unit, const UnitSums& sums, ModeMatrix& curve,
                ModeVector& slope) const {
    for (const CellFit& cell : unit.cells) {
      const double shrink = unit.weight * cell.shrink(spread_);
      for (const auto& [a, left] : cell.row) {
        slope(a) += shrink * cell.residual() * left;
        for (const auto& [b, right] : cell.row) curve(a, b) += shrink * cell.mass * left * right;
      }
    }
    for (const auto& [a, left] : sums.cross) {
      slope(a) -= unit.weight * left * sums.slope / sums.mass;
      for (const auto& [b, right] : sums.cross) {
        curve(a, b) -= unit.weight * left * right / sums.mass;
      }
    }
  }
  [[nodiscard]] ModeVector beside_unit(const CellFit& cell, const UnitSums& sums) const {
    ModeVector beside = ModeVector::Zero(coefficients_.size());
    for (const auto& [column, value] : cell.row) beside(column) += value;
    for (const auto& [column, value] : sums.cross) beside(column) -= value / sums.mass;
    return beside;
  }
  static double deviation_of(const CellFit& cell, double together, double spread) {
    const double own = cell.mass * cell.shrink(spread);
    const double left = 1.0 - own / together - cell.leverage;
    if (!(own > 0.0) || left < kLeastLeft) return 0.0;
    return cell.residual() / std::sqrt(cell.mass / cell.shrink(spread) * left);
  }

  std::vector<UnitFit> units_;
  ModeVector coefficients_;
  double spread_ = 0.0;
  Eigen::ColPivHouseholderQR<ModeMatrix> solver_;
};

// Where the numbers of each mode stand among the columns.
struct ModeColumns {
  std::size_t constants = 1;  // groups, where each has an effect of its own
  std::size_t held = 0;
  [[nodiscard]] std::size_t width() const { return constants + held; }
  [[nodiscard]] Eigen::Index at(std::size_t mode, std::size_t within) const {
    return static_cast<Eigen::Index>((mode - 1) * width() + within);
  }
};

// Each column about its mean and over its deviation, over the units that are fitted.
std::vector<std::vector<double>> centred(const Regressors& regressors,
                                         const std::vector<std::size_t>& units) {
  std::vector<std::vector<double>> columns = regressors.columns;
  const auto number = static_cast<double>(units.size());
  for (std::vector<double>& column : columns) {
    double sum = 0.0;
    for (const std::size_t unit : units) sum += column[unit];
    double squares = 0.0;
    for (const std::size_t unit : units) {
      column[unit] -= sum / number;
      squares += column[unit] * column[unit];
    }
    if (!(squares > 0.0)) continue;
    for (const std::size_t unit : units) column[unit] /= std::sqrt(squares / number);
  }
  return columns;
}

// Units with two modes or more, some events and some that are none.
std::vector<std::vector<std::size_t>> cells_of_units(std::span<const ModeCell> cells,
                                                     ModeLevels& out) {
  std::size_t units = 0;
  for (const ModeCell& cell : cells) units = std::max(units, cell.unit + 1);
  std::vector<std::vector<std::size_t>> by_unit(units);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    RECANVASS_CHECK(cells[i].events >= 0 && cells[i].events <= cells[i].trials);
    if (cells[i].trials > 0) by_unit[cells[i].unit].push_back(i);
  }
  for (std::vector<std::size_t>& own : by_unit) {
    std::int64_t events = 0;
    std::int64_t trials = 0;
    for (const std::size_t i : own) {
      events += cells[i].events;
      trials += cells[i].trials;
    }
    if (own.empty()) continue;
    if (own.size() < 2 || events == 0 || events == trials) {
      own.clear();
      ++out.units_left_out;
    } else {
      ++out.units;
    }
  }
  return by_unit;
}

// Groups numbered anew, those with a unit that is fitted only.
ModeHeld with_used_groups(const ModeHeld& held,
                          const std::vector<std::vector<std::size_t>>& by_unit) {
  ModeHeld out = held;
  std::map<std::size_t, std::size_t> numbers;
  for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
    if (by_unit[unit].empty()) {
      out.groups[unit] = 0;
    } else {
      out.groups[unit] = numbers.try_emplace(held.groups[unit], numbers.size()).first->second;
    }
  }
  out.groups.resize(by_unit.size());
  return out;
}

base::Problem modes_problem(const char* cause, std::string found, const char* wanted,
                            const char* mend) {
  return {cause, {}, std::move(found), wanted, mend};
}

std::vector<UnitFit> units_to_fit(std::span<const ModeCell> cells,
                                  const std::vector<std::vector<std::size_t>>& by_unit,
                                  const ModeHeld& held, const ModeColumns& columns) {
  std::vector<std::size_t> fitted;
  for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
    if (!by_unit[unit].empty()) fitted.push_back(unit);
  }
  const auto values = centred(held.regressors, fitted);
  std::vector<UnitFit> units;
  for (const std::size_t unit : fitted) {
    UnitFit& one = units.emplace_back();
    one.unit = unit;
    for (const std::size_t i : by_unit[unit]) {
      const ModeCell& cell = cells[i];
      CellFit& fit = one.cells.emplace_back();
      fit.cell = i;
      fit.events = static_cast<double>(cell.events);
      fit.trials = static_cast<double>(cell.trials);
      fit.offset = cell.offset;
      fit.offset_variance = cell.offset_variance;
      if (cell.mode == 0) continue;
      fit.row.emplace_back(columns.at(cell.mode, held.by_group ? held.groups[unit] : 0), 1.0);
      for (std::size_t k = 0; k < columns.held; ++k) {
        fit.row.emplace_back(columns.at(cell.mode, columns.constants + k), values[k][unit]);
      }
    }
  }
  return units;
}

std::vector<ModeEffect> effects_of(const LevelFit& fit, std::size_t modes, const ModeHeld& held,
                                   const ModeColumns& columns) {
  std::vector<std::size_t> clusters = held.groups;
  std::vector<double> units_of_group(columns.constants, 0.0);
  std::set<std::size_t> different;
  for (const UnitFit& unit : fit.units()) {
    if (held.by_group) clusters[unit.unit] = unit.unit;
    different.insert(clusters[unit.unit]);
    units_of_group[held.by_group ? held.groups[unit.unit] : 0] += 1.0;
  }
  const ModeMatrix variance = fit.variance(clusters);
  const double reach = different.size() > 1 ? stats::student_t_quantile(
                                                  0.975, static_cast<double>(different.size() - 1))
                                            : std::numeric_limits<double>::infinity();
  std::vector<ModeEffect> effects;
  for (std::size_t mode = 1; mode < modes; ++mode) {
    ModeVector mean = ModeVector::Zero(fit.coefficients().size());
    for (std::size_t group = 0; group < columns.constants; ++group) {
      mean(columns.at(mode, group)) =
          units_of_group[group] / static_cast<double>(fit.units().size());
    }
    ModeEffect& effect = effects.emplace_back();
    effect.mode = mode;
    effect.value = mean.dot(fit.coefficients());
    effect.error = std::sqrt(std::max(0.0, mean.dot(variance * mean)));
    effect.low = effect.value - reach * effect.error;
    effect.high = effect.value + reach * effect.error;
  }
  return effects;
}

// The law of deviations, and each cell's p by it.
void test_cells(const LevelFit& fit, std::size_t modes, ModeLevels& out) {
  std::vector<double> deviations;
  std::vector<std::size_t> tested;
  for (const UnitFit& unit : fit.units()) {
    out.unit_effects[unit.unit] = unit.effect;
    out.unit_weights[unit.unit] = unit.weight;
    for (const CellFit& cell : unit.cells) {
      CellLevel& level = out.cells[cell.cell];
      level.fitted = true;
      level.fitted_events = cell.trials * cell.share;
      level.expected = fit.expected_of(unit, cell);
      if (!LevelFit::is_tested(cell)) continue;
      level.tested = true;
      level.deviation = fit.deviation_in(unit, cell);
      deviations.push_back(level.deviation);
      tested.push_back(cell.cell);
    }
  }
  // The modes of one unit are far out together.
  const auto apart = std::ranges::count_if(deviations, [](double z) { return z != 0.0; });
  if (static_cast<std::size_t>(apart) > modes) out.tail = fit_long_tail(deviations, modes);
  std::vector<double> p;
  for (const std::size_t cell : tested) {
    CellLevel& level = out.cells[cell];
    level.p = two_sided_p(out.tail, level.deviation);
    p.push_back(level.p);
  }
  const auto adjusted = adjusted_p(p, Correction::BenjaminiYekutieli);
  for (std::size_t i = 0; i < tested.size(); ++i) out.cells[tested[i]].p_adjusted = adjusted[i];
  out.tested = tested.size();
}

}  // namespace

base::Result<ModeLevels> fit_mode_levels(std::span<const ModeCell> cells, std::size_t modes,
                                         const ModeHeld& asked) {
  RECANVASS_CHECK(modes >= 2);
  ModeLevels out;
  const auto by_unit = cells_of_units(cells, out);
  ModeColumns columns{1, asked.regressors.columns.size()};
  const ModeHeld held = with_used_groups(asked, by_unit);
  if (held.by_group) {
    for (const std::size_t group : held.groups) {
      columns.constants = std::max(columns.constants, group + 1);
    }
  }
  for (std::size_t column = 0; column < columns.held; ++column) {
    for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
      if (by_unit[unit].empty() || std::isfinite(held.regressors.columns[column][unit])) continue;
      return modes_problem("modes.number",
                           "\"" + held.regressors.names[column] + "\" of a unit is no number",
                           "a finite number a unit", "Leave out units where it is not known.");
    }
  }
  const std::size_t size = (modes - 1) * columns.width();
  if (out.units <= kUnitsOfCoefficient * size) {
    return modes_problem(
        "modes.units", std::to_string(out.units) + " units with figures of two modes",
        "more than three a coefficient", "Hold fewer things equal, or take smaller units.");
  }
  LevelFit fit(units_to_fit(cells, by_unit, held, columns), static_cast<Eigen::Index>(size));
  for (int round = 0; round < kRoundsOfWeights && !out.settled; ++round) {
    if (!fit.solve()) {
      return modes_problem("modes.collinear", "things held of which one is a sum of others",
                           "things that say different things, and a mode with figures",
                           "Leave one of them out.");
    }
    fit.set_leverages();
    if (const std::size_t tested = fit.deviations(0.0).size(); tested < kFewestTested) {
      return modes_problem("modes.units",
                           std::to_string(tested) + " modes of units with five cases expected",
                           "20 or more, to tell the odd from the ordinary", "Take more units.");
    }
    out.settled = fit.reweigh() < 1e-7;
  }
  out.cells.resize(cells.size());
  out.unit_effects.assign(by_unit.size(), std::numeric_limits<double>::quiet_NaN());
  out.unit_weights.assign(by_unit.size(), 0.0);
  out.spread = fit.spread();
  out.effects = effects_of(fit, modes, held, columns);
  test_cells(fit, modes, out);
  return out;
}

}  // namespace recanvass::screen
