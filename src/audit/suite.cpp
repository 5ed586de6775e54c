#include "audit/suite.h"

#include "base/check.h"
#include "stats/compensated_sum.h"
#include "stats/tails.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace recanvass::audit {
namespace {

constexpr double kNoChance = -std::numeric_limits<double>::infinity();

// ln of the chance of the sample, but for what does not depend on the tallies.
double log_chance(double winner, double loser, double other, const PollingSample& sample) {
  return stats::log_falling(winner, sample.winner) + stats::log_falling(loser, sample.loser) +
         stats::log_falling(other, sample.other);
}

struct NullRange {
  double least, most;
};

// The winner's votes that leave room for the sample.
NullRange null_range(double cards, const PollingSample& sample, double null_lead) {
  return {
      std::max(static_cast<double>(sample.winner), static_cast<double>(sample.loser) + null_lead),
      0.5 * (cards - static_cast<double>(sample.other) + null_lead)};
}

// ln chance is concave in the winner's votes: its slope has one zero.
double slope(double winner, double cards, double null_lead, const PollingSample& sample) {
  stats::CompensatedSum sum;
  for (std::int64_t i = 0; i < sample.winner; ++i) {
    sum.add(1.0 / (winner - static_cast<double>(i)));
  }
  for (std::int64_t i = 0; i < sample.loser; ++i) {
    sum.add(1.0 / (winner - null_lead - static_cast<double>(i)));
  }
  for (std::int64_t i = 0; i < sample.other; ++i) {
    sum.add(-2.0 / (cards - 2.0 * winner + null_lead - static_cast<double>(i)));
  }
  return sum.value();
}

double likeliest(double cards, const PollingSample& sample, double null_lead) {
  NullRange range = null_range(cards, sample, null_lead);
  for (int step = 0; step < 200 && range.most - range.least > 1e-13 * range.most; ++step) {
    const double middle = 0.5 * (range.least + range.most);
    (slope(middle, cards, null_lead, sample) > 0.0 ? range.least : range.most) = middle;
  }
  return 0.5 * (range.least + range.most);
}

}  // namespace

double suite_comparison_p(std::int64_t stratum_cards, std::int64_t lead, double share,
                          std::int64_t sampled, const Discrepancies& found, double inflation) {
  RECANVASS_CHECK(stratum_cards > 0 && lead > 0);
  // The contest's lead may exceed the stratum's cards: super_simple_risk would refuse it.
  const SuperSimple none{1, 0, inflation};
  const double a_card = std::log1p(-share * static_cast<double>(lead) /
                                   (2.0 * inflation * static_cast<double>(stratum_cards)));
  const double log_p =
      static_cast<double>(sampled) * a_card + super_simple_log_risk(none, 0, found);
  return std::min(1.0, std::exp(log_p));
}

std::int64_t suite_comparison_cards(std::int64_t stratum_cards, std::int64_t lead, double share,
                                    double risk_limit, const Discrepancies& found,
                                    double inflation) {
  RECANVASS_CHECK(share > 0.0 && lead > 0 && risk_limit > 0.0 && risk_limit < 1.0);
  const SuperSimple none{1, 0, inflation};
  const double needed = -2.0 * inflation * static_cast<double>(stratum_cards) *
                        (std::log(risk_limit) - super_simple_log_risk(none, 0, found)) /
                        (share * static_cast<double>(lead));
  const std::int64_t seen = found.one_over + found.two_over + found.one_under + found.two_under;
  return std::max(seen, static_cast<std::int64_t>(std::ceil(needed)));
}

PollingRatio polling_ratio(const StratumVotes& reported, const PollingSample& sample,
                           double null_lead) {
  const double cards = static_cast<double>(reported.cards);
  const double other = static_cast<double>(reported.cards - reported.winner - reported.loser);
  RECANVASS_CHECK(other >= 0.0 && sample.winner + sample.loser + sample.other <= reported.cards);
  const NullRange range = null_range(cards, sample, null_lead);
  PollingRatio ratio;
  if (range.least > range.most) {
    ratio.log_ratio = -kNoChance;
    ratio.p = 0.0;
    return ratio;
  }
  const double as_reported = log_chance(static_cast<double>(reported.winner),
                                        static_cast<double>(reported.loser), other, sample);
  if (as_reported == kNoChance) {
    ratio.log_ratio = kNoChance;  // the report itself cannot be: nothing speaks for it
    return ratio;
  }
  ratio.winner_at_null = likeliest(cards, sample, null_lead);
  const double at_null = log_chance(ratio.winner_at_null, ratio.winner_at_null - null_lead,
                                    cards - 2.0 * ratio.winner_at_null + null_lead, sample);
  ratio.log_ratio = as_reported - at_null;
  ratio.p = std::min(1.0, std::exp(-ratio.log_ratio));
  return ratio;
}

double suite_p_at(const SuiteAudit& audit, double share) {
  const std::int64_t lead = (audit.comparison.winner - audit.comparison.loser) +
                            (audit.polling.winner - audit.polling.loser);
  const double comparison = suite_comparison_p(audit.comparison.cards, lead, share, audit.sampled,
                                               audit.found, audit.inflation);
  const double reported = static_cast<double>(audit.polling.winner - audit.polling.loser);
  const double null_lead = reported - (1.0 - share) * static_cast<double>(lead);
  const double polling = polling_ratio(audit.polling, audit.sample, null_lead).p;
  const std::array<double, 2> both{comparison, polling};
  return stats::fisher_combination(both);
}

SuiteRisk suite_risk(const SuiteAudit& audit) {
  const StratumVotes& one = audit.comparison;
  const StratumVotes& two = audit.polling;
  const std::int64_t lead = (one.winner - one.loser) + (two.winner - two.loser);
  RECANVASS_CHECK(lead > 0);
  const double v = static_cast<double>(lead);
  SuiteRisk risk{0.0, 0.0, 0.0, 0.0};
  risk.share_least = static_cast<double>(std::max(one.winner - one.loser - one.cards,
                                                  lead - (two.winner - two.loser + two.cards))) /
                     v;
  risk.share_most = static_cast<double>(std::min(one.winner - one.loser + one.cards,
                                                 lead - (two.winner - two.loser - two.cards))) /
                    v;
  // Each round keeps the cells around the highest points, so that a second top is not lost.
  constexpr int kCells = 400;
  constexpr std::size_t kKept = 6;
  struct Cell {
    double p, share;
  };
  double width = (risk.share_most - risk.share_least) / kCells;
  std::vector<double> starts{risk.share_least};
  int cells = kCells;
  for (int round = 0; round < 12; ++round) {
    std::vector<Cell> found;
    for (const double start : starts) {
      for (int i = 0; i <= cells; ++i) {
        const double share = std::clamp(start + width * i, risk.share_least, risk.share_most);
        found.push_back({suite_p_at(audit, share), share});
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Cell& a, const Cell& b) { return a.p > b.p; });
    if (found.front().p > risk.p) {
      risk.p = found.front().p;
      risk.share = found.front().share;
    }
    found.resize(std::min(found.size(), kKept));
    starts.clear();
    for (const Cell& cell : found) starts.push_back(cell.share - width);
    cells = 10;
    width = 2.0 * width / cells;
  }
  risk.p = std::min(1.0, risk.p * (1.0 + 1e-12));
  return risk;
}

}  // namespace recanvass::audit
