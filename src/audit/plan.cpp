#include "audit/plan.h"

#include "audit/plan_batches.h"
#include "audit/plan_parts.h"
#include "audit/plan_strata.h"
#include "audit/polling_rounds.h"
#include "base/check.h"
#include "stats/audit_size.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace recanvass::audit {
namespace {

// Draws that one design may take over all its replicates: some seconds.
constexpr double kDrawsAll = 3e7;
constexpr std::uint64_t kReplicatesLeast = 100;
constexpr std::uint64_t kPilot = 32;
// Below this expectation BRAVO's law is followed exactly, draw by draw.
constexpr double kExactDraws = 6000.0;
// A law is followed until fewer runs than this are open.
constexpr double kOpen = 1e-4;
constexpr std::size_t kStrataMax = 400;
constexpr std::uint64_t kStrataReplicates = 20;  // each weighs all splits of the null

// Fewer units than this are no batches: nobody tallies a county as one.
constexpr std::size_t kUnitsAsBatches = 100;

struct Plan {
  const PlanQuestion& question;
  base::Executor& executor;
};

stats::RandomKey key_of(const PlanQuestion& question, PlanDesign design) {
  return {question.seed, static_cast<std::uint64_t>(design)};
}

PairVotes left_of(const PlanQuestion& question) {
  PairVotes left = question.votes;
  if (question.seen) left.cards -= question.seen->cards;
  return left;
}

// Fewer replicates where each draws much, so that no design takes more than some seconds.
std::uint64_t replicates_for(const ContestSimulator& simulator, const Plan& plan,
                             stats::RandomKey key) {
  const std::uint64_t wanted = plan.question.replicates;
  if (wanted <= kReplicatesLeast) return wanted;
  const auto pilot = simulate_contest(simulator, kPilot, key, plan.executor);
  const double each = std::max(1.0, mean_size(pilot).mean);
  const auto affordable = static_cast<std::uint64_t>(kDrawsAll / each);
  return std::clamp(affordable, kReplicatesLeast, wanted);
}

std::optional<SizeLaw> simulate(SimulatedContest contest, const Plan& plan, PlanDesign design) {
  const auto simulator = ContestSimulator::make(contest);
  RECANVASS_CHECK(simulator.ok());
  const stats::RandomKey key = key_of(plan.question, design);
  const std::uint64_t replicates = replicates_for(*simulator, plan, key);
  return SizeLaw::simulated(simulate_contest(*simulator, replicates, key, plan.executor));
}

void put_law(DesignPlan& result, const SizeLaw& law, const Plan& plan) {
  const PlanQuestion& question = plan.question;
  result.basis = law.replicates() == 0 ? PlanBasis::Exact : PlanBasis::Simulated;
  result.replicates = law.replicates();
  result.cards_expected = law.mean();
  result.cards_expected_error = law.mean_error();
  for (const double share : question.quantiles) {
    const LawQuantile at = law.quantile(share);
    PlanWork work = work_of_draws(question, at.cards, 1.0);
    work.error = at.error;
    result.quantiles.push_back({share, work});
  }
  const std::int64_t cards = left_of(question).cards;
  for (RoundsPlan& rounds : round_frontier(law, cards, question.rounds_max)) {
    const PlanWork expected = work_of_rounds(question, rounds, cards);
    result.frontier.push_back({std::move(rounds), expected});
  }
}

void plan_draws(DesignPlan& result, const Plan& plan) {
  const auto contest = contest_of_design(plan.question, result.design);
  if (!contest) {
    result.refusal = contest.problems().front().mend;
    return;
  }
  const bool certain = result.design == PlanDesign::ComparisonDefault &&
                       plan.question.errors.none() && !plan.question.seen;
  if (certain) {
    const auto simulator = ContestSimulator::make(*contest);
    RECANVASS_CHECK(simulator.ok());
    put_law(result, SizeLaw::certain(simulator->sizes(0, 1, {}).front()), plan);
    return;
  }
  put_law(result, *simulate(*contest, plan, result.design), plan);
}

void plan_bravo(DesignPlan& result, const Plan& plan) {
  const PlanQuestion& question = plan.question;
  const PairVotes& votes = question.votes;
  const double both = static_cast<double>(votes.winner + votes.loser);
  const double share = static_cast<double>(votes.winner) / both;
  const double expected = static_cast<double>(stats::bravo_expected_cards(
      votes.winner, votes.loser, votes.winner + votes.loser, question.risk_limit));
  if (question.seen || votes.loser == 0 || expected > kExactDraws) {
    plan_draws(result, plan);
    return;
  }
  const auto law = stats::bravo_law(share, question.risk_limit,
                                    static_cast<std::int64_t>(40.0 * expected) + 100, kOpen);
  put_law(result, SizeLaw::exact(law, both / static_cast<double>(votes.cards), votes.cards), plan);
}

void plan_providence(DesignPlan& result, const Plan& plan) {
  const PlanQuestion& question = plan.question;
  const PairVotes& votes = question.votes;
  if (votes.loser == 0) {
    result.refusal = "The loser has no vote: any sample of votes for the winner alone shows it.";
    return;
  }
  const double both = static_cast<double>(votes.winner + votes.loser);
  const double on_card = both / static_cast<double>(votes.cards);
  const RoundPlan rounds{static_cast<double>(votes.winner) / both, question.risk_limit};
  std::vector<RoundTally> so_far;
  std::int64_t seen_votes = 0;
  if (question.seen && question.seen->votes.winner + question.seen->votes.loser > 0) {
    seen_votes = question.seen->votes.winner + question.seen->votes.loser;
    so_far.push_back({seen_votes, question.seen->votes.winner});
  }
  result.note = "cards of one round that ends with this chance";
  const std::int64_t cards = left_of(question).cards;
  // A round of all votes, as if drawn with replacement: what it cannot reach no smaller one can.
  const double most = round_of(RoundRule::Providence, rounds, so_far,
                               std::max(votes.winner + votes.loser, seen_votes + 1))
                          .chance;
  for (const double chance : question.quantiles) {
    std::int64_t drawn = cards;
    if (chance < most) {
      const RoundSize size = next_round(RoundRule::Providence, rounds, so_far, chance);
      const double needed = std::ceil(static_cast<double>(size.votes - seen_votes) / on_card);
      drawn = static_cast<std::int64_t>(std::min(needed, static_cast<double>(cards)));
    }
    result.quantiles.push_back({chance, work_of_draws(question, drawn, 1.0)});
  }
}

void plan_super_simple(DesignPlan& result, const Plan& plan) {
  const PlanQuestion& question = plan.question;
  const double gamma = stats::kSuperSimpleInflation;
  const double diluted =
      static_cast<double>(question.votes.lead()) / static_cast<double>(question.votes.cards);
  const double usual = -std::log1p(-diluted / (2.0 * gamma));
  const double one = std::log1p(-1.0 / (2.0 * gamma));
  const double two = std::log1p(-1.0 / gamma);
  double goal = -std::log(question.risk_limit);
  if (question.seen) {
    const SeenCards& seen = *question.seen;
    goal -= static_cast<double>(seen.cards) * usual + static_cast<double>(seen.one_over) * one +
            static_cast<double>(seen.two_over) * two +
            static_cast<double>(seen.one_under) * std::log1p(1.0 / (2.0 * gamma)) +
            static_cast<double>(seen.two_under) * std::log1p(1.0 / gamma);
  }
  const auto least = static_cast<std::int64_t>(std::ceil(std::max(1.0, goal / usual)));
  // An error takes back what many cards gave: a lead that errors use up is never shown.
  const double drift = usual + question.errors.one_over * one + question.errors.two_over * two;
  const std::int64_t cards = left_of(question).cards;
  if (drift <= 0.0 || goal / drift > static_cast<double>(cards)) {
    put_law(result, SizeLaw::certain(cards), plan);
    result.note = "errors as frequent as expected use up the lead";
    return;
  }
  const auto law = stats::stopping_law(
      {question.errors.one_over, question.errors.two_over},
      [&](std::int64_t draws, std::int64_t ones, std::int64_t twos) {
        return static_cast<double>(draws) * usual + static_cast<double>(ones) * one +
               static_cast<double>(twos) * two;
      },
      goal, std::min(cards, 20 * least), kOpen);
  result.note = "understatements are not counted on";
  put_law(result, SizeLaw::exact(law, 1.0, cards), plan);
}

void plan_batches(DesignPlan& result, const Plan& plan) {
  const PlanQuestion& question = plan.question;
  if (question.seen) {
    result.refusal = "Not planned between rounds of single cards.";
    return;
  }
  std::vector<PairVotes> batches;
  if (question.batch_cards) {
    batches = even_batches(question.votes, *question.batch_cards);
  } else if (question.units.size() >= kUnitsAsBatches) {
    batches = units_with_rest(question);
    result.note = "each unit of the returns is a batch";
  } else {
    result.refusal = "Say how many cards a batch has (--batch-cards).";
    return;
  }
  const std::uint64_t replicates = std::max<std::uint64_t>(1, question.replicates);
  BatchSizes sizes = simulate_batches(batches, question.errors, question.risk_limit, replicates,
                                      key_of(question, result.design), plan.executor);
  const SizeLaw cards = SizeLaw::simulated(std::move(sizes.cards));
  const SizeLaw different = SizeLaw::simulated(std::move(sizes.batches));
  result.basis = PlanBasis::Simulated;
  result.replicates = replicates;
  result.cards_expected = cards.mean();
  result.cards_expected_error = cards.mean_error();
  for (const double share : question.quantiles) {
    const LawQuantile at = cards.quantile(share);
    PlanWork work = work_of_batches(question, at.cards,
                                    static_cast<double>(different.quantile(share).cards), 1.0);
    work.error = at.error;
    result.quantiles.push_back({share, work});
  }
}

void plan_strata(DesignPlan& result, const Plan& plan) {
  const PlanQuestion& question = plan.question;
  const auto strata = units_with_rest(question);
  if (question.seen) {
    result.refusal = "Not planned between rounds of a draw without strata.";
  } else if (question.units.size() < 2) {
    result.refusal = "Give returns by unit: each of them draws its own cards.";
  } else if (strata.size() > kStrataMax) {
    result.refusal = fmt::format("More than {} strata: audit without them.", kStrataMax);
  }
  if (!result.refusal.empty()) return;
  const stats::RandomKey key = key_of(question, result.design);
  result.note = "every unit of the returns draws its own cards";
  const auto draws_max = std::max<std::int64_t>(
      1, std::llround(question.full_count_share * static_cast<double>(question.votes.cards)));
  const bool certain = question.errors.none();
  const std::uint64_t replicates = certain ? 1 : std::min(question.replicates, kStrataReplicates);
  auto sizes = simulate_strata(strata, question.errors, question.risk_limit, draws_max, replicates,
                               key, plan.executor);
  put_law(result, certain ? SizeLaw::certain(sizes.front()) : SizeLaw::simulated(std::move(sizes)),
          plan);
}

void plan_full_count(DesignPlan& result, const Plan& plan) {
  const std::int64_t cards = plan.question.votes.cards;
  result.cards_expected = static_cast<double>(cards);
  for (const double share : plan.question.quantiles) {
    result.quantiles.push_back({share, work_of_full_count(plan.question)});
  }
}

DesignPlan plan_design(PlanDesign design, const Plan& plan) {
  DesignPlan result;
  result.design = design;
  switch (design) {
    case PlanDesign::PollingBravo: plan_bravo(result, plan); break;
    case PlanDesign::PollingProvidence: plan_providence(result, plan); break;
    case PlanDesign::ComparisonSuperSimple: plan_super_simple(result, plan); break;
    case PlanDesign::BatchMacro: plan_batches(result, plan); break;
    case PlanDesign::Stratified: plan_strata(result, plan); break;
    case PlanDesign::FullCount: plan_full_count(result, plan); break;
    case PlanDesign::PollingDefault:
    case PlanDesign::ComparisonDefault:
    case PlanDesign::PooledUnits:
    case PlanDesign::PooledGroup:
    case PlanDesign::PooledRedacted: plan_draws(result, plan); break;
  }
  return result;
}

}  // namespace

base::Result<AuditPlan> plan_audit(const PlanQuestion& question, base::Executor& executor) {
  const base::Problems problems = problems_of(question);
  if (!problems.empty()) return problems;
  AuditPlan plan{question, {}};
  for (const PlanDesign design : all_designs()) {
    plan.designs.push_back(plan_design(design, {question, executor}));
  }
  return plan;
}

}  // namespace recanvass::audit
