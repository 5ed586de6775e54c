#include "audit/plan_parts.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

struct DesignName {
  PlanDesign design;
  const char* id;
};

constexpr DesignName kDesigns[] = {
    {PlanDesign::PollingDefault, "polling"},
    {PlanDesign::PollingBravo, "polling-bravo"},
    {PlanDesign::PollingProvidence, "polling-providence"},
    {PlanDesign::ComparisonDefault, "comparison"},
    {PlanDesign::ComparisonSuperSimple, "comparison-super-simple"},
    {PlanDesign::BatchMacro, "batch-macro"},
    {PlanDesign::PooledUnits, "oneaudit-units"},
    {PlanDesign::PooledGroup, "oneaudit-group"},
    {PlanDesign::PooledRedacted, "oneaudit-redacted"},
    {PlanDesign::Stratified, "stratified"},
    {PlanDesign::FullCount, "full-count"},
};

base::Problem bad(const std::string& cause, const std::string& where, const std::string& found,
                  const std::string& wanted, const std::string& mend) {
  return {cause, {{}, 0, where}, found, wanted, mend};
}

base::Problem lacks(const char* what, const char* mend) {
  return bad("plan.design", "design", fmt::format("no {}", what), what, mend);
}

void check_share(base::Problems& problems, const char* name, double share, bool open_ends) {
  const bool inside = open_ends ? share > 0.0 && share < 1.0 : share >= 0.0 && share <= 1.0;
  if (inside) return;
  problems.push_back(bad("plan.setting", name, fmt::format("{}", share),
                         open_ends ? "a number between 0 and 1" : "a number from 0 to 1",
                         "Give a share: .05 is five percent."));
}

void check_votes_of(base::Problems& problems, const PairVotes& votes, const std::string& where) {
  if (votes.cards >= 0 && votes.winner >= 0 && votes.loser >= 0 && votes.other() >= 0) return;
  problems.push_back(
      bad("plan.votes", where,
          fmt::format("{} and {} votes on {} cards", votes.winner, votes.loser, votes.cards),
          "no more votes than cards", "Check the votes and the cards."));
}

void check_seen(base::Problems& problems, const PlanQuestion& question) {
  if (!question.seen) return;
  const SeenCards& seen = *question.seen;
  const PairVotes& votes = seen.votes;
  const std::int64_t errors = seen.one_over + seen.two_over + seen.one_under + seen.two_under;
  const bool of_report = votes.winner <= question.votes.winner &&
                         votes.loser <= question.votes.loser &&
                         votes.other() <= question.votes.other() && votes.other() >= 0;
  const bool whole = seen.cards < question.votes.cards && votes.cards == seen.cards;
  if (of_report && whole && errors <= seen.cards && seen.cards > 0) return;
  problems.push_back(bad("plan.seen", "seen",
                         fmt::format("{} cards with {} and {} votes and {} errors", seen.cards,
                                     votes.winner, votes.loser, errors),
                         "a part of the cards as reported",
                         "Give the cards seen so far, and what they showed."));
}

std::optional<double> minutes(std::optional<double> minutes_each, double number) {
  if (!minutes_each) return std::nullopt;
  return *minutes_each * number;
}

// Money for hours and rounds; no value where neither is known.
void put_money(PlanWork& work, const PlanRates& rates, double rounds) {
  if (work.hours && rates.hour_dollars) work.dollars = *work.hours * *rates.hour_dollars;
  if (rates.round_dollars) {
    work.dollars = work.dollars.value_or(0.0) + rounds * *rates.round_dollars;
  }
}

void put_hours(PlanWork& work, std::optional<double> cards, std::optional<double> containers) {
  if (!cards) return;
  work.hours = (*cards + containers.value_or(0.0)) / 60.0;
}

}  // namespace

std::string id_of(PlanDesign design) {
  for (const DesignName& one : kDesigns) {
    if (one.design == design) return one.id;
  }
  RECANVASS_CHECK(false);
  return {};
}

std::optional<PlanDesign> design_of(std::string_view id) {
  for (const DesignName& one : kDesigns) {
    if (id == one.id) return one.design;
  }
  return std::nullopt;
}

const std::vector<PlanDesign>& all_designs() {
  static const std::vector<PlanDesign> designs = [] {
    std::vector<PlanDesign> list;
    for (const DesignName& one : kDesigns) list.push_back(one.design);
    return list;
  }();
  return designs;
}

base::Problems problems_of(const PlanQuestion& question) {
  base::Problems problems;
  check_votes_of(problems, question.votes, question.name);
  if (question.votes.lead() <= 0) {
    problems.push_back(
        bad("plan.no-lead", question.name,
            fmt::format("{} and {} votes", question.votes.winner, question.votes.loser),
            "a winner with more votes than the loser",
            "A tie has no sample that shows it: count all cards by hand."));
  }
  PairVotes all;
  for (const PlanUnit& unit : question.units) {
    check_votes_of(problems, unit.votes, unit.name);
    all = sum_of(std::vector<PairVotes>{all, unit.votes});
  }
  const PairVotes rest{question.votes.cards - all.cards, question.votes.winner - all.winner,
                       question.votes.loser - all.loser};
  if (rest.winner < 0 || rest.loser < 0 || rest.other() < 0) {
    problems.push_back(
        bad("plan.votes", question.name,
            fmt::format("units with {} cards, {} and {} votes", all.cards, all.winner, all.loser),
            "units that add up to no more than the total", "Give the total of the same figures."));
  }
  check_share(problems, "risk limit", question.risk_limit, true);
  check_share(problems, "share of a full count", question.full_count_share, false);
  for (const double share : question.quantiles) check_share(problems, "quantile", share, true);
  if (question.without_records) {
    check_share(problems, "share without records", *question.without_records, true);
  }
  if (question.redacted) check_share(problems, "share redacted", *question.redacted, true);
  const RecordErrors& errors = question.errors;
  for (const double share :
       {errors.one_over, errors.two_over, errors.one_under, errors.two_under}) {
    check_share(problems, "errors", share, false);
  }
  if (question.replicates < 1 || question.replicates > 100'000'000) {
    problems.push_back(bad("plan.setting", "replicates", fmt::format("{}", question.replicates),
                           "1 to 100000000", "A thousand is a good number."));
  }
  check_seen(problems, question);
  return problems;
}

std::vector<PairVotes> units_with_rest(const PlanQuestion& question) {
  std::vector<PairVotes> list;
  for (const PlanUnit& unit : question.units) {
    if (unit.votes.cards > 0) list.push_back(unit.votes);
  }
  const PairVotes all = sum_of(list);
  const PairVotes rest{question.votes.cards - all.cards, question.votes.winner - all.winner,
                       question.votes.loser - all.loser};
  if (rest.cards > 0) list.push_back(rest);
  return list;
}

base::Result<SimulatedContest> contest_of_design(const PlanQuestion& question, PlanDesign design) {
  const base::Problems problems = problems_of(question);
  if (!problems.empty()) return problems;
  const PairVotes& votes = question.votes;
  const double alpha = question.risk_limit;
  const auto pooled = [&](double share) {
    const PooledSplit split = pool_share_of(units_with_rest(question), share);
    return pooled_contest_of(split.recorded, split.pools, question.errors, alpha);
  };
  SimulatedContest contest;
  const bool begun = question.seen.has_value();
  switch (design) {
    case PlanDesign::PollingDefault:
      contest =
          begun ? polling_after(votes, *question.seen, alpha) : polling_contest_of(votes, alpha);
      break;
    case PlanDesign::PollingBravo: {
      contest =
          begun ? polling_after(votes, *question.seen, alpha) : polling_contest_of(votes, alpha);
      SimulatedTest& test = contest.tests.front();
      test.claim.population = stats::kEndless;  // as BRAVO takes its draws
      test.risk_function = "betting-fixed";
      test.settings.bet =
          2.0 * static_cast<double>(votes.lead()) / static_cast<double>(votes.winner + votes.loser);
      break;
    }
    case PlanDesign::ComparisonDefault:
      contest = begun ? comparison_after(votes, question.errors, *question.seen, alpha)
                      : comparison_contest_of(votes, question.errors, alpha);
      break;
    case PlanDesign::PooledUnits:
      if (question.units.size() < 2) {
        return lacks("returns by unit", "Give returns by unit: each of them is a pool.");
      }
      contest = pooled(1.0);
      break;
    case PlanDesign::PooledGroup:
      if (!question.without_records) {
        return lacks("share of cards without records",
                     "Say which share of the cards has no record (--without-records).");
      }
      contest = pooled(*question.without_records);
      break;
    case PlanDesign::PooledRedacted:
      if (!question.redacted) {
        return lacks("share of redacted records",
                     "Say which share of the records is withheld (--redacted).");
      }
      contest = pooled(*question.redacted);
      break;
    case PlanDesign::PollingProvidence:
    case PlanDesign::ComparisonSuperSimple:
    case PlanDesign::BatchMacro:
    case PlanDesign::Stratified:
    case PlanDesign::FullCount: return lacks("single draws", "This design has an exact law.");
  }
  const bool pools = design == PlanDesign::PooledUnits || design == PlanDesign::PooledGroup ||
                     design == PlanDesign::PooledRedacted;
  if (begun && pools) {
    return lacks("sample by pool", "Not planned between rounds: pools of the sample are unknown.");
  }
  std::int64_t left = 0;
  for (const CardKind& kind : contest.kinds) left += kind.cards;
  const double share = question.full_count_share * static_cast<double>(left);
  contest.draws_max = std::max<std::int64_t>(1, std::llround(share));
  contest.not_shown = left;
  return contest;
}

PlanWork work_of_draws(const PlanQuestion& question, std::int64_t cards, double rounds) {
  const PlanRates& rates = question.rates;
  PlanWork work;
  work.cards = cards;
  if (question.container_cards) {
    work.containers = expected_containers(question.votes.cards, *question.container_cards, cards);
  }
  put_hours(work, minutes(rates.card_minutes, static_cast<double>(cards)),
            minutes(rates.container_minutes, work.containers.value_or(0.0)));
  put_money(work, rates, rounds);
  return work;
}

PlanWork work_of_batches(const PlanQuestion& question, std::int64_t cards, double batches,
                         double rounds) {
  const PlanRates& rates = question.rates;
  PlanWork work;
  work.cards = cards;
  work.batches = batches;
  put_hours(work, minutes(rates.tally_minutes, static_cast<double>(cards)),
            minutes(rates.container_minutes, batches));
  put_money(work, rates, rounds);
  return work;
}

PlanWork work_of_full_count(const PlanQuestion& question) {
  const PlanRates& rates = question.rates;
  PlanWork work;
  work.cards = question.votes.cards;
  if (question.container_cards) {
    work.containers =
        expected_containers(question.votes.cards, *question.container_cards, question.votes.cards);
  }
  put_hours(work, minutes(rates.tally_minutes, static_cast<double>(question.votes.cards)),
            minutes(rates.container_minutes, work.containers.value_or(0.0)));
  put_money(work, rates, 1.0);
  return work;
}

PlanWork work_of_rounds(const PlanQuestion& question, const RoundsPlan& rounds,
                        std::int64_t cards) {
  PlanWork mean;
  mean.cards = std::llround(rounds.cards_expected);
  const auto add = [](std::optional<double>& sum, std::optional<double> part, double chance) {
    if (part) sum = sum.value_or(0.0) + chance * *part;
  };
  double before = 0.0;
  // One way to end a round more than there are rounds: all cards are counted.
  for (std::size_t i = 0; i <= rounds.sizes.size(); ++i) {
    const bool all = i == rounds.sizes.size() || rounds.sizes[i] >= cards;
    const double until = i == rounds.sizes.size() ? 1.0 : rounds.done[i];
    const double chance = std::max(0.0, until - before);
    before = std::max(before, until);
    if (chance == 0.0) continue;
    PlanWork work = all ? work_of_full_count(question)
                        : work_of_draws(question, rounds.sizes[i], static_cast<double>(i + 1));
    add(mean.containers, work.containers, chance);
    add(mean.hours, work.hours, chance);
    add(mean.dollars, work.dollars, chance);
  }
  return mean;
}

}  // namespace recanvass::audit
