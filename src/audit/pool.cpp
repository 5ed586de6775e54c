#include "audit/pool.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::audit {

using base::Rational;
using base::Wide;

Pool::Pool(const Assorter& assorter, const tabulate::Profile& profile, election::CardCount without)
    : sum_(audit::numerator_sum(assorter, profile)),
      denominator_(assorter.denominator()),
      cards_(profile.cards() + without) {
  RECANVASS_CHECK(cards_ > election::CardCount(0) && without >= election::CardCount(0));
  sum_ += static_cast<Wide>(assorter.numerator_without()) * without.value();
}

Rational Pool::mean() const {
  const auto sum = static_cast<std::int64_t>(sum_);
  RECANVASS_CHECK(sum == sum_);
  return Rational(sum, cards_.value()) / Rational(denominator_);
}

Recorded phantom_of_pool(const Pool& pool, PhantomInPool recorded) {
  return recorded == PhantomInPool::Half ? Recorded::phantom() : Recorded::pooled(pool.mean());
}

Rational pool_mean_of_votes(election::VoteCount winner, election::VoteCount loser,
                            election::CardCount cards) {
  RECANVASS_CHECK(cards > election::CardCount(0));
  RECANVASS_CHECK((winner + loser).value() <= cards.value());
  return {(winner - loser).value() + cards.value(), 2 * cards.value()};
}

std::vector<std::uint32_t> contests_of_pool(std::span<const std::vector<std::uint32_t>> carried) {
  std::vector<std::uint32_t> contests;
  for (const std::vector<std::uint32_t>& card : carried) {
    contests.insert(contests.end(), card.begin(), card.end());
  }
  std::ranges::sort(contests);
  const auto repeats = std::ranges::unique(contests);
  contests.erase(repeats.begin(), repeats.end());
  return contests;
}

}  // namespace recanvass::audit
