#include "workflow/winners.h"

#include "workflow/challenge_sums.h"
#include "workflow/unit_result.h"

#include <algorithm>

namespace recanvass::workflow {

std::vector<std::string> winners_of(const Operation& operation,
                                    const std::map<std::string, std::int64_t>& votes) {
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto found = votes.find(choice.id);
    if (found != votes.end() && found->second > 0) order.emplace_back(found->second, choice.id);
  }
  std::ranges::stable_sort(
      order, [](const auto& left, const auto& right) { return left.first > right.first; });
  std::vector<std::string> winners;
  const auto seats = static_cast<std::size_t>(seats_of(operation));
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i >= seats && order[i].first != order[seats - 1].first) break;
    winners.push_back(order[i].second);
  }
  return winners;
}

std::int64_t seats_of(const Operation& operation) { return operation.setup.seats; }

recount::BoundCase bound_case(const Operation& operation) {
  recount::BoundCase contest;
  for (const SetupChoice& choice : operation.setup.choices) contest.choices.push_back({choice.id});
  contest.seats = election::SeatCount(seats_of(operation));
  contest.vote_for = election::SeatCount(operation.setup.vote_for);
  for (const auto& [id, reported] : operation.commitment.units) {
    UnitResult result = result_of(operation, id);
    if (result.source == "hand") {
      const BoundPart open = bound_part_of_unit(operation, id);
      for (const auto& [choice, ballots] : open.marks) result.votes[choice] -= ballots;
      contest.challenges.insert(contest.challenges.end(), open.challenges.begin(),
                                open.challenges.end());
    }
    recount::BoundUnit unit;
    unit.unit = id;
    unit.fate = result.fate;
    for (const std::int64_t votes : in_paper_order(operation, result.votes)) {
      unit.votes.emplace_back(votes);
    }
    if (result.ballots) unit.ballots = election::BallotCount(*result.ballots);
    contest.units.push_back(std::move(unit));
  }
  return contest;
}

}  // namespace recanvass::workflow
