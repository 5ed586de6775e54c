#include "workflow/winners.h"

#include "base/figures.h"
#include "workflow/challenge_sums.h"
#include "workflow/unit_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {

namespace {

using Votes = std::map<std::string, std::int64_t>;

// Choices that have a vote, most first.
std::vector<std::pair<std::int64_t, std::string>> by_votes(const Operation& operation,
                                                           const Votes& votes) {
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto found = votes.find(choice.id);
    if (found != votes.end() && found->second > 0) order.emplace_back(found->second, choice.id);
  }
  std::ranges::stable_sort(
      order, [](const auto& left, const auto& right) { return left.first > right.first; });
  return order;
}

std::string choice_names(const Operation& operation, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    for (const SetupChoice& choice : operation.setup.choices) {
      if (choice.id == id) names.push_back(choice.name);
    }
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::vector<std::string> winners_of(const Operation& operation, const Votes& votes) {
  const auto order = by_votes(operation, votes);
  std::vector<std::string> winners;
  const auto seats = static_cast<std::size_t>(seats_of(operation));
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i >= seats && order[i].first != order[seats - 1].first) break;
    winners.push_back(order[i].second);
  }
  return winners;
}

std::optional<SeatTie> tie_of(const Operation& operation, const Votes& votes) {
  const auto order = by_votes(operation, votes);
  const auto seats = static_cast<std::size_t>(seats_of(operation));
  if (order.size() <= seats || order[seats].first != order[seats - 1].first) return std::nullopt;
  SeatTie tie;
  for (const auto& [number, id] : order) {
    if (number > order[seats].first) tie.clear.push_back(id);
    if (number == order[seats].first) tie.tied.push_back(id);
  }
  tie.seats_left = seats - tie.clear.size();
  return tie;
}

const Lot* lot_for(const Operation& operation, const Votes& votes) {
  const Lot* found = nullptr;
  for (const Lot& lot : operation.deciding.lots) {
    if (lot.votes == votes) found = &lot;
  }
  return found;
}

std::vector<std::string> certified_winners(const Operation& operation, const Votes& votes) {
  const auto tie = tie_of(operation, votes);
  const Lot* lot = tie ? lot_for(operation, votes) : nullptr;
  if (lot == nullptr) return winners_of(operation, votes);
  std::vector<std::string> winners = tie->clear;
  winners.insert(winners.end(), lot->drawn.begin(), lot->drawn.end());
  return winners;
}

std::string lot_sentence(const Operation& operation, const Votes& votes) {
  const auto tie = tie_of(operation, votes);
  const Lot* lot = tie ? lot_for(operation, votes) : nullptr;
  if (lot == nullptr) return {};
  std::set<std::string> people;
  for (const std::string& id : {lot->author, lot->approved_by}) {
    const auto account = operation.people.accounts.find(id);
    if (account != operation.people.accounts.end()) people.insert(account->second.name);
  }
  return fmt::format("A tie of {} with {} each was settled for {}: {} ({}, {}); by {}.",
                     choice_names(operation, tie->tied),
                     base::counted(votes.at(tie->tied.front()), "vote", "votes"),
                     choice_names(operation, lot->drawn), lot->words, lot->place, lot->drawn_at,
                     fmt::join(people, ", "));
}

std::int64_t seats_of(const Operation& operation) { return operation.setup.seats; }

recount::BoundCase bound_case(const Operation& operation) {
  recount::BoundCase contest;
  for (const SetupChoice& choice : operation.setup.choices) contest.choices.push_back({choice.id});
  contest.seats = election::SeatCount(seats_of(operation));
  contest.vote_for = election::SeatCount(operation.setup.vote_for);
  for (const auto& [id, reported] : operation.commitment.units) {
    UnitResult result = result_of(operation, id);
    if (result.source == "hand" && has_impossible_exhibits(operation, id)) {
      // What its exhibits were read as is not known: any outcome of its ballots is possible.
      result.fate = recount::UnitFate::Open;
    } else if (result.source == "hand") {
      const auto open = open_challenges_of_unit(operation, id);
      contest.challenges.insert(contest.challenges.end(), open.begin(), open.end());
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
