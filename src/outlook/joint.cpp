#include "outlook/joint.h"

#include <algorithm>
#include <map>

namespace recanvass::outlook {
namespace {

std::int64_t held_by(const College& college, const election::ChoiceId& choice) {
  for (const ChoiceElectors& held : college.pledged) {
    if (held.choice == choice) return held.electors.value();
  }
  return 0;
}

std::optional<double> chance_of(const std::vector<UnitChance>& chances,
                                const election::JurisdictionId& id) {
  const auto found = std::find_if(chances.begin(), chances.end(),
                                  [&](const UnitChance& chance) { return chance.id == id; });
  if (found == chances.end()) return std::nullopt;
  return found->probability;
}

std::optional<stats::Bounds> bounds_of(const std::vector<election::JurisdictionId>& set,
                                       const std::vector<UnitChance>& chances) {
  std::vector<double> probabilities;
  for (const election::JurisdictionId& id : set) {
    const auto chance = chance_of(chances, id);
    if (!chance) return std::nullopt;
    probabilities.push_back(*chance);
  }
  if (probabilities.empty()) return std::nullopt;
  return stats::all_happen_bounds(probabilities);
}

std::int64_t electors_of(const std::vector<stats::EventGroup>& groups) {
  std::int64_t electors = 0;
  for (const stats::EventGroup& group : groups) {
    for (const stats::WeightedEvent& event : group) electors += event.weight;
  }
  return electors;
}

}  // namespace

bool takes_part(const ElectoralUnit& unit, const College& college) {
  const auto& none = college.appoints_none;
  return unit.electors > election::ElectorCount(0) && college.winner &&
         unit.leader == *college.winner &&
         std::find(none.begin(), none.end(), unit.id) == none.end();
}

bool is_floor(const JointRow& row) {
  return row.copula == stats::Copula::Gaussian && row.correlation == 0.0;
}

std::int64_t electors_short(const College& college) {
  return college.needed.value() - held_by(college, *college.challenger);
}

std::vector<stats::EventGroup> event_groups(const UnitTable& units, const College& college,
                                            const std::vector<UnitChance>& chances) {
  std::map<election::JurisdictionId, stats::EventGroup> by_state;
  for (const ElectoralUnit& unit : units.units) {
    const auto chance = chance_of(chances, unit.id);
    if (!takes_part(unit, college) || !chance || *chance <= 0.0) continue;
    const auto& state = unit.shares_ballots_with ? *unit.shares_ballots_with : unit.id;
    by_state[state].push_back({*chance, static_cast<std::int32_t>(unit.electors.value())});
  }
  std::vector<stats::EventGroup> groups;
  for (auto& [state, group] : by_state) groups.push_back(std::move(group));
  return groups;
}

std::optional<JointAnswer> join_units(const UnitTable& units, const College& college,
                                      const std::vector<UnitChance>& chances,
                                      const std::vector<double>& correlations) {
  if (!college.refusal.empty()) return std::nullopt;
  const auto groups = event_groups(units, college, chances);
  const std::int64_t gain = electors_short(college);
  const std::int64_t loss = held_by(college, *college.winner) - college.needed.value() + 1;
  if (electors_of(groups) < gain) return std::nullopt;
  JointAnswer answer;
  for (const ElectoralUnit& unit : units.units) {
    if (!takes_part(unit, college)) continue;
    (chance_of(chances, unit.id) ? answer.counted : answer.left_out).push_back(unit.id);
  }
  answer.alone = groups.size() == 1;
  for (const stats::Copula copula : {stats::Copula::Gaussian, stats::Copula::StudentT4}) {
    if (answer.alone && !answer.rows.empty()) break;
    for (const double correlation : correlations) {
      const std::int64_t needed[] = {gain, loss};
      const auto joint = stats::joint_probabilities(groups, needed, correlation, copula);
      answer.rows.push_back({copula, correlation, joint[0], joint[1]});
      if (answer.alone) break;
    }
  }
  answer.together = stats::comonotone_probability(groups, gain);
  answer.challenger_wins = stats::joint_bounds(groups, gain);
  if (!college.outright.sets.empty()) {
    answer.cheapest_set = college.outright.sets.front().units;
    answer.cheapest_set_flips = bounds_of(answer.cheapest_set, chances);
  }
  return answer;
}

}  // namespace recanvass::outlook
