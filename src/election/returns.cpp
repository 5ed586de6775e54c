#include "election/returns.h"

namespace recanvass::election {

UnitVotes::UnitVotes(std::vector<ChoiceId> choices) : choices_(std::move(choices)) {}

VoteCount UnitVotes::votes(std::size_t unit, std::size_t choice) const {
  RECANVASS_CHECK(unit < units_.size() && choice < choices_.size());
  return VoteCount(votes_[unit * choices_.size() + choice]);
}

void UnitVotes::add(Unit unit, const std::vector<std::int64_t>& votes) {
  RECANVASS_CHECK(votes.size() == choices_.size());
  for (const std::int64_t number : votes) RECANVASS_CHECK(number >= 0);
  units_.push_back(std::move(unit));
  votes_.insert(votes_.end(), votes.begin(), votes.end());
}

void UnitVotes::reserve(std::size_t units) {
  units_.reserve(units);
  votes_.reserve(units * choices_.size());
}

std::vector<ChoiceTotal> UnitVotes::totals() const {
  std::vector<ChoiceTotal> totals;
  totals.reserve(choices_.size());
  for (const ChoiceId& choice : choices_) totals.push_back({choice, VoteCount(0)});
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    for (std::size_t choice = 0; choice < choices_.size(); ++choice) {
      totals[choice].votes += votes(unit, choice);
    }
  }
  return totals;
}

}  // namespace recanvass::election
