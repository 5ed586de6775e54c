// show petition-flip: could the districts that were petitioned for change who wins? The bound is
// recount/bound.h over their ballots; every other district's count stands.
#include "base/figures.h"
#include "recount/bound.h"
#include "workflow/gates.h"
#include "workflow/view_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;
using election::BallotCount;
using election::VoteCount;

// Districts with an accepted petition, with the ballots that it states.
std::map<std::string, std::optional<std::int64_t>> petitioned_districts(
    const Operation& operation) {
  std::map<std::string, std::optional<std::int64_t>> districts;
  for (const PrecinctPetition& petition : operation.opening.petitions.precincts) {
    if (petition.verdict() != PrecinctVerdict::Accepted) continue;
    auto& ballots = districts[petition.unit];
    if (petition.ballots) ballots = petition.ballots;
  }
  return districts;
}

// A district whose figures may be seen is open by them. Of another the worst is assumed: every
// ballot now counts for the leader and could count for the next.
recount::BoundUnit open_district(const Operation& operation, const ViewRequest& request,
                                 const std::string& id, std::optional<std::int64_t> stated,
                                 std::size_t leader) {
  const std::vector<std::string> choices = choice_ids(operation);
  recount::BoundUnit unit{id, recount::UnitFate::Open, {}, std::nullopt};
  unit.votes.resize(choices.size());
  const auto found = operation.commitment.units.find(id);
  const bool seen =
      found != operation.commitment.units.end() && may_see_reported(operation, request, id);
  if (seen) {
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const auto votes = found->second.votes.find(choices[i]);
      if (votes != found->second.votes.end()) unit.votes[i] = VoteCount(votes->second);
    }
    if (found->second.ballots) stated = found->second.ballots;
  } else if (stated) {
    unit.votes[leader] = VoteCount(*stated);
  }
  if (stated) unit.ballots = BallotCount(*stated);
  return unit;
}

// What is left of the outcome stands. Where more is assumed than a choice has, the rest is given to
// the others, so that the differences stay what they are.
recount::BoundUnit other_districts(const std::vector<VoteCount>& outcome,
                                   const std::vector<recount::BoundUnit>& open) {
  recount::BoundUnit rest{"all other districts", recount::UnitFate::Stands, outcome, std::nullopt};
  for (const recount::BoundUnit& unit : open) {
    for (std::size_t i = 0; i < rest.votes.size(); ++i) rest.votes[i] -= unit.votes[i];
  }
  VoteCount least;
  for (const VoteCount votes : rest.votes) least = std::min(least, votes);
  for (VoteCount& votes : rest.votes) votes -= least;
  return rest;
}

Json flip_json(const recount::Bound& bound, std::size_t districts, bool exact) {
  const VoteCount apart = bound.closest.now;
  Json json = {{"districts", districts},
               {"reported_margin", apart.value()},
               {"ballots", bound.open_ballots.value()},
               {"without_ballots", bound.unbounded_units},
               {"exact", exact},
               {"largest_shift", nullptr}};
  if (!bound.unbounded_units.empty()) {
    json["sentence"] = fmt::format(
        "No bound: of {}, {} no ballot figure that may be used here.",
        base::counted(static_cast<std::int64_t>(districts), "district", "districts"),
        base::counted(static_cast<std::int64_t>(bound.unbounded_units.size()), "has", "have"));
    return json;
  }
  const VoteCount shift = bound.largest_change_left;
  json["largest_shift"] = shift.value();
  json["can_flip"] = shift >= apart;
  json["sentence"] = fmt::format(
      "The {} petitioned for could move the difference by at most {}: {} the reported margin of "
      "{}.{}",
      base::counted(static_cast<std::int64_t>(districts), "district", "districts"),
      base::counted(shift.value(), "vote", "votes"), shift < apart ? "below" : "not below",
      base::grouped(apart.value()),
      exact ? ""
            : " Each ballot is assumed to move two votes: reported figures of single "
              "districts are hidden until they are signed off.");
  return json;
}

Json build_petition_flip(const Operation& operation, const ViewRequest& request) {
  const auto districts = petitioned_districts(operation);
  if (operation.commitment.reported_outcome.empty()) {
    return {{"districts", districts.size()},
            {"sentence", "The reported totals are not known here (outcome.report)."}};
  }
  if (!may_see_reported_sums(operation, request)) {
    return {{"districts", districts.size()}, {"sentence", kHiddenSums}};
  }
  recount::BoundCase contest;
  std::vector<VoteCount> outcome;
  std::size_t leader = 0;
  for (const std::string& choice : choice_ids(operation)) {
    contest.choices.push_back({choice});
    const auto votes = operation.commitment.reported_outcome.find(choice);
    outcome.emplace_back(votes == operation.commitment.reported_outcome.end() ? 0 : votes->second);
    if (outcome.back() > outcome[leader]) leader = outcome.size() - 1;
  }
  contest.seats = election::SeatCount(operation.setup.seats);
  contest.vote_for = election::SeatCount(operation.setup.vote_for);
  bool exact = true;
  for (const auto& [id, ballots] : districts) {
    contest.units.push_back(open_district(operation, request, id, ballots, leader));
    exact = exact && operation.commitment.units.contains(id) &&
            may_see_reported(operation, request, id);
  }
  contest.units.push_back(other_districts(outcome, contest.units));
  const auto bound = recount::bound_margin(contest);
  if (!bound) {
    return {{"districts", districts.size()}, {"sentence", base::sentences(bound.problems())}};
  }
  return flip_json(*bound, districts.size(), exact);
}

}  // namespace

View show_petition_flip() {
  return {"petition-flip", "Whether the districts petitioned for could change who wins.",
          build_petition_flip};
}

}  // namespace recanvass::workflow
