#include "audit/pool_totals.h"

#include "audit/measure_batches.h"
#include "base/check.h"
#include "stats/bet_rules.h"

#include <algorithm>
#include <map>

namespace recanvass::audit {
namespace {

using base::Rational;

bool adds_up(const Assorter& assorter) {
  return std::holds_alternative<SumClaim>(assorter.claim());
}

// Cards of a pool by what they are worth, if each vote is on a card of its own. Where there are
// more votes than cards, cards with a vote for both sides are worth one half.
std::map<std::int64_t, std::int64_t> cards_by_worth(const Assorter& assorter,
                                                    const PoolTotals& pool, std::size_t at) {
  const std::int64_t cards = pool.votes.cards;
  std::map<std::int64_t, std::int64_t> worth;
  if (!adds_up(assorter)) {
    worth[assorter.upper_numerator()] += pool.in_favour.at(at);
    worth[0] += pool.against.at(at);
  } else {
    for (std::size_t i = 0; i < pool.votes.votes.size(); ++i) {
      const std::vector<election::Mark> mark{{static_cast<ChoiceIndex>(i)}};
      const std::int64_t one = assorter.numerator({election::MarkingState::Marked, mark});
      if (one != assorter.half_numerator()) worth[one] += pool.votes.votes[i];
    }
  }
  std::int64_t all = 0;
  for (const auto& [numerator, number] : worth) all += number;
  for (auto& [numerator, number] : worth) {
    if (all > cards) number = std::max<std::int64_t>(0, number - (all - cards));
  }
  std::int64_t told = 0;
  for (const auto& [numerator, number] : worth) told += number;
  worth[assorter.half_numerator()] += std::max<std::int64_t>(0, cards - told);
  return worth;
}

std::vector<stats::ValueShare> shares_with_pools(const MeasuredAssertion& assertion,
                                                 std::span<const PoolTotals> pools, std::size_t at,
                                                 double all) {
  const Assorter& assorter = assertion.assertion.assorter;
  const double bound = assorter.upper_bound().approximate();
  const double whole = 2.0 * bound - assertion.assorter_margin.approximate();
  const auto denominator = static_cast<double>(assorter.denominator());
  std::vector<stats::ValueShare> shares;
  double pooled = 0.0;
  for (std::size_t i = 0; i < pools.size(); ++i) {
    if (pools[i].votes.cards == 0) continue;
    const double mean = assertion.pool_means[i].approximate();
    for (const auto& [numerator, cards] : cards_by_worth(assorter, pools[i], at)) {
      if (cards == 0) continue;
      const double said = static_cast<double>(numerator) / denominator;
      shares.push_back({(bound + said - mean) / whole, static_cast<double>(cards) / all});
    }
    pooled += static_cast<double>(pools[i].votes.cards) / all;
  }
  if (shares.empty()) return shares;
  for (stats::ValueShare one : stats::overstatement_values(2.0 * bound / whole, {1e-3, 1e-4})) {
    one.share *= std::max(0.0, 1.0 - pooled);
    shares.push_back(one);
  }
  return shares;
}

}  // namespace

std::int64_t pool_sum(const Assorter& assorter, const PoolTotals& pool, std::size_t at) {
  if (adds_up(assorter)) return batch_sum(assorter, pool.votes);
  const base::Wide half = assorter.half_numerator();
  const base::Wide others =
      base::Wide(pool.votes.cards) - pool.in_favour.at(at) - pool.against.at(at);
  const base::Wide sum =
      base::Wide(assorter.upper_numerator()) * pool.in_favour.at(at) + half * others;
  const auto made = static_cast<std::int64_t>(sum);
  RECANVASS_CHECK(others >= 0 && made == sum);
  return made;
}

void compare_with_pools(ContestMeasure& contest, std::span<const PoolTotals> pools) {
  const auto all = static_cast<double>(contest.cards.value());
  for (std::size_t at = 0; at < contest.assertions.size(); ++at) {
    MeasuredAssertion& one = contest.assertions[at];
    const Assorter& assorter = one.assertion.assorter;
    one.pool_means.clear();
    for (const PoolTotals& pool : pools) {
      const std::int64_t cards = pool.votes.cards;
      one.pool_means.push_back(cards == 0 ? Rational(1, 2)
                                          : Rational(pool_sum(assorter, pool, at), cards) /
                                                Rational(assorter.denominator()));
    }
    one.reported = shares_with_pools(one, pools, at, all);
  }
}

}  // namespace recanvass::audit
