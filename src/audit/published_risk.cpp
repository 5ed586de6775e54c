#include "audit/published_risk.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

// What is done for each pair of one elected and one not.
template <class Visit>
void for_each_pair(const std::vector<bool>& won, Visit&& visit) {
  for (std::size_t winner = 0; winner < won.size(); ++winner) {
    if (!won[winner]) continue;
    for (std::size_t loser = 0; loser < won.size(); ++loser) {
      if (!won[loser]) visit(winner, loser);
    }
  }
}

std::int64_t pair_error(const ComparedCard& card, std::size_t winner, std::size_t loser) {
  if (card.missing) return 2;
  return (card.recorded[winner] - card.found[winner]) - (card.recorded[loser] - card.found[loser]);
}

// How Arlo weighs a card: errors as shares of their pair's own lead.
struct WeighedError {
  double largest = 0.0;  // not below 0
  double signed_largest = 0.0;  // of the pair with the largest error in votes
  double last = 0.0;  // of the last pair, when any pair showed an error
  double of_most_votes = 0.0;  // of the first pair with the largest error in votes, not below 0
};

// Choices with the most votes first, of equal ones the first: the order in which Arlo looks at
// them.
std::vector<std::size_t> by_votes(const std::vector<std::int64_t>& votes) {
  std::vector<std::size_t> order(votes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return votes[left] > votes[right]; });
  return order;
}

// The error of a card as Arlo counts it today: that of the pair with the most votes, of pairs with
// as many the first, as a share of its own lead.
double arlo_error(const ReportedContest& contest, const std::vector<bool>& won,
                  const ComparedCard& card) {
  const std::vector<std::size_t> order = by_votes(contest.votes);
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  double share = 0.0;
  for (const std::size_t winner : order) {
    for (const std::size_t loser : order) {
      if (!won[winner] || won[loser]) continue;
      const std::int64_t error = pair_error(card, winner, loser);
      if (error <= most) continue;
      most = error;
      share = static_cast<double>(error) /
              static_cast<double>(contest.votes[winner] - contest.votes[loser]);
    }
  }
  return std::max(0.0, share);
}

WeighedError weigh(const ReportedContest& contest, const std::vector<bool>& won,
                   const ComparedCard& card) {
  WeighedError weighed;
  bool any = false;
  double last = 0.0;
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  for_each_pair(won, [&](std::size_t winner, std::size_t loser) {
    const auto lead = static_cast<double>(contest.votes[winner] - contest.votes[loser]);
    const std::int64_t error = pair_error(card, winner, loser);
    last = static_cast<double>(error) / lead;
    any = any || error != 0;
    weighed.largest = std::max(weighed.largest, last);
    if (error > most || (error == most && last > weighed.signed_largest)) {
      most = error;
      weighed.signed_largest = last;
    }
  });
  if (any) weighed.last = last;
  weighed.of_most_votes = arlo_error(contest, won, card);
  return weighed;
}

double cut_off(double log_risk) { return std::min(1.0, std::exp(log_risk)); }

}  // namespace

std::vector<bool> ReportedContest::won() const {
  const std::vector<std::size_t> order = by_votes(votes);
  std::vector<bool> list(votes.size(), false);
  for (std::size_t i = 0; i < order.size() && i < static_cast<std::size_t>(winners); ++i) {
    list[order[i]] = true;
  }
  return list;
}

std::int64_t ReportedContest::reported_margin() const {
  const std::vector<bool> list = won();
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = 0;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (list[i]) least = std::min(least, votes[i]);
    if (!list[i]) most = std::max(most, votes[i]);
  }
  return votes.empty() ? 0 : least - most;
}

std::int64_t card_overstatement(const std::vector<bool>& won, const ComparedCard& card) {
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  for_each_pair(won, [&](std::size_t winner, std::size_t loser) {
    most = std::max(most, pair_error(card, winner, loser));
  });
  return most == std::numeric_limits<std::int64_t>::min() ? (card.missing ? 2 : 0) : most;
}

Discrepancies discrepancies_of(const ReportedContest& contest,
                               const std::vector<ComparedCard>& cards) {
  const std::vector<bool> won = contest.won();
  Discrepancies found;
  for (const ComparedCard& card : cards) {
    const std::int64_t error = card_overstatement(won, card);
    if (error >= 2) found.two_over += card.times;
    if (error == 1) found.one_over += card.times;
    if (error == -1) found.one_under += card.times;
    if (error <= -2) found.two_under += card.times;
  }
  return found;
}

std::vector<NamedRisk> comparison_risks(const ReportedContest& contest,
                                        const std::vector<ComparedCard>& cards) {
  const SuperSimple of{contest.cards, contest.reported_margin()};
  RECANVASS_CHECK(of.margin_votes >= 0 && of.margin_votes <= of.cards);
  if (of.margin_votes == 0) return {{"super-simple", 1.0}};
  const std::vector<bool> won = contest.won();
  std::int64_t draws = 0;
  double counted = 0.0;
  double largest = 0.0;
  double last = 0.0;
  double today = 0.0;
  const double share = static_cast<double>(of.margin_votes) / (2.0 * of.inflation);
  for (const ComparedCard& card : cards) {
    draws += card.times;
    const auto times = static_cast<double>(card.times);
    const WeighedError weighed = weigh(contest, won, card);
    counted -= times * std::log1p(-weighed.signed_largest * share);
    largest -= times * std::log1p(-weighed.largest * share);
    last -= times * std::log1p(-weighed.last * share);
    today -= times * std::log1p(-weighed.of_most_votes * share);
  }
  const double clean = super_simple_log_risk(of, draws, {});
  return {
      {"super-simple", super_simple_risk(of, draws, discrepancies_of(contest, cards))},
      {"Arlo: errors weighed by the lead of their own pair", cut_off(clean + counted)},
      {"Arlo: the same, and understatements count as nothing", cut_off(clean + largest)},
      {"Arlo of 2020: the error of the last pair that it looks at", cut_off(clean + last)},
      {"Arlo: the error of the pair with the most votes, none below 0", cut_off(clean + today)}};
}

double polling_risk(PollingRule rule, const ReportedContest& contest, double risk_limit,
                    const std::vector<PolledRound>& rounds) {
  double worst = 0.0;
  for_each_pair(contest.won(), [&](std::size_t winner, std::size_t loser) {
    const TwoVotes reported{contest.votes[winner], contest.votes[loser]};
    if (reported.winner <= reported.loser) {
      worst = 1.0;
      return;
    }
    TwoVotes sample;
    std::vector<RoundTally> tallies;
    for (const PolledRound& round : rounds) {
      sample.winner += round.votes[winner];
      sample.loser += round.votes[loser] + round.not_found;
      const RoundTally tally{sample.winner + sample.loser, sample.winner};
      if (tally.votes > (tallies.empty() ? 0 : tallies.back().votes)) tallies.push_back(tally);
    }
    double risk = 1.0;
    // Against nobody's votes every rule is BRAVO's.
    if (rule == PollingRule::Bravo || reported.loser == 0) {
      risk = std::exp(-bravo_log_evidence(reported, sample));
    } else if (!tallies.empty()) {
      const double share = static_cast<double>(reported.winner) /
                           static_cast<double>(reported.winner + reported.loser);
      const RoundRule by =
          rule == PollingRule::Minerva ? RoundRule::Minerva : RoundRule::Providence;
      const auto values = round_p_values(by, {share, risk_limit}, tallies);
      risk = *std::min_element(values.begin(), values.end());
    }
    worst = std::max(worst, std::min(1.0, risk));
  });
  return worst;
}

std::vector<NamedRisk> batch_risks(double bound_sum, double risk_limit,
                                   const std::vector<BatchDraw>& draws,
                                   const std::vector<BatchDraw>& once) {
  const auto product = [&](const std::vector<BatchDraw>& list, bool stops) {
    double risk = 1.0;
    for (const BatchDraw& draw : list) {
      const double taint = draw.error / draw.bound;
      risk = taint >= 1.0 ? std::numeric_limits<double>::infinity()
                          : risk * (1.0 - 1.0 / bound_sum) / (1.0 - taint);
      if (stops && risk <= risk_limit) break;
    }
    return std::min(1.0, risk);
  };
  return {{"Kaplan-Markov, the least on the way", macro_risk(bound_sum, draws)},
          {"Arlo: stops at the first draw that meets the limit", product(draws, true)},
          {"Arlo: the product at the end", product(draws, false)},
          {"Arlo of 2020: a batch counts once however often it was drawn", product(once, false)}};
}

double two_choice_bound_sum(std::int64_t lead_in_batches, std::int64_t cards_in_batches,
                            std::int64_t lead) {
  RECANVASS_CHECK(lead > 0);
  return static_cast<double>(lead_in_batches + cards_in_batches) / static_cast<double>(lead);
}

double coarse_suite_risk(const SuiteAudit& audit, double step) {
  RECANVASS_CHECK(step > 0.0);
  const SuiteRisk range = suite_risk(audit);
  double most = 0.0;
  const auto steps =
      static_cast<std::int64_t>(std::ceil((range.share_most - range.share_least) / step));
  for (std::int64_t i = 0; i <= steps; ++i) {
    most = std::max(most, suite_p_at(audit, range.share_least + step * static_cast<double>(i)));
  }
  return most;
}

}  // namespace recanvass::audit
