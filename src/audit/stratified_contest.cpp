#include "audit/stratified_contest.h"

#include "audit/measure_batches.h"
#include "base/check.h"

#include <utility>

namespace recanvass::audit {

StratumClaim stratum_claim(const MeasuredAssertion& assertion, const BatchVotes& reported,
                           std::int64_t phantoms) {
  const Assorter& assorter = assertion.assertion.assorter;
  const base::Wide sum =
      base::Wide(batch_sum(assorter, reported)) + base::Wide(assorter.half_numerator()) * phantoms;
  const auto narrow = static_cast<std::int64_t>(sum);
  RECANVASS_CHECK(narrow == sum && reported.cards + phantoms > 0);
  StratumClaim claim{
      base::Rational(narrow, reported.cards + phantoms) / base::Rational(assorter.denominator()),
      {}};
  if (!assertion.votes) return claim;
  const auto& weights = std::get<SumClaim>(assorter.claim()).weights;
  claim.votes.emplace();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == base::Rational(1)) claim.votes->winner = reported.votes[i];
    if (weights[i] == base::Rational(-1)) claim.votes->loser = reported.votes[i];
  }
  return claim;
}

MeasuredContest as_contest(const MeasuredStrata& measured, const ContestMeasure& tested,
                           std::int64_t drawn, std::span<const MeasuredCard> compared) {
  MeasuredContest contest;
  const bool all = drawn == tested.cards.value();
  for (const StratifiedRisk& risk : measured.assertions) {
    AssertionRisk& one = contest.assertions.emplace_back();
    one.p = all && risk.certainty != Certainty::True ? 1.0 : risk.p;
    one.exact.certainty = risk.certainty;
    one.exact.all = all;
  }
  contest.verdict = measured.verdict;
  contest.totals_chance = measured.totals_chance;
  const auto is_worse = [&](std::size_t one, std::size_t other) {
    const auto of = [&](std::size_t at) {
      const AssertionRisk& risk = contest.assertions[at];
      return std::pair(risk.exact.certainty == Certainty::False, risk.p);
    };
    return of(one) > of(other);
  };
  for (std::size_t i = 1; i < contest.assertions.size(); ++i) {
    if (is_worse(i, contest.worst)) contest.worst = i;
  }
  contest.risk = contest.assertions[contest.worst].p;
  if (contest.risk > tested.risk_limit && contest.verdict == Verdict::Confirmed) {
    contest.verdict = Verdict::FullHandCountNeeded;
  }
  // The same cards by themselves, of which only what differs is taken.
  ContestMeasure alone = tested;
  alone.design = MeasureDesign::Comparison;
  alone.style = StyleUse::AllCards;
  alone.risk_function = kDefaultRiskFunction;
  alone.round_ends.clear();
  const auto cards = measure_contest(alone, compared);
  RECANVASS_CHECK(cards.ok());
  contest.tally = cards->tally;
  return contest;
}

}  // namespace recanvass::audit
