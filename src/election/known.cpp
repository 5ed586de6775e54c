#include "election/known.h"

#include <algorithm>

namespace recanvass::election {
namespace {

std::size_t position_in(const Contest& contest, const ChoiceId& choice) {
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    if (contest.choices[i].id == choice) return i;
  }
  return contest.choices.size();
}

bool adds_people_up(const Contest& contest, const ChoiceId& choice) {
  const Choice* found = contest.find(choice);
  return found != nullptr && found->aggregate;
}

// The choices that can be elected, most votes first.
std::vector<ChoiceTotal> ranked_choices(const Contest& contest, const ResultSet& result) {
  std::vector<ChoiceTotal> ranked;
  for (const ChoiceTotal& total : result.totals) {
    if (!adds_people_up(contest, total.choice)) ranked.push_back(total);
  }
  std::sort(ranked.begin(), ranked.end(), [&](const ChoiceTotal& a, const ChoiceTotal& b) {
    if (a.votes != b.votes) return a.votes > b.votes;
    return position_in(contest, a.choice) < position_in(contest, b.choice);
  });
  return ranked;
}

}  // namespace

bool is_in_force(LegalStatus status) {
  return status != LegalStatus::Void && status != LegalStatus::Stayed;
}

const ResultSet* result_known(const Election& election, const ContestId& contest,
                              const JurisdictionId& jurisdiction, std::optional<base::Date> as_of) {
  const ResultSet* known = nullptr;
  for (const ResultSet& set : election.result_sets) {
    if (set.contest != contest || set.jurisdiction != jurisdiction || !is_in_force(set.status))
      continue;
    if (as_of && set.known_on > *as_of) continue;
    if (known == nullptr || set.known_on >= known->known_on) known = &set;
  }
  return known;
}

std::string note_known(const ResultSet& result, std::optional<base::Date> as_of) {
  const bool later = as_of && result.note_known_on && *result.note_known_on > *as_of;
  return later ? std::string() : result.note;
}

std::optional<KnownEvent> event_known(const DatedEvent& event, std::optional<base::Date> as_of) {
  if (!as_of || event.known_on.value_or(event.on.day) <= *as_of) {
    return KnownEvent{event.on, EventStanding::Happened, event.source};
  }
  const bool is_set = event.expected && (!event.expected_since || *event.expected_since <= *as_of);
  if (!is_set) return std::nullopt;
  return KnownEvent{*event.expected, EventStanding::Expected,
                    event.expected_source.empty() ? event.source : event.expected_source};
}

std::vector<std::string> remarks_known(const Election& election, std::optional<base::Date> as_of,
                                       const std::vector<JurisdictionId>& only) {
  std::vector<std::string> remarks = election.remarks;
  for (const ResultSet& result : election.result_sets) {
    if (as_of && *as_of < result.known_on) continue;
    const bool asked = only.empty() || std::ranges::find(only, result.jurisdiction) != only.end();
    if (!asked) continue;
    remarks.insert(remarks.end(), result.remarks.begin(), result.remarks.end());
  }
  return remarks;
}

std::optional<Standing> standing_of(const Contest& contest, const ResultSet& result) {
  Standing standing;
  standing.press = result.press;
  standing.verified = result.verified;
  standing.total_votes = result.total_votes;
  standing.ballots = result.ballots;
  if (result.margin_only) {
    standing.leader = result.margin_only->leader;
    standing.runner_up = result.margin_only->runner_up;
    standing.reported_margin = result.margin_only->votes;
    standing.rounded_to = result.margin_only->rounded_to;
    // A rounded difference of 0 says that it is small, not that there is none.
    standing.tie = standing.reported_margin == VoteCount(0) && !standing.rounded_to;
    standing.margin_only = true;
    return standing;
  }
  if (no_votes_reported(result)) return std::nullopt;
  const std::vector<ChoiceTotal> ranked = ranked_choices(contest, result);
  const auto seats = static_cast<std::size_t>(contest.seats.value());
  if (ranked.size() <= seats) return std::nullopt;
  standing.leader = ranked[seats - 1].choice;
  standing.runner_up = ranked[seats].choice;
  standing.leader_votes = ranked[seats - 1].votes;
  standing.runner_up_votes = ranked[seats].votes;
  standing.reported_margin = ranked[seats - 1].votes - ranked[seats].votes;
  standing.winner_votes = ranked.front().votes;
  standing.tie = standing.reported_margin == VoteCount(0);
  return standing;
}

bool no_votes_reported(const ResultSet& result) {
  return !result.margin_only && !result.totals.empty() &&
         std::all_of(result.totals.begin(), result.totals.end(),
                     [](const ChoiceTotal& total) { return total.votes == VoteCount(0); });
}

std::optional<VoteCount> votes_of(const ResultSet& result, const ChoiceId& choice) {
  for (const ChoiceTotal& total : result.totals) {
    if (total.choice == choice) return total.votes;
  }
  return std::nullopt;
}

std::optional<int> place_of(const Contest& contest, const ResultSet& result,
                            const ChoiceId& choice) {
  const auto votes = votes_of(result, choice);
  if (!votes || adds_people_up(contest, choice)) return std::nullopt;
  int place = 1;
  for (const ChoiceTotal& total : result.totals) {
    if (total.votes > *votes && !adds_people_up(contest, total.choice)) ++place;
  }
  return place;
}

}  // namespace recanvass::election
