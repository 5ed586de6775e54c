#include "stats/matched_law.h"

#include "base/check.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>

namespace recanvass::stats {
namespace {

namespace bm = boost::math;
using MatchedPolicy =
    bm::policies::policy<bm::policies::promote_double<false>,
                         bm::policies::overflow_error<bm::policies::ignore_error>,
                         bm::policies::underflow_error<bm::policies::ignore_error>>;

constexpr double kFewEvents = 20.0;
// Variances this close to the mean are the mean: the laws run into each other there.
constexpr double kSameShare = 1e-9;

// The variance that the tails are worked out for.
double usable_variance(const MatchedLaw& law) {
  const double least = law.mean < kFewEvents ? law.mean : 0.5 * law.mean;
  return std::max(law.variance, least);
}

enum class Tail { Lower, Upper };

// P(K >= k) or P(K < k), k > 0.
double tail_from(const MatchedLaw& law, std::int64_t k, Tail tail) {
  const double from = static_cast<double>(k);
  const double variance = usable_variance(law);
  const bool upper = tail == Tail::Upper;
  const MatchedPolicy policy;
  if (std::abs(variance - law.mean) <= kSameShare * law.mean) {
    return upper ? bm::gamma_p(from, law.mean, policy) : bm::gamma_q(from, law.mean, policy);
  }
  if (variance < law.mean) {
    const double share = 1.0 - variance / law.mean;
    const double draws = law.mean / share;
    if (from >= draws + 1.0) return upper ? 0.0 : 1.0;
    return upper ? bm::ibeta(from, draws - from + 1.0, share, policy)
                 : bm::ibetac(from, draws - from + 1.0, share, policy);
  }
  const double dispersion = variance / law.mean;
  const double shape = law.mean / (dispersion - 1.0);
  const double share = 1.0 - 1.0 / dispersion;
  return upper ? bm::ibeta(from, shape, share, policy) : bm::ibetac(from, shape, share, policy);
}

}  // namespace

double matched_at_least(const MatchedLaw& law, std::int64_t least) {
  RECANVASS_CHECK(std::isfinite(law.mean) && std::isfinite(law.variance) && law.mean >= 0.0 &&
                  law.variance >= 0.0);
  if (least <= 0) return 1.0;
  if (law.mean == 0.0) return 0.0;
  return std::clamp(tail_from(law, least, Tail::Upper), 0.0, 1.0);
}

double matched_at_most(const MatchedLaw& law, std::int64_t most) {
  RECANVASS_CHECK(std::isfinite(law.mean) && std::isfinite(law.variance) && law.mean >= 0.0 &&
                  law.variance >= 0.0);
  if (most < 0) return 0.0;
  if (law.mean == 0.0) return 1.0;
  return std::clamp(tail_from(law, most + 1, Tail::Lower), 0.0, 1.0);
}

}  // namespace recanvass::stats
