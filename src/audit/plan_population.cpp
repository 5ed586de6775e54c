#include "audit/plan_population.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace recanvass::audit {
namespace {

// As how many draws the expected errors count once some were seen.
constexpr double kErrorsWorth = 1000.0;

double diluted_lead(const PairVotes& votes) {
  return static_cast<double>(votes.lead()) / static_cast<double>(votes.cards);
}

void check_votes(const PairVotes& votes) {
  RECANVASS_CHECK(votes.cards > 0 && votes.lead() > 0 && votes.loser >= 0 && votes.other() >= 0);
}

void add_kind(std::vector<CardKind>& kinds, std::int64_t cards, double value) {
  if (cards > 0) kinds.push_back({cards, {value}});
}

// `cards` records by what they err; `value` of one without error.
void add_records(std::vector<CardKind>& kinds, std::int64_t cards, double value,
                 const RecordErrors& errors) {
  std::int64_t left = cards;
  const auto part = [&](double share, double times) {
    const auto wanted = static_cast<std::int64_t>(std::llround(share * static_cast<double>(cards)));
    const std::int64_t given = std::clamp<std::int64_t>(wanted, 0, left);
    left -= given;
    add_kind(kinds, given, value * times);
  };
  part(errors.two_over, 0.0);
  part(errors.one_over, 0.5);
  part(errors.one_under, 1.5);
  part(errors.two_under, 2.0);
  add_kind(kinds, left, value);
}

std::vector<stats::ValueShare> shares_of(const std::vector<CardKind>& kinds) {
  double all = 0.0;
  for (const CardKind& kind : kinds) all += static_cast<double>(kind.cards);
  std::vector<stats::ValueShare> shares;
  for (const CardKind& kind : kinds) {
    shares.push_back({kind.values[0], static_cast<double>(kind.cards) / all});
  }
  return shares;
}

SimulatedContest contest_of(std::vector<CardKind> kinds, const stats::MeanClaim& claim,
                            std::vector<stats::ValueShare> reported, double risk_limit) {
  SimulatedContest contest;
  SimulatedTest test;
  test.claim = claim;
  test.settings.reported = std::move(reported);
  contest.tests = {std::move(test)};
  contest.kinds = std::move(kinds);
  contest.risk_limit = risk_limit;
  contest.draws_max = claim.population;
  return contest;
}

std::vector<CardKind> polling_kinds(const PairVotes& votes) {
  std::vector<CardKind> kinds;
  add_kind(kinds, votes.winner, 1.0);
  add_kind(kinds, votes.loser, 0.0);
  add_kind(kinds, votes.other(), 0.5);
  return kinds;
}

}  // namespace

PairVotes sum_of(std::span<const PairVotes> units) {
  PairVotes sum;
  for (const PairVotes& unit : units) {
    sum.cards += unit.cards;
    sum.winner += unit.winner;
    sum.loser += unit.loser;
  }
  return sum;
}

SimulatedContest polling_contest_of(const PairVotes& votes, double risk_limit) {
  check_votes(votes);
  auto kinds = polling_kinds(votes);
  auto reported = shares_of(kinds);
  return contest_of(std::move(kinds), {1.0, 0.5, votes.cards}, std::move(reported), risk_limit);
}

SimulatedContest comparison_contest_of(const PairVotes& votes, const RecordErrors& errors,
                                       double risk_limit) {
  check_votes(votes);
  const double value = 1.0 / (2.0 - diluted_lead(votes));
  std::vector<CardKind> kinds;
  add_records(kinds, votes.cards, value, errors);
  return contest_of(std::move(kinds), {2.0 * value, 0.5, votes.cards}, {{value, 1.0}}, risk_limit);
}

SimulatedContest pooled_contest_of(const PairVotes& recorded, std::span<const PairVotes> pools,
                                   const RecordErrors& errors, double risk_limit) {
  PairVotes all = sum_of(pools);
  all.cards += recorded.cards;
  all.winner += recorded.winner;
  all.loser += recorded.loser;
  check_votes(all);
  const double value = 1.0 / (2.0 - diluted_lead(all));
  std::vector<CardKind> pooled;
  for (const PairVotes& pool : pools) {
    RECANVASS_CHECK(pool.cards > 0 && pool.other() >= 0);
    // What the pool's mean overstates: A(paper) less the mean, whose double is 1 + lead/cards.
    const double mean = 0.5 + 0.5 * diluted_lead(pool);
    add_kind(pooled, pool.winner, value * (2.0 - mean));
    add_kind(pooled, pool.other(), value * (1.5 - mean));
    add_kind(pooled, pool.loser, value * (1.0 - mean));
  }
  std::vector<CardKind> reported = pooled;
  add_kind(reported, recorded.cards, value);
  std::vector<CardKind> kinds = std::move(pooled);
  add_records(kinds, recorded.cards, value, errors);
  return contest_of(std::move(kinds), {2.0 * value, 0.5, all.cards}, shares_of(reported),
                    risk_limit);
}

PooledSplit pool_share_of(std::span<const PairVotes> units, double share) {
  RECANVASS_CHECK(share > 0.0 && share <= 1.0);
  const auto part = [share](std::int64_t number) {
    return static_cast<std::int64_t>(std::llround(share * static_cast<double>(number)));
  };
  PooledSplit split;
  for (const PairVotes& unit : units) {
    PairVotes pool{part(unit.winner) + part(unit.loser) + part(unit.other()), part(unit.winner),
                   part(unit.loser)};
    split.recorded.cards += unit.cards - pool.cards;
    split.recorded.winner += unit.winner - pool.winner;
    split.recorded.loser += unit.loser - pool.loser;
    if (pool.cards > 0) split.pools.push_back(pool);
  }
  return split;
}

SimulatedContest polling_after(const PairVotes& votes, const SeenCards& seen, double risk_limit) {
  SimulatedContest contest = polling_contest_of(votes, risk_limit);
  const PairVotes left{votes.cards - seen.votes.cards, votes.winner - seen.votes.winner,
                       votes.loser - seen.votes.loser};
  RECANVASS_CHECK(left.winner >= 0 && left.loser >= 0 && left.other() >= 0);
  contest.kinds = polling_kinds(left);
  contest.seen = polling_kinds(seen.votes);
  contest.draws_max = std::max<std::int64_t>(1, left.cards);
  return contest;
}

SimulatedContest comparison_after(const PairVotes& votes, const RecordErrors& errors,
                                  const SeenCards& seen, double risk_limit) {
  SimulatedContest contest = comparison_contest_of(votes, errors, risk_limit);
  const std::int64_t left = votes.cards - seen.cards;
  const std::int64_t bad = seen.one_over + seen.two_over + seen.one_under + seen.two_under;
  RECANVASS_CHECK(left >= 0 && bad <= seen.cards);
  const double draws = kErrorsWorth + static_cast<double>(seen.cards);
  const auto updated = [&](double expected, std::int64_t found) {
    return (kErrorsWorth * expected + static_cast<double>(found)) / draws;
  };
  const double value = 1.0 / (2.0 - diluted_lead(votes));
  contest.kinds.clear();
  add_records(
      contest.kinds, left, value,
      {updated(errors.one_over, seen.one_over), updated(errors.two_over, seen.two_over),
       updated(errors.one_under, seen.one_under), updated(errors.two_under, seen.two_under)});
  add_kind(contest.seen, seen.two_over, 0.0);
  add_kind(contest.seen, seen.one_over, 0.5 * value);
  add_kind(contest.seen, seen.one_under, 1.5 * value);
  add_kind(contest.seen, seen.two_under, 2.0 * value);
  add_kind(contest.seen, seen.cards - bad, value);
  contest.draws_max = std::max<std::int64_t>(1, left);
  return contest;
}

}  // namespace recanvass::audit
