#include "outlook/units.h"

#include <algorithm>

namespace recanvass::outlook {
namespace {

ElectoralUnit make_unit(const election::Election& election, const election::Contest& contest,
                        const election::Jurisdiction& jurisdiction,
                        const election::ResultSet& result, const election::Standing& standing) {
  ElectoralUnit unit;
  unit.id = jurisdiction.id;
  unit.name = jurisdiction.name;
  unit.electors = jurisdiction.electors.value_or(election::ElectorCount(0));
  unit.shares_ballots_with = jurisdiction.shares_ballots_with;
  unit.result_set = result.id;
  unit.leader = standing.leader;
  unit.runner_up = standing.runner_up;
  unit.reported_margin = standing.reported_margin;
  unit.leader_votes = standing.leader_votes;
  unit.runner_up_votes = standing.runner_up_votes;
  unit.total_votes = standing.total_votes;
  unit.ballots = standing.ballots;
  unit.rounded_to = standing.rounded_to;
  unit.status = result.status;
  unit.press = standing.press;
  unit.verified = standing.verified;
  unit.tie = standing.tie;
  unit.focus = std::find(election.focus.begin(), election.focus.end(), jurisdiction.id) !=
               election.focus.end();
  if (contest.seats != election::SeatCount(1)) return unit;
  for (const election::ChoiceTotal& total : result.totals) {
    const election::Choice* choice = contest.find(total.choice);
    if (choice == nullptr || !choice->aggregate) unit.votes.push_back(total);
  }
  return unit;
}

bool holds_contest(const election::Jurisdiction& jurisdiction, const election::ContestId& contest) {
  const auto& held = jurisdiction.contests;
  return held.empty() || std::find(held.begin(), held.end(), contest) != held.end();
}

}  // namespace

const ElectoralUnit* UnitTable::find(const election::JurisdictionId& id) const {
  const auto found = std::find_if(units.begin(), units.end(),
                                  [&](const ElectoralUnit& unit) { return unit.id == id; });
  return found == units.end() ? nullptr : &*found;
}

UnitTable list_units(const election::Election& election, const election::Contest& contest,
                     std::optional<base::Date> as_of) {
  UnitTable table;
  for (const election::Jurisdiction& jurisdiction : election.jurisdictions) {
    if (!holds_contest(jurisdiction, contest.id)) continue;
    const election::ResultSet* result =
        election::result_known(election, contest.id, jurisdiction.id, as_of);
    const auto standing = result == nullptr ? std::nullopt : standing_of(contest, *result);
    if (!standing) {
      table.unknown.push_back(jurisdiction.id);
      continue;
    }
    table.units.push_back(make_unit(election, contest, jurisdiction, *result, *standing));
  }
  return table;
}

}  // namespace recanvass::outlook
