#include "screen/resampling.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace recanvass::screen {
namespace {

constexpr std::int64_t kBlock = 256;   // resamples that one block does
constexpr double kTieShare = 1e-9;  // a resample this close below the observed counts as large

// Runs `statistic` for resamples first..last in blocks; counts those as large as observed.
template <class Statistic>
std::int64_t as_large(std::int64_t resamples, double observed, base::Executor& executor,
                      const Statistic& statistic) {
  const auto blocks = static_cast<std::size_t>((resamples + kBlock - 1) / kBlock);
  std::vector<std::int64_t> large(blocks, 0);
  const double bar = std::abs(observed) * (1.0 - kTieShare);
  executor.run_blocks(blocks, [&](std::size_t block) {
    const std::int64_t first = static_cast<std::int64_t>(block) * kBlock;
    const std::int64_t last = std::min(resamples, first + kBlock);
    auto work = statistic.work();
    for (std::int64_t r = first; r < last; ++r) {
      if (std::abs(statistic(r, work)) >= bar) ++large[block];
    }
  });
  return std::accumulate(large.begin(), large.end(), std::int64_t{0});
}

double studentised(double coefficient, double variance) {
  if (variance > 0.0) return coefficient / std::sqrt(variance);
  return coefficient == 0.0 ? 0.0 : HUGE_VAL;
}

// The restricted wild bootstrap: everything but the signs is worked out once.
class WildSigns {
 public:
  struct Work {
    std::vector<double> residuals;
    std::vector<double> scores;
    std::vector<double> signs;
  };

  WildSigns(Partialled parts, std::vector<std::size_t> clusters, std::size_t groups,
            std::size_t regressors, stats::RandomKey key)
      : parts_(std::move(parts)), clusters_(std::move(clusters)), groups_(groups), key_(key) {
    for (const double value : parts_.left) square_ += value * value;
    const double n = static_cast<double>(parts_.left.size());
    const double g = static_cast<double>(groups);
    factor_ = g / (g - 1.0) * (n - 1.0) / (n - static_cast<double>(regressors));
  }

  [[nodiscard]] Work work() const {
    return {std::vector<double>(parts_.left.size()), std::vector<double>(groups_),
            std::vector<double>(groups_, 1.0)};
  }
  void exhaust() { exhaustive_ = true; }

  [[nodiscard]] double observed() const {
    Work work = this->work();
    return of_signs(work);
  }

  double operator()(std::int64_t resample, Work& work) const {
    const auto number = static_cast<std::uint64_t>(resample);
    if (exhaustive_) {
      for (std::size_t g = 0; g < groups_; ++g) work.signs[g] = (number >> g) & 1U ? -1.0 : 1.0;
    } else {
      stats::RandomStream random(key_, number);
      std::uint64_t bits = 0;
      for (std::size_t g = 0; g < groups_; ++g) {
        if (g % 64 == 0) bits = random.next_bits();
        work.signs[g] = (bits >> (g % 64)) & 1U ? -1.0 : 1.0;
      }
    }
    return of_signs(work);
  }

 private:
  // t of the column in a regression of v·u on all columns, u the residual without the column.
  double of_signs(Work& work) const {
    const std::size_t n = parts_.left.size();
    double along = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      work.residuals[i] = parts_.outcome[i] * work.signs[clusters_[i]];
      along += parts_.left[i] * work.residuals[i];
    }
    const double coefficient = along / square_;
    remove_projection(work.residuals, parts_.basis, parts_.basis_columns);
    std::fill(work.scores.begin(), work.scores.end(), 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      work.scores[clusters_[i]] +=
          parts_.left[i] * (work.residuals[i] - coefficient * parts_.left[i]);
    }
    double meat = 0.0;
    for (const double score : work.scores) meat += score * score;
    return studentised(coefficient, factor_ * meat / (square_ * square_));
  }

  Partialled parts_;
  std::vector<std::size_t> clusters_;
  std::size_t groups_;
  stats::RandomKey key_;
  double square_ = 0.0;
  double factor_ = 1.0;
  bool exhaustive_ = false;
};

// The column dealt anew inside strata.
class Deals {
 public:
  struct Work {
    std::vector<double> column;
  };

  Deals(Partialled parts, std::vector<double> column, std::span<const std::size_t> strata,
        std::size_t regressors, stats::RandomKey key)
      : parts_(std::move(parts)), column_(std::move(column)), key_(key) {
    std::map<std::size_t, std::vector<std::size_t>> by_stratum;
    for (std::size_t i = 0; i < column_.size(); ++i) {
      by_stratum[strata.empty() ? 0 : strata[i]].push_back(i);
    }
    for (auto& [stratum, units] : by_stratum) strata_.push_back(std::move(units));
    const double n = static_cast<double>(column_.size());
    factor_ = n / (n - static_cast<double>(regressors));
  }

  [[nodiscard]] Work work() const { return {std::vector<double>(column_.size())}; }

  [[nodiscard]] double observed() const {
    Work work{column_};
    return of_column(work);
  }

  double operator()(std::int64_t resample, Work& work) const {
    stats::RandomStream random(key_, static_cast<std::uint64_t>(resample));
    work.column = column_;
    for (const auto& units : strata_) {
      for (std::size_t left = units.size(); left > 1; --left) {
        std::swap(work.column[units[left - 1]], work.column[units[draw_index(random, left)]]);
      }
    }
    return of_column(work);
  }

 private:
  double of_column(Work& work) const {
    const std::size_t n = column_.size();
    for (std::size_t i = 0; i < n; ++i) work.column[i] *= parts_.roots[i];
    remove_projection(work.column, parts_.basis, parts_.basis_columns);
    double square = 0.0;
    double along = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      square += work.column[i] * work.column[i];
      along += work.column[i] * parts_.outcome[i];
    }
    if (square <= 0.0) return 0.0;
    const double coefficient = along / square;
    double meat = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      const double score = work.column[i] * (parts_.outcome[i] - coefficient * work.column[i]);
      meat += score * score;
    }
    return studentised(coefficient, factor_ * meat / (square * square));
  }

  Partialled parts_;
  std::vector<double> column_;
  stats::RandomKey key_;
  std::vector<std::vector<std::size_t>> strata_;
  double factor_ = 1.0;
};

// Clusters as given, or one a unit.
std::vector<std::size_t> numbered(std::span<const std::size_t> clusters, std::size_t units) {
  std::vector<std::size_t> out(clusters.begin(), clusters.end());
  if (out.empty()) {
    out.resize(units);
    std::iota(out.begin(), out.end(), std::size_t{0});
  }
  RECANVASS_CHECK(out.size() == units);
  return out;
}

}  // namespace

std::size_t draw_index(stats::RandomStream& random, std::size_t below) {
  RECANVASS_CHECK(below > 0);
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>((static_cast<Wide>(random.next_bits()) * below) >> 64);
}

ResampledP wild_cluster_p(std::span<const double> outcome, const Regressors& regressors,
                          std::size_t column, std::span<const double> weights,
                          std::span<const std::size_t> clusters, const Resampling& resampling,
                          base::Executor& executor) {
  const auto of_unit = numbered(clusters, outcome.size());
  const std::size_t groups = 1 + *std::max_element(of_unit.begin(), of_unit.end());
  RECANVASS_CHECK(groups > 1);
  WildSigns signs(partial_out(outcome, regressors, column, weights), of_unit, groups,
                  regressors.columns.size(), resampling.key);
  ResampledP answer;
  answer.statistic = signs.observed();
  answer.resamples = resampling.resamples;
  if (groups < 60 && (std::int64_t{1} << groups) <= resampling.resamples) {
    signs.exhaust();
    answer.exhaustive = true;
    answer.resamples = std::int64_t{1} << groups;
  }
  const auto large = as_large(answer.resamples, answer.statistic, executor, signs);
  const int own = answer.exhaustive ? 0 : 1;  // the observed signs are among all of them
  answer.p = static_cast<double>(large + own) / static_cast<double>(answer.resamples + own);
  return answer;
}

ResampledP randomisation_p(std::span<const double> outcome, const Regressors& regressors,
                           std::size_t column, std::span<const double> weights,
                           std::span<const std::size_t> strata, const Resampling& resampling,
                           base::Executor& executor) {
  RECANVASS_CHECK(strata.empty() || strata.size() == outcome.size());
  const Deals deals(partial_out(outcome, regressors, column, weights), regressors.columns[column],
                    strata, regressors.columns.size(), resampling.key);
  ResampledP answer;
  answer.statistic = deals.observed();
  answer.resamples = resampling.resamples;
  const auto large = as_large(answer.resamples, answer.statistic, executor, deals);
  answer.p = static_cast<double>(large + 1) / static_cast<double>(answer.resamples + 1);
  return answer;
}

}  // namespace recanvass::screen
