#include "audit/plan_strata.h"

#include "audit/strata.h"
#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

constexpr double kStep = 1.05;
constexpr int kDoubling = 14;   // steps
constexpr int kFirstStep = 56;  // fifteen cards
constexpr std::uint64_t kDrawBits = 32;  // a card of a stratum has numbers of its own

// What card `draw` of a stratum shows: errors fall on cards independently.
double value_of(double right, const RecordErrors& errors, stats::RandomKey key,
                std::uint64_t replicate, std::uint64_t stratum, std::uint64_t draw) {
  const auto block = stats::random_block(key, replicate, (stratum << kDrawBits) + draw);
  double place = stats::unit_interval(block[0]);
  if ((place -= errors.two_over) < 0.0) return 0.0;
  if ((place -= errors.one_over) < 0.0) return 0.5 * right;
  if ((place -= errors.one_under) < 0.0) return 1.5 * right;
  if ((place -= errors.two_under) < 0.0) return 2.0 * right;
  return right;
}

class StrataAudit {
 public:
  StrataAudit(std::span<const PairVotes> strata, const RecordErrors& errors, double goal)
      : strata_(strata), errors_(errors), goal_(goal), all_(sum_of(strata)) {
    right_ = 1.0 / (2.0 - static_cast<double>(all_.lead()) / static_cast<double>(all_.cards));
  }

  // The smallest size of the scale that refutes: doubled until one does, then sought by halving.
  // Evidence grows with cards but for single errors, which move the end by a step at most.
  [[nodiscard]] std::int64_t size(stats::RandomKey key, std::uint64_t replicate,
                                  std::int64_t draws_max) const {
    const int last =
        static_cast<int>(std::floor(std::log(static_cast<double>(draws_max)) / std::log(kStep)));
    int low = -1;
    int high = std::min(kFirstStep, last);
    while (!refuted(size_of(high), key, replicate)) {
      if (high == last) return all_.cards;
      low = high;
      high = std::min(high + kDoubling, last);
    }
    while (high - low > 1) {
      const int middle = low + (high - low) / 2;
      (refuted(size_of(middle), key, replicate) ? high : low) = middle;
    }
    return drawn(size_of(high));
  }

 private:
  static double size_of(int step) { return std::pow(kStep, step); }

  [[nodiscard]] std::int64_t draws_of(const PairVotes& stratum, double size) const {
    const double share = static_cast<double>(stratum.cards) / static_cast<double>(all_.cards);
    return std::clamp<std::int64_t>(std::llround(size * share), 1, stratum.cards);
  }
  [[nodiscard]] std::int64_t drawn(double size) const {
    std::int64_t cards = 0;
    for (const PairVotes& stratum : strata_) cards += draws_of(stratum, size);
    return cards;
  }

  [[nodiscard]] bool refuted(double size, stats::RandomKey key, std::uint64_t replicate) const {
    std::vector<StratumDraws> draws;
    for (std::size_t s = 0; s < strata_.size(); ++s) {
      StratumDraws one{strata_[s].cards, 2.0 * right_, true, {}};
      const auto many = static_cast<std::uint64_t>(draws_of(strata_[s], size));
      for (std::uint64_t i = 0; i < many; ++i) {
        one.values.push_back(value_of(right_, errors_, key, replicate, s, i));
      }
      draws.push_back(std::move(one));
    }
    return strata_risk(draws, 0.5).log_evidence >= goal_;
  }

  std::span<const PairVotes> strata_;
  RecordErrors errors_;
  double goal_;
  PairVotes all_;
  double right_ = 0.0;
};

}  // namespace

std::vector<std::int64_t> simulate_strata(std::span<const PairVotes> strata,
                                          const RecordErrors& errors, double risk_limit,
                                          std::int64_t draws_max, std::uint64_t replicates,
                                          stats::RandomKey key, base::Executor& executor) {
  RECANVASS_CHECK(!strata.empty() && sum_of(strata).lead() > 0 && draws_max > 0);
  const StrataAudit audit(strata, errors, -std::log(risk_limit));
  std::vector<std::int64_t> sizes(replicates);
  executor.run_blocks(replicates, [&](std::size_t i) { sizes[i] = audit.size(key, i, draws_max); });
  return sizes;
}

}  // namespace recanvass::audit
