#include "outlook/flip_votes.h"

#include <algorithm>

namespace recanvass::outlook {
namespace {

std::optional<std::int64_t> votes_in(const ElectoralUnit& unit, const election::ChoiceId& choice) {
  for (const election::ChoiceTotal& total : unit.votes) {
    if (total.choice == choice) return total.votes.value();
  }
  return std::nullopt;
}

// Votes that must leave the others so that none has `ceiling` + 1 or more.
std::int64_t votes_above(const ElectoralUnit& unit, const election::ChoiceId& challenger,
                         std::int64_t ceiling) {
  election::VoteCount above{0};
  for (const election::ChoiceTotal& total : unit.votes) {
    if (total.choice == challenger) continue;
    above += election::VoteCount(std::max<std::int64_t>(0, total.votes.value() - ceiling));
  }
  return above.value();
}

std::int64_t fewest_switched(const ElectoralUnit& unit, const election::ChoiceId& challenger,
                             std::int64_t challenger_votes, std::int64_t lead) {
  std::int64_t low = lead / 2 + 1;  // enough against the leader alone
  std::int64_t high = lead + 1;     // with so many the challenger passes everybody
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const bool enough = votes_above(unit, challenger, challenger_votes + middle - 1) <= middle;
    (enough ? high : low) = enough ? middle : middle + 1;
  }
  return low;
}

}  // namespace

std::optional<VotesToFlip> votes_to_flip(const ElectoralUnit& unit,
                                         const election::ChoiceId& challenger) {
  if (unit.leader == challenger) return std::nullopt;
  VotesToFlip needed;
  needed.challenger = challenger;
  const auto leader_votes = votes_in(unit, unit.leader);
  const auto challenger_votes = votes_in(unit, challenger);
  if (leader_votes && challenger_votes) {
    needed.margin_votes =
        election::VoteCount(*leader_votes) - election::VoteCount(*challenger_votes);
    needed.switched = election::VoteCount(
        fewest_switched(unit, challenger, *challenger_votes, needed.margin_votes.value()));
  } else if (unit.runner_up == challenger && unit.reported_margin) {
    needed.margin_votes = *unit.reported_margin;
    needed.switched = election::VoteCount(unit.reported_margin->value() / 2 + 1);
  } else {
    return std::nullopt;
  }
  needed.one_sided = needed.margin_votes + election::VoteCount(1);
  return needed;
}

}  // namespace recanvass::outlook
