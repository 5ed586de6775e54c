#include "stats/audit_size.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace recanvass::stats {
namespace {

void check_plan(std::int64_t margin_votes, std::int64_t cards, double risk_limit) {
  RECANVASS_CHECK(margin_votes > 0 && margin_votes <= cards);
  RECANVASS_CHECK(risk_limit > 0.0 && risk_limit < 1.0);
}

std::int64_t whole_cards(double cards) { return static_cast<std::int64_t>(std::ceil(cards)); }

}  // namespace

std::int64_t super_simple_cards(std::int64_t margin_votes, std::int64_t cards, double risk_limit) {
  check_plan(margin_votes, cards, risk_limit);
  const double n = -2.0 * kSuperSimpleInflation * std::log(risk_limit) *
                   static_cast<double>(cards) / static_cast<double>(margin_votes);
  return std::min(cards, whole_cards(n));
}

std::int64_t error_free_comparison_cards(std::int64_t margin_votes, std::int64_t cards,
                                         double risk_limit) {
  check_plan(margin_votes, cards, risk_limit);
  const double diluted = static_cast<double>(margin_votes) / static_cast<double>(cards);
  return std::min(cards, whole_cards(std::log(risk_limit) / std::log1p(-0.5 * diluted)));
}

std::int64_t bravo_expected_cards(std::int64_t winner_votes, std::int64_t loser_votes,
                                  std::int64_t cards, double risk_limit) {
  RECANVASS_CHECK(loser_votes >= 0 && loser_votes < winner_votes);
  RECANVASS_CHECK(winner_votes + loser_votes <= cards);
  check_plan(winner_votes - loser_votes, cards, risk_limit);
  const double all = static_cast<double>(cards);
  const double both = static_cast<double>(winner_votes + loser_votes);
  // ln(2s) and ln(2 - 2s) by log1p, so that a margin of a few votes keeps its digits.
  const double lead = static_cast<double>(winner_votes - loser_votes) / both;
  const double gain = std::log1p(lead);
  const double loss = loser_votes == 0 ? 0.0 : std::log1p(-lead);
  const double drift = static_cast<double>(winner_votes) / all * gain +
                       static_cast<double>(loser_votes) / all * loss;
  return whole_cards((-std::log(risk_limit) + 0.5 * gain) / drift);
}

}  // namespace recanvass::stats
