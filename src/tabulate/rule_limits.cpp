#include "tabulate/rule_limits.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::tabulate {

std::int64_t votes_max_of(const Rule& rule, const election::CardContest& contest) {
  if (const auto* cumulative = std::get_if<CumulativeRule>(&rule.method)) {
    if (cumulative->votes_max > 0) return cumulative->votes_max;
    return std::max<std::int64_t>(contest.vote_for, contest.ranks);
  }
  if (contest.ranks > 0) return 1;
  const auto* votes = std::get_if<MostVotesRule>(&rule.method);
  if (votes == nullptr) {
    const bool scored = std::holds_alternative<ScoresRule>(rule.method) ||
                        std::holds_alternative<StarRule>(rule.method);
    return scored ? 0 : contest.vote_for;
  }
  switch (votes->limit) {
    case MostVotesRule::Limit::AsOnBallot: return contest.vote_for;
    case MostVotesRule::Limit::None: return 0;
    case MostVotesRule::Limit::Given: return votes->votes_max;
  }
  RECANVASS_CHECK(false);
  return 0;
}

RankPoints points_of(const PositionsRule& rule, const election::CardContest& contest) {
  constexpr std::size_t kDowdallRanksMax = 20;
  const bool by_ranks = rule.places == PositionsRule::Places::OfRanks && contest.ranks > 0;
  const std::size_t places =
      by_ranks ? static_cast<std::size_t>(contest.ranks) : contest.choices.size();
  return rule.points == PositionsRule::Points::Borda
             ? borda_points(places, rule.last_points)
             : dowdall_points(std::min(places, kDowdallRanksMax));
}

}  // namespace recanvass::tabulate
