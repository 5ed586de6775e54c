#include "verify/standing.h"

#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

Extent extent_by_stages(const Record& record, const MethodSet& set, const std::string& unit) {
  Extent extent = Extent::Later;
  for (const StageEnd& stage : record.stages) {
    if (stage.position < set.position || stage.county != set.county) continue;
    if (extent == Extent::Inside) return extent;
    if (!stage.another) {
      extent = Extent::Outside;
    } else if (stage.next_units.empty() || stage.next_units.count(unit) > 0) {
      extent = Extent::Inside;
    }
  }
  return extent;
}

void add(Figures& sum, const Figures& more) {
  sum.ballots += more.ballots;
  sum.blank += more.blank;
  sum.over += more.over;
  for (const auto& [choice, votes] : more.votes) sum.votes[choice] += votes;
}

void add(Figures& sum, const TallyChange& change) {
  sum.ballots += change.ballots;
  sum.blank += change.blank;
  sum.over += change.over;
  for (const auto& [choice, votes] : change.votes) sum.votes[choice] += votes;
}

void take_off(Figures& sum, const Figures& drawn) {
  sum.ballots -= drawn.ballots;
  sum.blank -= drawn.blank;
  sum.over -= drawn.over;
  for (const auto& [choice, votes] : drawn.votes) sum.votes[choice] -= votes;
}

bool is_complete(const Record& record, const std::string& id, const Unit& unit) {
  if (counts_by_machine(record, id)) return unit.machine.has_value() || unit.machine_withheld > 0;
  bool any = false;
  for (const std::string& batch_id : unit.batches) {
    const Batch& batch = record.batches.at(batch_id);
    if (batch.is_void) continue;
    any = true;
    if (batch.withheld == 0 && batch.standing() == nullptr) return false;
  }
  return any;
}

// Of a unit that is signed off; no value: it is not.
std::optional<Fate> closed_fate(const Record& record, const std::string& unit) {
  const auto found = record.units.find(unit);
  if (found == record.units.end() || !found->second.signed_off ||
      !is_complete(record, unit, found->second)) {
    return std::nullopt;
  }
  const std::string group = group_of(record, unit);
  if (!group.empty()) return record.groups.count(group) > 0 ? Fate::Merged : Fate::Held;
  // A tape that is withheld without a group: nothing is said of the unit.
  if (counts_by_machine(record, unit) && !found->second.machine) return Fate::Held;
  const bool part_merged = std::any_of(found->second.batches.begin(), found->second.batches.end(),
                                       [&](const std::string& id) {
                                         const Batch& batch = record.batches.at(id);
                                         return batch.withheld > 0 && !batch.is_void;
                                       });
  return part_merged && record.groups.count("unit:" + unit) == 0 ? Fate::Held : Fate::Counted;
}

void add_votes(std::map<std::string, std::int64_t>& sum,
               const std::map<std::string, std::int64_t>& votes) {
  for (const auto& [choice, number] : votes) sum[choice] += number;
}

bool is_of_one_unit(const std::string& group) { return group.starts_with("unit:"); }

std::map<std::string, std::int64_t> every_choice(const Record& record) {
  std::map<std::string, std::int64_t> votes;
  for (const auto& [id, name] : record.choices) votes[id] = 0;
  return votes;
}

}  // namespace

const MethodSet* method_for(const std::vector<MethodSet>& methods, const std::string& county) {
  const MethodSet* general = nullptr;
  const MethodSet* own = nullptr;
  for (const MethodSet& set : methods) {
    if (set.county.empty()) general = &set;
    if (!set.county.empty() && set.county == county) own = &set;
  }
  return own != nullptr ? own : general;
}

std::string method_of(const Record& record, const std::string& unit) {
  const MethodSet* set = method_for(record.methods, record.county_of(unit));
  return set == nullptr ? "hand" : set->method;
}

Extent extent_of(const Record& record, const std::string& unit) {
  return extent_under(record, record.methods, unit);
}

Extent extent_under(const Record& record, const std::vector<MethodSet>& methods,
                    const std::string& unit) {
  const MethodSet* set = method_for(methods, record.county_of(unit));
  if (set == nullptr || set->extent == "whole" || set->units.count(unit) > 0) {
    return Extent::Inside;
  }
  return set->extent == "partial" ? Extent::Outside : extent_by_stages(record, *set, unit);
}

bool has_second_figures(const Unit& unit, const Record& record) {
  if (unit.machine || unit.machine_withheld > 0) return true;
  return std::ranges::any_of(unit.batches, [&](const std::string& id) {
    const Batch& batch = record.batches.at(id);
    return !batch.is_void && (!batch.readings.empty() || batch.settled || batch.withheld > 0);
  });
}

bool is_read_otherwise(const Record& record, const Unit& unit, const Figures& tape) {
  Figures hand{0, every_choice(record), 0, 0};
  bool any = false;
  bool all = true;
  for (const std::string& id : unit.batches) {
    const Batch& batch = record.batches.at(id);
    if (batch.withheld > 0) return false;
    if (batch.is_void) continue;
    any = any || !batch.readings.empty();
    const Figures* figures = batch.standing();
    all = all && figures != nullptr;
    if (figures != nullptr) add(hand, *figures);
  }
  return any && !(all && hand == tape);
}

std::optional<Figures> whole_by_hand(const Record& record, const Unit& unit) {
  Figures hand{0, every_choice(record), 0, 0};
  bool any = false;
  for (const std::string& id : unit.batches) {
    const Batch& batch = record.batches.at(id);
    if (batch.is_void && batch.withheld == 0) continue;
    const Figures* figures = batch.standing();
    if (figures == nullptr || batch.withheld > 0) return std::nullopt;
    add(hand, *figures);
    any = true;
  }
  return any ? std::optional(hand) : std::nullopt;
}

namespace {

bool asks_for(const PetitionAsked& petition, const std::string& county, const std::string& unit) {
  if (!petition.accepted_at || petition.withdrawn) return false;
  if (petition.scope == "counties") return petition.places.contains(county);
  return petition.scope == "whole" || petition.places.contains(unit);
}

// The number of an accepted petition of the district's voters, later than the order; empty: none.
std::string precinct_that_asks(const Record& record, const std::string& unit,
                               std::optional<std::uint64_t> latest_order) {
  const auto asked = record.matters.precincts.find(unit);
  if (asked == record.matters.precincts.end()) return {};
  for (const PrecinctAsked& petition : asked->second) {
    const auto accepted = record.precincts_accepted.find(petition.number);
    if (accepted == record.precincts_accepted.end() || !accepted->second) continue;
    if (!latest_order || petition.position > *latest_order) return petition.number;
  }
  return {};
}

// Who lost with the most reported votes is who an automatic recount is for.
std::string first_loser(const Record& record) {
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const auto& [id, name] : record.choices) {
    const auto votes = record.outcome.find(id);
    if (votes != record.outcome.end()) order.emplace_back(votes->second, id);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto seats = static_cast<std::size_t>(record.seats);
  return order.size() > seats ? order[seats].second : std::string();
}

bool trigger_asks(const Record& record, std::optional<std::uint64_t> latest_order) {
  if (!record.trigger_at || (latest_order && *record.trigger_at < *latest_order)) return false;
  const std::string loser = first_loser(record);
  return loser.empty() ? record.trigger_waived.empty() : !record.trigger_waived.contains(loser);
}

}  // namespace

std::string who_asks_for(const Record& record, const std::vector<MethodSet>& methods,
                         const std::string& unit) {
  const std::string county = record.county_of(unit);
  std::optional<std::uint64_t> latest;
  std::string order;
  for (const MethodSet& set : methods) {
    if (!set.ordered_at || (!set.county.empty() && set.county != county)) continue;
    if (latest && *set.ordered_at < *latest) continue;
    if (latest != set.ordered_at) order.clear();
    latest = set.ordered_at;
    if (set.extent == "whole" || set.units.contains(unit)) order = set.order;
  }
  if (!order.empty()) return "order " + order;
  for (const auto& [id, petition] : record.petitions) {
    const bool later =
        asks_for(petition, county, unit) && (!latest || *petition.accepted_at > *latest);
    if (later) return "petition " + id;
  }
  if (std::string precinct = precinct_that_asks(record, unit, latest); !precinct.empty()) {
    return "petition " + precinct;
  }
  if (trigger_asks(record, latest)) return "the automatic recount";
  return {};
}

std::string who_asked_for(const Record& record, const std::string& unit) {
  const std::string county = record.county_of(unit);
  for (const auto& [id, petition] : record.petitions) {
    if (asks_for(petition, county, unit)) return "petition " + id;
  }
  if (std::string precinct = precinct_that_asks(record, unit, std::nullopt); !precinct.empty()) {
    return "petition " + precinct;
  }
  for (const MethodSet& set : record.methods) {
    if (!set.ordered_at || (!set.county.empty() && set.county != county)) continue;
    if (set.extent == "whole" || set.units.contains(unit)) return "order " + set.order;
  }
  return trigger_asks(record, std::nullopt) ? "the automatic recount" : std::string();
}

bool trigger_stands(const Record& record) { return trigger_asks(record, std::nullopt); }

bool is_left_out(const Record& record, const std::vector<MethodSet>& methods,
                 const std::string& unit) {
  const MethodSet* set = method_for(methods, record.county_of(unit));
  return set != nullptr && set->extent == "partial" && !set->units.contains(unit) &&
         !who_asks_for(record, methods, unit).empty();
}

bool counts_by_machine(const Record& record, const std::string& unit) {
  const std::string method = method_of(record, unit);
  if (method != "mixed") return method == "machine";
  const auto found = record.units.find(unit);
  return found != record.units.end() && !found->second.chosen_by_hand &&
         (found->second.machine || found->second.machine_withheld > 0);
}

std::string group_of(const Record& record, const std::string& unit) {
  const auto found = record.units.find(unit);
  if (found == record.units.end()) return {};
  for (const std::string& id : found->second.batches) {
    const Batch& batch = record.batches.at(id);
    if (!batch.group.empty() && !batch.group.starts_with("unit:")) return batch.group;
  }
  return found->second.machine_group;
}

Fate fate_of(const Record& record, const std::string& unit) {
  const auto closed = closed_fate(record, unit);
  if (closed) return *closed;
  const bool stands =
      extent_of(record, unit) == Extent::Outside || is_ruled_not_recountable(record, unit);
  return stands ? Fate::Stands : Fate::Open;
}

std::optional<Figures> figures_as_counted(const Record& record, const std::string& unit) {
  const Unit& found = record.units.at(unit);
  if (!is_complete(record, unit, found)) return std::nullopt;
  Figures sum{0, every_choice(record), 0, 0};
  if (counts_by_machine(record, unit)) {
    if (!found.machine) return std::nullopt;
    add(sum, *found.machine);
    return sum;
  }
  bool withheld = false;
  for (const std::string& id : found.batches) {
    const Batch& batch = record.batches.at(id);
    if (const Figures* figures = batch.standing()) add(sum, *figures);
    withheld = withheld || (batch.withheld > 0 && !batch.is_void);
  }
  const auto group = record.groups.find("unit:" + unit);
  if (group != record.groups.end()) add(sum, group->second.figures);
  if (withheld && group == record.groups.end()) return std::nullopt;
  return sum;
}

const DrawDown* draw_down_of(const Record& record, const std::string& unit) {
  const std::vector<DrawDown>& draws = record.units.at(unit).draw_downs;
  if (draws.empty()) return nullptr;
  const auto counted = figures_as_counted(record, unit);
  return counted && *counted == draws.back().drawn_from ? &draws.back() : nullptr;
}

std::vector<std::string> impossible_moves(const Record& record, const std::string& batch) {
  const Batch& listed = record.batches.at(batch);
  const Figures* tally = listed.standing();
  if (tally == nullptr || listed.withheld > 0) return {};
  const TallyChange taken = record.challenges.taken_from(batch, record.vote_for);
  std::vector<std::string> words;
  const auto compare = [&](const std::string& what, std::int64_t moved, std::int64_t held) {
    if (moved <= held) return;
    words.push_back(fmt::format("{} counted as {} are moved out of batch {}, whose tally holds {}",
                                moved, what, batch, held));
  };
  for (const auto& [choice, moved] : taken.votes) {
    const auto held = tally->votes.find(choice);
    compare(choice, moved, held == tally->votes.end() ? 0 : held->second);
  }
  compare("blank", taken.blank, tally->blank);
  compare("over", taken.over, tally->over);
  const std::int64_t ballots =
      tally->ballots + record.challenges.change_of(batch, record.vote_for).ballots;
  const std::int64_t most = std::max(listed.ballots, tally->ballots);
  if (ballots > most) {
    words.push_back(fmt::format("batch {} would have {} ballots, and {} were listed or counted",
                                batch, ballots, most));
  }
  return words;
}

std::vector<std::string> impossible_words(const Record& record, const std::string& unit) {
  std::vector<std::string> words;
  if (!counts_by_machine(record, unit)) {
    for (const std::string& id : record.units.at(unit).batches) {
      const auto more = impossible_moves(record, id);
      words.insert(words.end(), more.begin(), more.end());
    }
  }
  const auto figures = figures_settled(record, unit);
  if (!figures) return words;
  const auto compare = [&](const std::string& what, std::int64_t number) {
    if (number < 0) words.push_back(fmt::format("{} would have {} {}", unit, number, what));
  };
  for (const auto& [choice, votes] : figures->votes) compare("votes of " + choice, votes);
  compare("ballots", figures->ballots);
  compare("blank", figures->blank);
  compare("over", figures->over);
  return words;
}

std::optional<Figures> counted_figures(const Record& record, const std::string& unit) {
  if (closed_fate(record, unit) != Fate::Counted) return std::nullopt;
  return figures_settled(record, unit);
}

std::optional<Figures> figures_settled(const Record& record, const std::string& unit) {
  auto sum = figures_as_counted(record, unit);
  if (!sum) return std::nullopt;
  if (!counts_by_machine(record, unit)) {
    for (const std::string& id : record.units.at(unit).batches) {
      // What the tally cannot hold moves nothing.
      if (record.batches.at(id).standing() == nullptr || !impossible_moves(record, id).empty()) {
        continue;
      }
      add(*sum, record.challenges.change_of(id, record.vote_for));
    }
  }
  // Set aside and not counted (Wis. Stat. 9.01(1)(b)4).
  if (const DrawDown* draw = draw_down_of(record, unit)) take_off(*sum, draw->drawn);
  return sum;
}

std::optional<std::map<std::string, std::int64_t>> changes_of(const Record& record,
                                                              const std::string& unit) {
  const auto figures = counted_figures(record, unit);
  const Unit& found = record.units.at(unit);
  if (!figures || !found.returns_given) return std::nullopt;
  std::map<std::string, std::int64_t> changes;
  for (const auto& [choice, votes] : figures->votes) {
    const auto before = found.votes.find(choice);
    const std::int64_t change = votes - (before == found.votes.end() ? 0 : before->second);
    if (change != 0) changes[choice] = change;
  }
  return changes;
}

const CauseGiven* cause_of(const Record& record, const std::string& unit) {
  const auto changes = changes_of(record, unit);
  if (!changes) return nullptr;
  const std::vector<CauseGiven>& causes = record.units.at(unit).causes;
  for (auto cause = causes.rbegin(); cause != causes.rend(); ++cause) {
    if (cause->changes == *changes) return &*cause;
  }
  return nullptr;
}

namespace {

// The stated sum of batches that are withheld is kept apart from what the entries give.
void add_counted(const Record& record, const std::string& id, StandingParts& parts) {
  add_votes(parts.votes, counted_figures(record, id)->votes);
  const auto group = record.groups.find("unit:" + id);
  if (group == record.groups.end()) return;
  for (const auto& [choice, votes] : group->second.figures.votes) parts.votes[choice] -= votes;
  parts.groups.insert(group->first);
}

}  // namespace

std::optional<StandingParts> standing_parts(const Record& record, const std::string& county) {
  StandingParts parts{every_choice(record), {}};
  for (const auto& [place, units] : record.units_of) {
    if (!county.empty() && place != county) continue;
    for (const std::string& id : units) {
      const Unit& unit = record.units.at(id);
      switch (fate_of(record, id)) {
        case Fate::Held: return std::nullopt;
        case Fate::Merged: parts.groups.insert(group_of(record, id)); break;
        case Fate::Counted: add_counted(record, id, parts); break;
        case Fate::Open:
        case Fate::Stands:
          if (!unit.returns_given) return std::nullopt;
          add_votes(parts.votes, unit.votes);
          break;
      }
    }
  }
  for (const std::string& id : parts.groups) {
    const GroupFigures& group = record.groups.at(id);
    if (is_of_one_unit(id)) continue;
    if (!county.empty() && group.county != county) return std::nullopt;
    // A group that is only half signed off at this moment says nothing of the half.
    for (const std::string& unit : group.units) {
      if (fate_of(record, unit) != Fate::Merged) return std::nullopt;
    }
  }
  return parts;
}

std::map<std::string, std::int64_t> with_groups(const Record& record, const StandingParts& parts) {
  std::map<std::string, std::int64_t> votes = parts.votes;
  for (const std::string& id : parts.groups) add_votes(votes, record.groups.at(id).figures.votes);
  return votes;
}

std::optional<std::map<std::string, std::int64_t>> votes_standing(const Record& record,
                                                                  const std::string& county) {
  const auto parts = standing_parts(record, county);
  return parts ? std::optional(with_groups(record, *parts)) : std::nullopt;
}

}  // namespace recanvass::verify
