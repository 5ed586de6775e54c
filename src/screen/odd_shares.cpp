#include "screen/odd_shares.h"

#include "base/check.h"
#include "screen/multiplicity.h"
#include "stats/distributions.h"

#include <Eigen/QR>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace recanvass::screen {
namespace {

using ShareMatrix = Eigen::MatrixXd;
using ShareVector = Eigen::VectorXd;

// Hampel, Rousseeuw and Ronchetti (1981), table 2, c = 4, k = 5.
constexpr double kTanhCut = 4.0;
constexpr double kTanhK = 5.0;
constexpr double kTanhA = 0.857044;
constexpr double kTanhB = 0.911135;
constexpr double kTanhLinear = 1.803134;
// E[min(Z², 2.25)] of a standard normal law.
constexpr double kCutSquare = 2.25;
constexpr double kMeanOfCut = 0.7784655;
constexpr std::array kBySizes = {0.0, 0.25, 0.5, 0.75, 1.0};
constexpr int kRoundsBySize = 4;  // then it stands, so that two of them do not take turns for ever
constexpr int kMostSpreads = 25;
constexpr int kMostRounds = 100;
constexpr int kNewtonSteps = 60;
constexpr std::size_t kUnitsACoefficient = 3;
constexpr double kScaleReach = 6.0;  // of the logarithm, below the mean size

class ShareFit {
 public:
  ShareFit(std::span<const std::vector<std::int64_t>> votes, const Regressors& regressors)
      : units_(static_cast<Eigen::Index>(votes.size())),
        choices_(static_cast<Eigen::Index>(votes.front().size())),
        columns_(static_cast<Eigen::Index>(regressors.columns.size())),
        votes_(units_, choices_),
        regressors_(units_, columns_),
        coefficients_(ShareMatrix::Zero(columns_, choices_ - 1)) {
    for (Eigen::Index unit = 0; unit < units_; ++unit) {
      for (Eigen::Index choice = 0; choice < choices_; ++choice) {
        votes_(unit, choice) = static_cast<double>(
            votes[static_cast<std::size_t>(unit)][static_cast<std::size_t>(choice)]);
      }
      for (Eigen::Index column = 0; column < columns_; ++column) {
        regressors_(unit, column) =
            regressors.columns[static_cast<std::size_t>(column)][static_cast<std::size_t>(unit)];
      }
    }
    totals_ = votes_.rowwise().sum();
  }

  // Shares by unit and choice at the coefficients.
  [[nodiscard]] ShareMatrix shares() const {
    ShareMatrix logs(units_, choices_);
    logs.col(0).setZero();
    logs.rightCols(choices_ - 1) = regressors_ * coefficients_;
    const ShareVector largest = logs.rowwise().maxCoeff();
    ShareMatrix shares = (logs.colwise() - largest).array().exp().matrix();
    const ShareVector sums = shares.rowwise().sum();
    for (Eigen::Index unit = 0; unit < units_; ++unit) shares.row(unit) /= sums(unit);
    return shares;
  }

  // Newton's steps to the weighted likelihood's top. False where columns are sums of others.
  bool fit(const ShareVector& weights) {
    for (int step = 0; step < kNewtonSteps; ++step) {
      const ShareMatrix at = shares();
      const Eigen::Index size = columns_ * (choices_ - 1);
      ShareVector slope(size);
      ShareMatrix curve(size, size);
      for (Eigen::Index j = 1; j < choices_; ++j) {
        const ShareVector residual =
            weights.cwiseProduct(votes_.col(j) - totals_.cwiseProduct(at.col(j)));
        slope.segment((j - 1) * columns_, columns_) = regressors_.transpose() * residual;
        for (Eigen::Index l = 1; l < choices_; ++l) {
          ShareVector mass = weights.cwiseProduct(totals_).cwiseProduct(at.col(j));
          mass = j == l ? mass.cwiseProduct((1.0 - at.col(l).array()).matrix()).eval()
                        : (-mass.cwiseProduct(at.col(l))).eval();
          curve.block((j - 1) * columns_, (l - 1) * columns_, columns_, columns_) =
              regressors_.transpose() * mass.asDiagonal() * regressors_;
        }
      }
      const Eigen::ColPivHouseholderQR<ShareMatrix> solver(curve);
      if (solver.rank() < size) return false;
      ShareVector move = solver.solve(slope);
      const double largest = move.cwiseAbs().maxCoeff();
      if (largest > kLongestStep) move *= kLongestStep / largest;
      for (Eigen::Index j = 0; j + 1 < choices_; ++j) {
        coefficients_.col(j) += move.segment(j * columns_, columns_);
      }
      if (largest < 1e-10) break;
    }
    return true;
  }

  // (votes - expected) over the multinomial deviation; 0 of units without votes.
  [[nodiscard]] ShareMatrix deviations(const ShareMatrix& at) const {
    ShareMatrix found = ShareMatrix::Zero(units_, choices_);
    for (Eigen::Index unit = 0; unit < units_; ++unit) {
      for (Eigen::Index j = 0; j < choices_; ++j) {
        const double variance = totals_(unit) * at(unit, j) * (1.0 - at(unit, j));
        if (variance > 0.0) {
          found(unit, j) = (votes_(unit, j) - totals_(unit) * at(unit, j)) / std::sqrt(variance);
        }
      }
    }
    return found;
  }
  [[nodiscard]] double total(Eigen::Index unit) const { return totals_(unit); }
  [[nodiscard]] Eigen::Index units() const { return units_; }
  [[nodiscard]] Eigen::Index choices() const { return choices_; }

 private:
  static constexpr double kLongestStep = 2.0;
  Eigen::Index units_;
  Eigen::Index choices_;
  Eigen::Index columns_;
  ShareMatrix votes_;
  ShareVector totals_;
  ShareMatrix regressors_;
  ShareMatrix coefficients_;
};

base::Problem shares_problem(const char* cause, std::string found, const char* wanted,
                             const char* mend) {
  return {cause, {}, std::move(found), wanted, mend};
}

base::Problems problems_of(std::span<const std::vector<std::int64_t>> votes,
                           const Regressors& regressors) {
  base::Problems problems;
  std::size_t with_votes = 0;
  for (const auto& unit : votes) {
    if (std::ranges::any_of(unit, [](std::int64_t here) { return here > 0; })) ++with_votes;
  }
  const std::size_t wanted = kUnitsACoefficient * regressors.columns.size();
  if (votes.empty() || with_votes <= wanted) {
    problems.push_back(shares_problem(
        "shares.units", std::to_string(with_votes) + " units with votes",
        "more than three a regressor", "Leave out a regressor, or take smaller units."));
  }
  for (std::size_t column = 0; column < regressors.columns.size(); ++column) {
    if (std::ranges::all_of(regressors.columns[column],
                            [](double value) { return std::isfinite(value); })) {
      continue;
    }
    problems.push_back(shares_problem(
        "shares.number", "\"" + regressors.names[column] + "\" of a unit is no number",
        "a finite number a unit", "Leave out units where it is not known."));
  }
  return problems;
}

// The top of a function with one, by golden sections. {where, height}
template <class Function>
std::pair<double, double> highest_of(const Function& of, double low, double high) {
  constexpr double kGolden = 0.6180339887498949;
  constexpr int kSections = 40;
  double left = high - kGolden * (high - low);
  double right = low + kGolden * (high - low);
  double at_left = of(left);
  double at_right = of(right);
  for (int section = 0; section < kSections; ++section) {
    if (at_left > at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kGolden * (high - low);
      at_left = of(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kGolden * (high - low);
      at_right = of(right);
    }
  }
  return at_left > at_right ? std::pair{left, at_left} : std::pair{right, at_right};
}

// One choice's deviations over the multinomial law's, of units with votes, the smallest first.
struct ChoiceDeviations {
  std::vector<double> votes;
  std::vector<double> squares;
  double middle = 1.0;
};

// The mean of min(z², 2.25) of units from..to, given what their variances grow by.
double mean_of_cut(const ChoiceDeviations& all, const ShareSpread& spread, std::size_t from,
                   std::size_t to) {
  double sum = 0.0;
  for (std::size_t i = from; i < to; ++i) {
    sum +=
        std::min(kCutSquare, all.squares[i] / times_multinomial(spread, all.votes[i], all.middle));
  }
  return sum / static_cast<double>(std::max<std::size_t>(1, to - from));
}

// The least with which they vary as they should.
ShareSpread spread_by(const ChoiceDeviations& all, double by_size) {
  constexpr int kHalvings = 40;
  const std::size_t units = all.votes.size();
  ShareSpread spread{0.0, by_size};
  if (mean_of_cut(all, spread, 0, units) <= kMeanOfCut) return spread;
  double low = std::log(1e-9);
  double high = std::log(1e3);
  for (int halving = 0; halving < kHalvings; ++halving) {
    const double halfway = 0.5 * (low + high);
    spread.within = std::exp(halfway);
    (mean_of_cut(all, spread, 0, units) > kMeanOfCut ? low : high) = halfway;
  }
  return spread;
}

// Spreads of every power of the size, and of them that which is most alike in both halves.
ShareSpread spread_of_choice(const ChoiceDeviations& all) {
  ShareSpread best;
  double least_apart = std::numeric_limits<double>::infinity();
  const std::size_t half = all.votes.size() / 2;
  for (const double by_size : kBySizes) {
    const ShareSpread spread = spread_by(all, by_size);
    const double apart = std::abs(mean_of_cut(all, spread, half, all.votes.size()) -
                                  mean_of_cut(all, spread, 0, half));
    if (apart >= least_apart) continue;
    least_apart = apart;
    best = spread;
  }
  return best;
}

base::Problem collinear() {
  return shares_problem("shares.collinear", "regressors of which one is a sum of others",
                        "regressors that say different things", "Leave one of them out.");
}

std::vector<Eigen::Index> units_by_size(const ShareFit& fit) {
  std::vector<Eigen::Index> units;
  for (Eigen::Index unit = 0; unit < fit.units(); ++unit) {
    if (fit.total(unit) > 0.0) units.push_back(unit);
  }
  std::ranges::stable_sort(
      units, [&](Eigen::Index a, Eigen::Index b) { return fit.total(a) < fit.total(b); });
  return units;
}

// Over the deviation that the spread of each choice allows.
ShareMatrix deviations_of(const ShareFit& fit, const OddShares& found) {
  ShareMatrix deviations = fit.deviations(fit.shares());
  for (Eigen::Index unit = 0; unit < fit.units(); ++unit) {
    for (Eigen::Index j = 0; j < fit.choices(); ++j) {
      if (fit.total(unit) <= 0.0) continue;
      deviations(unit, j) /= std::sqrt(times_multinomial(found.spreads[static_cast<std::size_t>(j)],
                                                         fit.total(unit), found.middle));
    }
  }
  return deviations;
}

// Spreads as the fit has them; true where they were so before.
bool respread(const ShareFit& fit, std::span<const Eigen::Index> by_size, bool power_too,
              OddShares& found) {
  constexpr double kStands = 1e-7;
  const ShareMatrix plain = fit.deviations(fit.shares());
  bool stands = true;
  for (Eigen::Index j = 0; j < fit.choices(); ++j) {
    ChoiceDeviations all;
    all.middle = found.middle;
    for (const Eigen::Index unit : by_size) {
      all.votes.push_back(fit.total(unit));
      all.squares.push_back(plain(unit, j) * plain(unit, j));
    }
    ShareSpread& spread = found.spreads[static_cast<std::size_t>(j)];
    const ShareSpread next = power_too ? spread_of_choice(all) : spread_by(all, spread.by_size);
    stands = stands && next.by_size == spread.by_size &&
             std::abs(next.within - spread.within) <= kStands * (1e-6 + spread.within);
    spread = next;
  }
  return stands;
}

struct Settling {
  bool fitted = true;
  bool settled = false;
  int rounds = 0;
};

// Fits and weighs by turns, at given spreads, until the weights stand.
Settling settle_weights(ShareFit& fit, const OddShares& found, ShareVector& weights) {
  ShareVector times(fit.units());
  for (Eigen::Index unit = 0; unit < fit.units(); ++unit) {
    std::vector<double> of_choices;
    for (const ShareSpread& spread : found.spreads) {
      of_choices.push_back(times_multinomial(spread, fit.total(unit), found.middle));
    }
    const auto half = of_choices.begin() + static_cast<std::ptrdiff_t>(of_choices.size() / 2);
    std::ranges::nth_element(of_choices, half);
    times(unit) = *half;
  }
  Settling settling;
  while (settling.rounds < kMostRounds && !settling.settled) {
    ++settling.rounds;
    if (!fit.fit(weights.cwiseQuotient(times))) {
      settling.fitted = false;
      return settling;
    }
    const ShareMatrix deviations = deviations_of(fit, found);
    double moved = 0.0;
    for (Eigen::Index unit = 0; unit < fit.units(); ++unit) {
      double weight = 1.0;
      for (Eigen::Index j = 0; j < fit.choices(); ++j) {
        weight = std::min(weight, tanh_weight(deviations(unit, j)));
      }
      // Half of the way, so that units at the edge do not go in and out for ever.
      const double next = 0.5 * (weights(unit) + weight);
      moved = std::max(moved, std::abs(next - weights(unit)));
      weights(unit) = next;
    }
    settling.settled = moved < 1e-9;
  }
  return settling;
}

void tell_odd(const ShareFit& fit, const ShareMatrix& at, const ShareMatrix& deviations,
              std::span<const std::vector<std::int64_t>> votes, OddShares& found) {
  for (Eigen::Index unit = 0; unit < fit.units(); ++unit) {
    std::vector<double>& expected = found.expected.emplace_back();
    std::vector<double>& far = found.deviations.emplace_back();
    for (Eigen::Index j = 0; j < fit.choices(); ++j) {
      expected.push_back(fit.total(unit) * at(unit, j));
      far.push_back(deviations(unit, j));
      if (std::abs(far.back()) <= OddShares::kFarOut) continue;
      const auto number = static_cast<std::size_t>(unit);
      const auto choice = static_cast<std::size_t>(j);
      found.odd.push_back({number, choice, votes[number][choice], expected.back(), far.back()});
    }
  }
  std::ranges::stable_sort(found.odd, [](const OddShare& a, const OddShare& b) {
    return std::abs(a.deviation) > std::abs(b.deviation);
  });
}

}  // namespace

double times_multinomial(const ShareSpread& spread, double votes, double middle) {
  if (!(votes > 1.0)) return 1.0;
  return 1.0 + (votes - 1.0) * spread.within * std::pow(votes / middle, -spread.by_size);
}

double tanh_weight(double deviation) {
  const double size = std::abs(deviation);
  if (size <= kTanhLinear) return 1.0;
  if (size >= kTanhCut) return 0.0;
  const double inner = 0.5 * std::sqrt((kTanhK - 1.0) * kTanhB * kTanhB / kTanhA);
  return std::sqrt(kTanhA * (kTanhK - 1.0)) * std::tanh(inner * (kTanhCut - size)) / size;
}

LongTail fit_long_tail(std::span<const double> deviations, std::size_t farthest) {
  constexpr std::array kFreedoms = {1.0, 1.25, 1.5, 2.0,  2.5,  3.0,  3.5,  4.0,
                                    5.0, 6.0,  8.0, 10.0, 15.0, 25.0, 50.0, 100.0};
  RECANVASS_CHECK(farthest < deviations.size());
  std::vector<double> sizes;
  for (const double deviation : deviations) sizes.push_back(std::abs(deviation));
  std::ranges::sort(sizes);
  sizes.resize(sizes.size() - farthest);
  const auto likelihood = [&](double freedom, double log_scale) {
    const double scale = std::exp(log_scale);
    double sum = -static_cast<double>(sizes.size()) * log_scale;
    for (const double z : sizes) sum += stats::student_t_log_density(z / scale, freedom);
    if (farthest == 0) return sum;
    const double beyond = stats::student_t_above(sizes.back() / scale, freedom);
    return sum + static_cast<double>(farthest) * std::log(std::max(beyond, kTailLeast));
  };
  const double mean = std::accumulate(sizes.begin(), sizes.end(), 0.0);
  RECANVASS_CHECK(mean > 0.0);
  const double middle = std::log(mean / static_cast<double>(sizes.size()));
  LongTail best;
  double best_likelihood = -std::numeric_limits<double>::infinity();
  for (const double freedom : kFreedoms) {
    const auto of_scale = [&](double log_scale) { return likelihood(freedom, log_scale); };
    const auto [log_scale, height] = highest_of(of_scale, middle - kScaleReach, middle + 2.0);
    if (height <= best_likelihood) continue;
    best = {freedom, std::exp(log_scale)};
    best_likelihood = height;
  }
  return best;
}

double two_sided_p(const LongTail& law, double deviation) {
  const double far = std::abs(deviation) / law.scale;
  return std::clamp(2.0 * stats::student_t_above(far, law.freedom), kTailLeast, 1.0);
}

base::Result<OddShares> find_odd_shares(std::span<const std::vector<std::int64_t>> votes,
                                        const Regressors& regressors) {
  const base::Problems problems = problems_of(votes, regressors);
  if (!problems.empty()) return problems;
  RECANVASS_CHECK(votes.front().size() >= 2);
  ShareFit fit(votes, regressors);
  OddShares found;
  const std::vector<Eigen::Index> by_size = units_by_size(fit);
  found.middle = fit.total(by_size[by_size.size() / 2]);
  found.spreads.resize(votes.front().size());
  ShareVector weights = ShareVector::Ones(fit.units());
  if (!fit.fit(weights)) return collinear();
  for (int pass = 1; pass <= kMostSpreads && !found.settled; ++pass) {
    const bool stands = respread(fit, by_size, pass <= kRoundsBySize, found);
    const Settling settling = settle_weights(fit, found, weights);
    if (!settling.fitted) return collinear();
    found.rounds += settling.rounds;
    found.settled = stands && settling.settled;
  }
  found.unit_weights.assign(weights.data(), weights.data() + weights.size());
  tell_odd(fit, fit.shares(), deviations_of(fit, found), votes, found);
  for (std::size_t choice = 0; choice < votes.front().size(); ++choice) {
    std::vector<double> of_voting;
    for (std::size_t unit = 0; unit < votes.size(); ++unit) {
      if (fit.total(static_cast<Eigen::Index>(unit)) <= 0.0) continue;
      of_voting.push_back(found.deviations[unit][choice]);
    }
    const auto apart =
        std::ranges::count_if(of_voting, [](double deviation) { return deviation != 0.0; });
    found.tails.push_back(apart > 1 ? fit_long_tail(of_voting, 1) : LongTail{});
  }
  return found;
}

}  // namespace recanvass::screen
