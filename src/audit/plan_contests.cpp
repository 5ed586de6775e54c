#include "audit/plan_contests.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

std::vector<PairVotes> pools_of(const AssertionVotes& assertion) {
  std::vector<PairVotes> pools;
  for (const PoolVotes& one : assertion.pools) {
    if (one.votes.cards > 0) pools.push_back(one.votes);
  }
  return pools;
}

PairVotes all_of(const AssertionVotes& assertion) {
  const PairVotes pooled = sum_of(pools_of(assertion));
  return sum_of(std::vector<PairVotes>{pooled, assertion.recorded});
}

bool possible(const PairVotes& votes) {
  return votes.cards >= 0 && votes.winner >= 0 && votes.loser >= 0 && votes.other() >= 0;
}

base::Problem about(const char* cause, const std::string& contest, const std::string& found,
                    const char* wanted, const char* mend) {
  return {cause, {{}, 0, contest}, found, wanted, mend};
}

void check_contest(base::Problems& problems, const PlanContest& contest) {
  if (contest.assertions.empty()) {
    problems.push_back(about("plan.votes", contest.name, "no assertion", "at least one",
                             "A contest without a loser needs no audit: leave it out."));
    return;
  }
  const std::int64_t cards = all_of(contest.assertions.front()).cards;
  for (const AssertionVotes& assertion : contest.assertions) {
    const PairVotes all = all_of(assertion);
    bool fits = possible(assertion.recorded) && all.cards == cards;
    for (const PoolVotes& pool : assertion.pools) fits = fits && possible(pool.votes);
    if (!fits) {
      problems.push_back(about("plan.votes", contest.name, assertion.words,
                               "no more votes than cards, and equal cards for all assertions",
                               "Check the votes and the cards of its pools."));
    } else if (all.lead() <= 0) {
      problems.push_back(about("plan.no-lead", contest.name,
                               fmt::format("{}: {} and {}", assertion.words, all.winner, all.loser),
                               "more cards for it than against it",
                               "An assertion without a lead is counted by hand."));
    }
  }
}

base::Problems problems_of_contests(const ContestsQuestion& question) {
  base::Problems problems;
  for (const PlanContest& contest : question.contests) check_contest(problems, contest);
  if (!problems.empty()) return problems;
  std::vector<std::int64_t> listed(question.contests.size(), 0);
  for (const PlanStyle& style : question.styles) {
    for (const std::uint32_t contest : style.contests) {
      if (contest < listed.size()) {
        listed[contest] += style.cards;
      } else {
        problems.push_back(about("plan.style", fmt::format("{}", contest), "no such contest",
                                 "a contest of the question", "Number contests from 0."));
      }
    }
  }
  for (std::size_t c = 0; c < listed.size(); ++c) {
    const std::int64_t cards = all_of(question.contests[c].assertions.front()).cards;
    if (!question.styles.empty() && listed[c] < cards) {
      problems.push_back(about("plan.style", question.contests[c].name,
                               fmt::format("{} cards of its styles", listed[c]),
                               "at least the contest's cards", "Check the styles' cards."));
    }
  }
  return problems;
}

ContestSimulator simulator_of(const PlanContest& contest, const AssertionVotes& assertion,
                              const ContestsQuestion& question) {
  SimulatedContest simulated = pooled_contest_of(assertion.recorded, pools_of(assertion),
                                                 question.errors, contest.risk_limit);
  const std::int64_t cards = all_of(assertion).cards;
  simulated.draws_max = std::max<std::int64_t>(
      1, std::llround(question.full_count_share * static_cast<double>(cards)));
  simulated.not_shown = cards;
  auto made = ContestSimulator::make(simulated);
  RECANVASS_CHECK(made.ok());
  return std::move(made).value();
}

}  // namespace

double cards_together(const ContestsQuestion& question, const std::vector<std::int64_t>& sizes) {
  RECANVASS_CHECK(sizes.size() == question.contests.size());
  std::vector<double> shares;
  for (std::size_t c = 0; c < sizes.size(); ++c) {
    const std::int64_t cards = all_of(question.contests[c].assertions.front()).cards;
    shares.push_back(static_cast<double>(sizes[c]) / static_cast<double>(cards));
  }
  double sum = 0.0;
  for (const PlanStyle& style : question.styles) {
    double largest = 0.0;
    for (const std::uint32_t contest : style.contests) {
      largest = std::max(largest, shares.at(contest));
    }
    sum += largest * static_cast<double>(style.cards);
  }
  return sum;
}

base::Result<ContestsPlan> plan_contests(const ContestsQuestion& question,
                                         base::Executor& executor) {
  const base::Problems problems = problems_of_contests(question);
  if (!problems.empty()) return problems;
  ContestsPlan plan{question, {}, {}};
  for (std::size_t c = 0; c < question.contests.size(); ++c) {
    const PlanContest& contest = question.contests[c];
    // One assertion after another with the same numbers: a card that is late for one is late for
    // the others of its contest, as in the audit itself.
    std::vector<std::int64_t> largest(question.replicates, 0);
    std::vector<std::int64_t> held_up(contest.assertions.size(), 0);
    std::vector<std::size_t> by(question.replicates, 0);
    for (std::size_t a = 0; a < contest.assertions.size(); ++a) {
      const auto simulator = simulator_of(contest, contest.assertions[a], question);
      const auto sizes =
          simulate_contest(simulator, question.replicates, {question.seed, c}, executor);
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (sizes[i] <= largest[i]) continue;
        largest[i] = sizes[i];
        by[i] = a;
      }
    }
    for (const std::size_t a : by) ++held_up[a];
    const auto hardest = std::max_element(held_up.begin(), held_up.end());
    plan.contests.push_back({contest.name, all_of(contest.assertions.front()).cards,
                             SizeLaw::simulated(std::move(largest)),
                             static_cast<std::size_t>(hardest - held_up.begin())});
  }
  for (const double share : question.quantiles) {
    std::vector<std::int64_t> sizes;
    for (const ContestSizes& one : plan.contests) sizes.push_back(one.law.quantile(share).cards);
    plan.cards.push_back(question.styles.empty() ? 0.0 : cards_together(question, sizes));
  }
  return plan;
}

}  // namespace recanvass::audit
