#include "audit/macro.h"

#include "base/check.h"
#include "stats/compensated_sum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

constexpr double kUsedUp = std::numeric_limits<double>::infinity();

struct Pair {
  std::size_t winner, loser;
  std::int64_t lead;
};

std::vector<Pair> pairs_of(const MacroContest& contest) {
  RECANVASS_CHECK(contest.totals.size() == contest.won.size());
  std::vector<Pair> pairs;
  for (std::size_t w = 0; w < contest.totals.size(); ++w) {
    for (std::size_t l = 0; l < contest.totals.size(); ++l) {
      if (!contest.won[w] || contest.won[l]) continue;
      pairs.push_back({w, l, contest.totals[w] - contest.totals[l] - contest.pending_cards});
    }
  }
  return pairs;
}

double as_share(std::int64_t votes, std::int64_t lead) {
  if (lead <= 0) return kUsedUp;
  return static_cast<double>(votes) / static_cast<double>(lead);
}

}  // namespace

double macro_bound(const MacroContest& contest, const BatchVotes& batch) {
  RECANVASS_CHECK(batch.votes.size() == contest.totals.size());
  double bound = 0.0;
  for (const Pair& pair : pairs_of(contest)) {
    const std::int64_t most = batch.votes[pair.winner] - batch.votes[pair.loser] + batch.cards;
    bound = std::max(bound, as_share(most, pair.lead));
  }
  return bound;
}

double macro_error(const MacroContest& contest, const BatchVotes& reported,
                   const BatchVotes& counted) {
  RECANVASS_CHECK(reported.votes.size() == contest.totals.size());
  RECANVASS_CHECK(counted.votes.size() == contest.totals.size());
  double error = 0.0;
  for (const Pair& pair : pairs_of(contest)) {
    const std::int64_t over = (reported.votes[pair.winner] - reported.votes[pair.loser]) -
                              (counted.votes[pair.winner] - counted.votes[pair.loser]);
    if (over > 0) error = std::max(error, as_share(over, pair.lead));
  }
  return error;
}

double macro_bound_sum(const MacroContest& contest, std::span<const BatchVotes> batches) {
  stats::CompensatedSum sum;
  for (const BatchVotes& batch : batches) {
    const double bound = macro_bound(contest, batch);
    if (bound == kUsedUp) return kUsedUp;
    sum.add(bound);
  }
  return sum.value();
}

std::int64_t arlo_macro_batches(double bound_sum, double risk_limit, std::int64_t batches) {
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0 && bound_sum >= 0.0);
  if (bound_sum == kUsedUp) return batches;
  if (bound_sum <= 1.0) return 1;
  const double draws = std::ceil(std::log(risk_limit) / std::log1p(-1.0 / bound_sum)) + 1.0;
  return std::min(batches, static_cast<std::int64_t>(draws));
}

double macro_risk(double bound_sum, std::span<const BatchDraw> draws) {
  RECANVASS_CHECK(bound_sum > 0.0);
  // Less possible error than any lead: no outcome can be wrong.
  if (bound_sum < 1.0) return 0.0;
  if (bound_sum == kUsedUp) return 1.0;
  stats::CompensatedSum log_risk;
  double least = 0.0;
  for (const BatchDraw& draw : draws) {
    RECANVASS_CHECK(draw.error >= 0.0 && draw.bound > 0.0);
    const double taint = draw.error / draw.bound;
    if (taint >= 1.0) break;
    log_risk.add(std::log1p(-1.0 / bound_sum) - std::log1p(-taint));
    least = std::min(least, log_risk.value());
  }
  return std::min(1.0, std::exp(least) * (1.0 + 1e-13));
}

}  // namespace recanvass::audit
