#include "tabulate/rule_limits.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::tabulate {

std::int64_t votes_max_of(const Rule& rule, const election::CardContest& contest) {
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

RankPoints points_of(const PositionsRule& rule, std::size_t choices) {
  constexpr std::size_t kDowdallRanksMax = 20;
  return rule.points == PositionsRule::Points::Borda
             ? borda_points(choices)
             : dowdall_points(std::min(choices, kDowdallRanksMax));
}

}  // namespace recanvass::tabulate
