#include "audit/super_simple.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

// ln of what one card of each kind divides the risk by.
struct Weights {
  double one_over, two_over, one_under, two_under;
};

Weights weights_of(double inflation) {
  RECANVASS_CHECK(inflation > 1.0);
  return {std::log1p(-0.5 / inflation), std::log1p(-1.0 / inflation), std::log1p(0.5 / inflation),
          std::log1p(1.0 / inflation)};
}

double weighed(const Weights& w, double one_over, double two_over, double one_under,
               double two_under) {
  return one_over * w.one_over + two_over * w.two_over + one_under * w.one_under +
         two_under * w.two_under;
}

double weighed(const Weights& w, const Discrepancies& found) {
  return weighed(w, static_cast<double>(found.one_over), static_cast<double>(found.two_over),
                 static_cast<double>(found.one_under), static_cast<double>(found.two_under));
}

double diluted(const SuperSimple& contest) {
  RECANVASS_CHECK(contest.cards > 0 && contest.margin_votes >= 0 &&
                  contest.margin_votes <= contest.cards);
  return static_cast<double>(contest.margin_votes) / static_cast<double>(contest.cards);
}

}  // namespace

double super_simple_log_risk(const SuperSimple& contest, std::int64_t sampled,
                             const Discrepancies& found, double share) {
  RECANVASS_CHECK(sampled >= 0);
  const double a_card = std::log1p(-share * diluted(contest) / (2.0 * contest.inflation));
  return static_cast<double>(sampled) * a_card - weighed(weights_of(contest.inflation), found);
}

double super_simple_risk(const SuperSimple& contest, std::int64_t sampled,
                         const Discrepancies& found) {
  return std::min(1.0, std::exp(super_simple_log_risk(contest, sampled, found)) * (1.0 + 1e-13));
}

std::int64_t super_simple_cards(const SuperSimple& contest, double risk_limit,
                                const Discrepancies& found) {
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0);
  if (contest.margin_votes == 0) return contest.cards;
  const double needed = -2.0 * contest.inflation *
                        (std::log(risk_limit) + weighed(weights_of(contest.inflation), found)) /
                        diluted(contest);
  const std::int64_t seen = found.one_over + found.two_over + found.one_under + found.two_under;
  return std::max(seen, static_cast<std::int64_t>(std::ceil(needed)));
}

std::int64_t arlo_super_simple_cards(const SuperSimple& contest, double risk_limit,
                                     std::int64_t sampled, const Discrepancies& found) {
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0);
  const Weights w = weights_of(contest.inflation);
  double one_over = 0.001;
  double two_over = 0.0001;
  double one_under = 0.001;
  double two_under = 0.0001;
  if (sampled > 0) {
    const double n = static_cast<double>(sampled);
    one_over = static_cast<double>(found.one_over) / n;
    two_over = static_cast<double>(found.two_over) / n;
    one_under = 0.0;  // it leaves seen understatements out
    two_under = 0.0;
  }
  const double a_card = std::log1p(-diluted(contest) / (2.0 * contest.inflation)) -
                        weighed(w, one_over, two_over, one_under, two_under);
  if (a_card >= 0.0) return contest.cards;
  const double first = std::ceil(std::log(risk_limit) / a_card);
  const double ones = std::ceil(one_over * first - 1e-9);
  const double unders = std::ceil(one_under * first - 1e-9);
  // Two-vote errors expected are rounded half up.
  const double twos = std::floor(two_over * first + 0.5);
  const double two_unders = std::floor(two_under * first + 0.5);
  const double needed = -2.0 * contest.inflation *
                        (std::log(risk_limit) + weighed(w, ones, twos, unders, two_unders)) /
                        diluted(contest);
  const double all = std::max(ones + twos + unders + two_unders, std::ceil(needed));
  // It never asks for more than there are.
  return static_cast<std::int64_t>(std::min(all, static_cast<double>(contest.cards)));
}

}  // namespace recanvass::audit
