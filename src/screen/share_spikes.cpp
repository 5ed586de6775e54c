#include "screen/share_spikes.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace recanvass::screen {
namespace {

constexpr std::size_t kPlaces = 1001;
constexpr double kBandwidth = 1e-4;
constexpr double kKernelReach = 4.0 * kBandwidth;
constexpr std::int64_t kWholeLeast = 100;
constexpr std::size_t kFitUnits = 4000;
constexpr int kFitRounds = 40;
constexpr std::size_t kSpikeBlocks = 8;
constexpr double kLeastMass = 1e-9;
constexpr double kPeakDeviations = 3.0;

// ln of Beta(votes + a, others + b) / Beta(a, b): the chance of a unit's votes, but for a factor
// that no part changes.
double log_chance(const SharedVotes& unit, const BetaPart& part) {
  const auto votes = static_cast<double>(unit.votes);
  const auto all = static_cast<double>(unit.all);
  return std::lgamma(votes + part.a) + std::lgamma(all - votes + part.b) -
         std::lgamma(all + part.a + part.b) - std::lgamma(part.a) - std::lgamma(part.b) +
         std::lgamma(part.a + part.b);
}

// How much each part has to do with a unit; gives ln of its chance.
double responsibilities(const SharedVotes& unit, std::span<const BetaPart> parts,
                        std::vector<double>& shares) {
  shares.resize(parts.size());
  double largest = -1e300;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    shares[i] = std::log(parts[i].weight) + log_chance(unit, parts[i]);
    largest = std::max(largest, shares[i]);
  }
  double sum = 0.0;
  for (double& share : shares) sum += share = std::exp(share - largest);
  for (double& share : shares) share /= sum;
  return largest + std::log(sum);
}

// Beta(a, b) whose binomial votes have the mean and the variance of weighted units.
struct PartMoments {
  double weight = 0.0;
  double votes = 0.0;
  double all = 0.0;
  double squares = 0.0;     // Σ w v²
  double cross = 0.0;       // Σ w v t
  double all_squares = 0.0; // Σ w t²

  void add(const SharedVotes& unit, double share) {
    const auto v = static_cast<double>(unit.votes);
    const auto t = static_cast<double>(unit.all);
    weight += share;
    votes += share * v;
    all += share * t;
    squares += share * v * v;
    cross += share * v * t;
    all_squares += share * t * t;
  }
  [[nodiscard]] BetaPart part(double units) const {
    const double mean = std::clamp(votes / all, 1e-4, 1.0 - 1e-4);
    const double scatter = squares - 2.0 * mean * cross + mean * mean * all_squares;
    const double binomial = mean * (1.0 - mean);
    const double pairs = all_squares - all;
    const double correlation =
        pairs <= 0.0 ? 0.5 : std::clamp((scatter / binomial - all) / pairs, 1e-5, 0.95);
    const double size = (1.0 - correlation) / correlation;
    return {mean * size, (1.0 - mean) * size, std::max(weight / units, 1e-6)};
  }
};

struct BetaFit {
  std::vector<BetaPart> parts;
  double log_likelihood = 0.0;
};

BetaFit fit_parts(const std::vector<SharedVotes>& sample, std::size_t parts) {
  BetaFit fit;
  std::vector<double> ordered;
  for (const SharedVotes& unit : sample) {
    ordered.push_back(static_cast<double>(unit.votes) / static_cast<double>(unit.all));
  }
  std::ranges::sort(ordered);
  for (std::size_t i = 0; i < parts; ++i) {
    const double at = ordered[ordered.size() * (2 * i + 1) / (2 * parts)];
    const double mean = std::clamp(at, 0.02, 0.98);
    fit.parts.push_back({20.0 * mean, 20.0 * (1.0 - mean), 1.0 / static_cast<double>(parts)});
  }
  std::vector<double> shares;
  for (int round = 0; round < kFitRounds; ++round) {
    std::vector<PartMoments> moments(parts);
    for (const SharedVotes& unit : sample) {
      responsibilities(unit, fit.parts, shares);
      for (std::size_t i = 0; i < parts; ++i) moments[i].add(unit, shares[i]);
    }
    for (std::size_t i = 0; i < parts; ++i) {
      if (moments[i].weight < 1.0) continue;
      fit.parts[i] = moments[i].part(static_cast<double>(sample.size()));
    }
  }
  for (const SharedVotes& unit : sample) {
    fit.log_likelihood += responsibilities(unit, fit.parts, shares);
  }
  return fit;
}

// Where a share lies for the kernel; no place: between two.
struct KernelPlace {
  std::uint32_t place = 0;
  double weight = 0.0;
  bool is_whole = false;  // within .05 points of a whole percent
};

KernelPlace kernel_place(std::int64_t votes, std::int64_t all) {
  const double share = static_cast<double>(votes) / static_cast<double>(all);
  KernelPlace found;
  found.place = static_cast<std::uint32_t>(std::lround(share * (kPlaces - 1)));
  const double off = share - static_cast<double>(found.place) / (kPlaces - 1);
  if (std::abs(off) <= kKernelReach) {
    found.weight = std::exp(-0.5 * (off / kBandwidth) * (off / kBandwidth));
  }
  // In whole numbers, so that no rounding decides: |100 v / t - k| <= 1/20.
  const std::int64_t hundredfold = 100 * votes;
  const std::int64_t below = hundredfold % all;
  const std::int64_t off_whole = std::min(below, all - below);
  found.is_whole = all >= kWholeLeast && 20 * off_whole <= all;
  return found;
}

// Draws from a law by one 32-bit number: a guide by its first eight bits, then upward.
class LawSampler {
 public:
  void set(const SharedVotes& unit, const RedrawnLaw& law) {
    ends_.clear();
    places_.clear();
    double sum = 0.0;
    for (std::size_t i = 0; i < law.mass.size(); ++i) {
      sum += law.mass[i];
      ends_.push_back(std::min(4294967295.0, sum * 4294967296.0));
      places_.push_back(kernel_place(law.first + static_cast<std::int64_t>(i), unit.all));
    }
    ends_.back() = 4294967296.0;
    std::size_t at = 0;
    for (std::size_t guide = 0; guide < guides_.size(); ++guide) {
      const double from = static_cast<double>(guide) * 16777216.0;
      while (ends_[at] <= from) ++at;
      guides_[guide] = static_cast<std::uint32_t>(at);
    }
  }
  [[nodiscard]] const KernelPlace& draw(std::uint32_t bits) const {
    std::size_t at = guides_[bits >> 24U];
    while (ends_[at] <= static_cast<double>(bits)) ++at;
    return places_[at];
  }

 private:
  std::vector<double> ends_;
  std::vector<KernelPlace> places_;
  std::array<std::uint32_t, 256> guides_{};
};

// What the redrawings of some units add up to: by redrawing, then by place; and the mean and
// variance of the density at each place, from the laws themselves.
struct SpikeSums {
  std::vector<double> density;
  std::vector<std::int64_t> whole;
  std::vector<double> mean;
  std::vector<double> variance;
};

// One unit's part in the mean and variance of the density. Places grow with votes, so that the
// votes of a place stand together.
void add_law(const SharedVotes& unit, const RedrawnLaw& law, SpikeSums& sums) {
  std::size_t at = 0;
  double first = 0.0;
  double second = 0.0;
  const auto close = [&] {
    sums.mean[at] += first;
    sums.variance[at] += second - first * first;
    first = second = 0.0;
  };
  for (std::size_t i = 0; i < law.mass.size(); ++i) {
    const KernelPlace place = kernel_place(law.first + static_cast<std::int64_t>(i), unit.all);
    if (place.place != at) close();
    at = place.place;
    first += law.mass[i] * place.weight;
    second += law.mass[i] * place.weight * place.weight;
  }
  close();
}

SpikeSums redraw_units(std::span<const SharedVotes> units, std::size_t first, std::size_t end,
                       std::span<const BetaPart> parts, const SpikesAsk& ask) {
  const auto resamples = static_cast<std::size_t>(ask.resamples);
  SpikeSums sums{std::vector<double>(resamples * kPlaces, 0.0),
                 std::vector<std::int64_t>(resamples, 0), std::vector<double>(kPlaces, 0.0),
                 std::vector<double>(kPlaces, 0.0)};
  LawSampler sampler;
  for (std::size_t unit = first; unit < end; ++unit) {
    const RedrawnLaw law = redrawn_law(units[unit], parts);
    sampler.set(units[unit], law);
    add_law(units[unit], law, sums);
    for (std::size_t r = 0; r < resamples; r += 8) {
      const auto block = stats::random_block(ask.key, unit, r / 8);
      for (std::size_t i = 0; i < 8 && r + i < resamples; ++i) {
        const auto bits = static_cast<std::uint32_t>(block[i / 2] >> (32 * (i % 2)));
        const KernelPlace& drawn = sampler.draw(bits);
        sums.density[(r + i) * kPlaces + drawn.place] += drawn.weight;
        if (drawn.is_whole) ++sums.whole[r + i];
      }
    }
  }
  return sums;
}

// F of one distribution: what is above the bounds, over the means there.
double excess_of(std::span<const double> density, const SpikeSums& sums,
                 std::span<const double> bounds) {
  const double all = std::accumulate(density.begin() + 1, density.end(), 0.0);
  double excess = 0.0;
  for (std::size_t place = 1; place < kPlaces; ++place) {
    if (density[place] > bounds[place]) excess += density[place] - sums.mean[place];
  }
  return all > 0.0 ? 100.0 * excess / all : 0.0;
}

void measure_excess(std::span<const double> seen, const SpikeSums& sums, ShareSpikes& found) {
  const auto resamples = static_cast<std::size_t>(found.resamples);
  const auto number = static_cast<double>(resamples);
  std::vector<double> bounds(kPlaces, 0.0);
  for (std::size_t place = 0; place < kPlaces; ++place) {
    bounds[place] =
        sums.mean[place] + kPeakDeviations * std::sqrt(std::max(0.0, sums.variance[place]));
  }
  found.excess = excess_of(seen, sums, bounds);
  std::int64_t as_large = 0;
  std::int64_t as_whole = 0;
  for (std::size_t r = 0; r < resamples; ++r) {
    const std::span<const double> density(sums.density.data() + r * kPlaces, kPlaces);
    if (excess_of(density, sums, bounds) >= found.excess) ++as_large;
    if (sums.whole[r] >= found.whole) ++as_whole;
    found.whole_expected += static_cast<double>(sums.whole[r]) / number;
  }
  found.excess_p = static_cast<double>(as_large + 1) / (number + 1.0);
  found.whole_p = static_cast<double>(as_whole + 1) / (number + 1.0);
  for (std::size_t place = 1; place < kPlaces; ++place) {
    if (seen[place] <= bounds[place]) continue;
    found.peaks.push_back(
        {static_cast<double>(place) / (kPlaces - 1), seen[place], sums.mean[place], bounds[place]});
  }
  std::ranges::stable_sort(found.peaks, [](const SharePeak& a, const SharePeak& b) {
    return a.seen - a.expected > b.seen - b.expected;
  });
}

}  // namespace

std::vector<BetaPart> fit_beta_mixture(std::span<const SharedVotes> units, int parts_max) {
  std::vector<SharedVotes> sample;
  const std::size_t step = std::max<std::size_t>(1, units.size() / kFitUnits);
  for (std::size_t i = 0; i < units.size(); i += step) {
    if (units[i].all > 0) sample.push_back(units[i]);
  }
  for (std::size_t i = 0; sample.empty() && i < units.size(); ++i) {
    if (units[i].all > 0) sample.push_back(units[i]);
  }
  RECANVASS_CHECK(!sample.empty() && parts_max >= 1);
  BetaFit best;
  double best_criterion = 0.0;
  for (int parts = 1; parts <= parts_max; ++parts) {
    BetaFit fit = fit_parts(sample, static_cast<std::size_t>(parts));
    const double free = 3.0 * parts - 1.0;
    const double criterion =
        free * std::log(static_cast<double>(sample.size())) - 2.0 * fit.log_likelihood;
    if (parts > 1 && criterion >= best_criterion) break;
    best_criterion = criterion;
    best = std::move(fit);
  }
  return best.parts;
}

RedrawnLaw redrawn_law(const SharedVotes& unit, std::span<const BetaPart> parts) {
  RECANVASS_CHECK(unit.all > 0 && unit.votes >= 0 && unit.votes <= unit.all && !parts.empty());
  std::vector<double> shares;
  responsibilities(unit, parts, shares);
  const auto all = static_cast<double>(unit.all);
  const auto votes = static_cast<double>(unit.votes);
  RedrawnLaw law;
  law.mass.assign(static_cast<std::size_t>(unit.all) + 1, 0.0);
  std::int64_t low = unit.all;
  std::int64_t high = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (shares[i] < 1e-3) continue;
    const double a = parts[i].a + votes;
    const double b = parts[i].b + all - votes;
    const auto near = static_cast<std::int64_t>(all * a / (a + b));
    const double n = static_cast<double>(near);
    const double at_near =
        shares[i] *
        std::exp(std::lgamma(all + 1.0) - std::lgamma(n + 1.0) - std::lgamma(all - n + 1.0) +
                 std::lgamma(n + a) + std::lgamma(all - n + b) - std::lgamma(all + a + b) -
                 std::lgamma(a) - std::lgamma(b) + std::lgamma(a + b));
    double mass = at_near;
    for (std::int64_t k = near; k <= unit.all && mass >= kLeastMass * at_near; ++k) {
      law.mass[static_cast<std::size_t>(k)] += mass;
      high = std::max(high, k);
      const auto x = static_cast<double>(k);
      mass *= (all - x) * (x + a) / ((x + 1.0) * (all - x - 1.0 + b));
    }
    mass = at_near;
    for (std::int64_t k = near; k > 0 && mass >= kLeastMass * at_near; --k) {
      const auto x = static_cast<double>(k);
      mass *= x * (all - x + b) / ((all - x + 1.0) * (x - 1.0 + a));
      law.mass[static_cast<std::size_t>(k - 1)] += mass;
      low = std::min(low, k - 1);
    }
    low = std::min(low, near);
  }
  law.first = low;
  law.mass.resize(static_cast<std::size_t>(high) + 1);
  law.mass.erase(law.mass.begin(), law.mass.begin() + low);
  const double sum = std::accumulate(law.mass.begin(), law.mass.end(), 0.0);
  for (double& mass : law.mass) mass /= sum;
  return law;
}

ShareSpikes find_spikes(std::span<const SharedVotes> units, const SpikesAsk& ask,
                        base::Executor& executor) {
  RECANVASS_CHECK(ask.resamples >= 1);
  ShareSpikes found;
  found.resamples = ask.resamples;
  std::vector<SharedVotes> voting;
  for (const SharedVotes& unit : units) {
    RECANVASS_CHECK(unit.votes >= 0 && unit.votes <= unit.all);
    if (unit.all > 0) voting.push_back(unit);
  }
  found.units = static_cast<std::int64_t>(voting.size());
  if (voting.empty()) return found;
  found.parts = fit_beta_mixture(voting);
  std::vector<double> seen(kPlaces, 0.0);
  for (const SharedVotes& unit : voting) {
    const KernelPlace place = kernel_place(unit.votes, unit.all);
    seen[place.place] += place.weight;
    if (unit.all >= kWholeLeast) ++found.whole_units;
    if (place.is_whole) ++found.whole;
  }
  const std::size_t blocks = std::min(kSpikeBlocks, voting.size());
  std::vector<SpikeSums> parts(blocks);
  executor.run_blocks(blocks, [&](std::size_t block) {
    parts[block] = redraw_units(voting, voting.size() * block / blocks,
                                voting.size() * (block + 1) / blocks, found.parts, ask);
  });
  for (std::size_t block = 1; block < blocks; ++block) {
    for (std::size_t i = 0; i < parts[0].density.size(); ++i) {
      parts[0].density[i] += parts[block].density[i];
    }
    for (std::size_t r = 0; r < parts[0].whole.size(); ++r) {
      parts[0].whole[r] += parts[block].whole[r];
    }
    for (std::size_t place = 0; place < kPlaces; ++place) {
      parts[0].mean[place] += parts[block].mean[place];
      parts[0].variance[place] += parts[block].variance[place];
    }
  }
  measure_excess(seen, parts[0], found);
  return found;
}

}  // namespace recanvass::screen
