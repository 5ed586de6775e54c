#include "outlook/college.h"

#include "outlook/flip_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::ElectorCount;
using election::JurisdictionId;
using election::VoteCount;

constexpr std::size_t kFocusUnitsMax = 8;

std::vector<ChoiceElectors> most_first(const std::map<ChoiceId, ElectorCount>& electors) {
  std::vector<ChoiceElectors> list;
  for (const auto& [choice, held] : electors) list.push_back({choice, held});
  std::stable_sort(list.begin(), list.end(), [](const ChoiceElectors& a, const ChoiceElectors& b) {
    return a.electors > b.electors;
  });
  return list;
}

bool appoints(const ElectoralUnit& unit, const CollegeRules& rules) {
  return std::find(rules.appoints_none.begin(), rules.appoints_none.end(), unit.id) ==
         rules.appoints_none.end();
}

// A unit that may come out for the challenger: where it stands, and what that takes.
struct Flippable {
  const ElectoralUnit* unit = nullptr;
  VotesToFlip votes;
};

// What the search works on, with the way back to units.
struct Board {
  std::vector<Flippable> flippable;
  std::vector<FlipItem> items;       // votes switched
  std::vector<FlipItem> by_margin;   // the same with margins as costs
  std::vector<SharedItems> shared;
};

const JurisdictionId& at_large_of(const ElectoralUnit& unit) {
  return unit.shares_ballots_with ? *unit.shares_ballots_with : unit.id;
}

// Units of one state share ballots: flippable ones whose leader is the same form a group.
std::vector<JurisdictionId> group_shared(Board& board) {
  std::map<JurisdictionId, std::vector<std::size_t>> by_state;
  for (std::size_t i = 0; i < board.flippable.size(); ++i) {
    by_state[at_large_of(*board.flippable[i].unit)].push_back(i);
  }
  std::vector<JurisdictionId> apart;
  for (const auto& [state, members] : by_state) {
    if (members.size() < 2) continue;
    const ChoiceId& leader = board.flippable[members.front()].unit->leader;
    const bool one_leader = std::all_of(members.begin(), members.end(), [&](std::size_t member) {
      return board.flippable[member].unit->leader == leader;
    });
    if (!one_leader) {
      for (const std::size_t member : members) apart.push_back(board.flippable[member].unit->id);
      continue;
    }
    SharedItems group;
    group.items = members;
    for (const std::size_t member : members) {
      if (!board.flippable[member].unit->shares_ballots_with) {
        group.covering = static_cast<std::int64_t>(member);
      }
    }
    board.shared.push_back(group);
  }
  return apart;
}

bool chooses_electors(const ElectoralUnit& unit, const CollegeRules& rules) {
  return unit.electors > ElectorCount(0) && appoints(unit, rules);
}

// Sets of units, from a table in which every unit has a leader.
class SetFinder {
 public:
  SetFinder(const UnitTable& table, const CollegeRules& rules, const College& college,
            std::vector<ChoiceElectors> electors)
      : table_(table), rules_(rules), college_(college), electors_(std::move(electors)) {
    outright_ = lay_out(Leaders::Anybody);
    apart_ = group_shared(outright_);
  }

  [[nodiscard]] const std::vector<JurisdictionId>& apart() const { return apart_; }

  /// The challenger reaches a majority.
  [[nodiscard]] FlipSets outright() const {
    const std::int64_t gain = challenger_lacks();
    if (gain < 1) return {};
    return run(outright_, gain, college_.electors_all.value());
  }

  /// The winner loses the majority, and the challenger does not reach one.
  [[nodiscard]] FlipSets contingent() const {
    Board denying = lay_out(Leaders::Winner);
    group_shared(denying);
    const std::int64_t loss = held_by(*college_.winner) - college_.needed.value() + 1;
    const std::int64_t gain = challenger_lacks();
    if (loss < 1 || loss > gain - 1) return {};
    return run(denying, loss, gain - 1);
  }

  /// Every choice of units in focus.
  [[nodiscard]] std::vector<FocusCase> focus() const {
    std::vector<FocusCase> cases;
    std::vector<std::size_t> focus;
    for (std::size_t i = 0; i < outright_.flippable.size(); ++i) {
      if (outright_.flippable[i].unit->focus) focus.push_back(i);
    }
    if (focus.size() > kFocusUnitsMax) return cases;
    for (std::uint32_t subset = 1; subset < (1U << focus.size()); ++subset) {
      std::vector<std::size_t> items;
      for (std::size_t i = 0; i < focus.size(); ++i) {
        if ((subset >> i & 1U) != 0) items.push_back(focus[i]);
      }
      FocusCase one;
      one.set = describe(outright_, items);
      one.outcome = outcome_of(one.set.after);
      cases.push_back(std::move(one));
    }
    std::stable_sort(cases.begin(), cases.end(), [](const FocusCase& a, const FocusCase& b) {
      if (a.set.units.size() != b.set.units.size()) {
        return a.set.units.size() < b.set.units.size();
      }
      return a.set.switched < b.set.switched;
    });
    return cases;
  }

  [[nodiscard]] CollegeOutcome outcome_of(const std::vector<ChoiceElectors>& electors) const {
    for (const ChoiceElectors& held : electors) {
      if (held.electors < college_.needed) continue;
      if (held.choice == *college_.challenger) return CollegeOutcome::ChallengerWins;
      if (held.choice == *college_.winner) return CollegeOutcome::WinnerKeeps;
    }
    return CollegeOutcome::NobodyHasMajority;
  }

 private:
  enum class Leaders { Anybody, Winner };

  [[nodiscard]] std::int64_t held_by(const ChoiceId& choice) const {
    for (const ChoiceElectors& held : electors_) {
      if (held.choice == choice) return held.electors.value();
    }
    return 0;
  }

  [[nodiscard]] std::int64_t challenger_lacks() const {
    return college_.needed.value() - held_by(*college_.challenger);
  }

  // Units that others lead.
  [[nodiscard]] Board lay_out(Leaders leaders) const {
    Board board;
    for (const ElectoralUnit& unit : table_.units) {
      if (!chooses_electors(unit, rules_) || unit.leader == *college_.challenger) continue;
      if (leaders == Leaders::Winner && unit.leader != *college_.winner) continue;
      const auto votes = votes_to_flip(unit, *college_.challenger);
      if (!votes) continue;
      board.flippable.push_back({&unit, *votes});
      board.items.push_back({unit.electors.value(), votes->switched.value()});
      board.by_margin.push_back(
          {unit.electors.value(), std::max<std::int64_t>(1, votes->margin_votes.value())});
    }
    return board;
  }

  [[nodiscard]] FlipSets run(const Board& board, std::int64_t least, std::int64_t most) const {
    const SearchLimits limits{rules_.within.numerator(), rules_.within.denominator(),
                              rules_.sets_max};
    const SearchResult found = find_flip_sets(board.items, board.shared, least, most, limits);
    FlipSets sets;
    sets.complete = found.complete;
    for (const FoundSet& set : found.sets) sets.sets.push_back(describe(board, set.items));
    return sets;
  }

  [[nodiscard]] FlipSet describe(const Board& board, std::vector<std::size_t> items) const {
    std::sort(items.begin(), items.end(), [&](std::size_t a, std::size_t b) {
      const ElectoralUnit& one = *board.flippable[a].unit;
      const ElectoralUnit& other = *board.flippable[b].unit;
      return one.electors != other.electors ? one.electors > other.electors : one.id < other.id;
    });
    FlipSet set;
    std::map<ChoiceId, ElectorCount> after;
    for (const ChoiceElectors& held : electors_) after[held.choice] = held.electors;
    for (const std::size_t item : items) {
      const ElectoralUnit& unit = *board.flippable[item].unit;
      set.units.push_back(unit.id);
      set.approximate = set.approximate || unit.press || !unit.verified || unit.rounded_to;
      after[unit.leader] -= unit.electors;
      after[*college_.challenger] += unit.electors;
    }
    set.switched = VoteCount(cost_of(items, board.items, board.shared));
    set.margin_votes = VoteCount(cost_of(items, board.by_margin, board.shared));
    set.after = most_first(after);
    return set;
  }

  const UnitTable& table_;
  const CollegeRules& rules_;
  const College& college_;
  std::vector<ChoiceElectors> electors_;
  Board outright_;
  std::vector<JurisdictionId> apart_;
};

// A unit whose electors are pledged to nobody yet, and who can still get them.
struct OpenUnit {
  JurisdictionId id;
  ElectorCount electors;
  const ElectoralUnit* tied = nullptr;  // null: nobody is known to lead
  std::vector<ChoiceId> open_to;
};

// Who has most votes of a tied unit; where votes are unknown the two that were reported.
std::vector<ChoiceId> tied_choices(const ElectoralUnit& unit) {
  std::vector<ChoiceId> tied;
  VoteCount most{0};
  for (const election::ChoiceTotal& total : unit.votes) most = std::max(most, total.votes);
  for (const election::ChoiceTotal& total : unit.votes) {
    if (total.votes == most) tied.push_back(total.choice);
  }
  if (tied.empty()) tied = {unit.leader, unit.runner_up};
  return tied;
}

// Who of those it is open to suits the first of two best: the first, else anybody but the second.
const ChoiceId& best_for(const ChoiceId& first, const ChoiceId& second,
                         const std::vector<ChoiceId>& open_to) {
  const auto found = std::find(open_to.begin(), open_to.end(), first);
  if (found != open_to.end()) return *found;
  const auto neutral = std::find_if(open_to.begin(), open_to.end(),
                                    [&](const ChoiceId& choice) { return choice != second; });
  return neutral != open_to.end() ? *neutral : open_to.front();
}

class Assessor {
 public:
  Assessor(const UnitTable& table, const election::Election& election,
           std::optional<base::Date> as_of, const CollegeRules& rules)
      : table_(table), election_(election), as_of_(as_of), rules_(rules) {}

  std::optional<College> assess() {
    if (!count_electors()) return std::nullopt;
    record_cast();
    name_sides();
    find_refusal();
    if (college_.refusal.empty()) search();
    return std::move(college_);
  }

 private:
  // False when nobody here has electors.
  bool count_electors() {
    for (const election::Jurisdiction& jurisdiction : election_.jurisdictions) {
      college_.electors_all += jurisdiction.electors.value_or(ElectorCount(0));
    }
    if (college_.electors_all == ElectorCount(0)) return false;
    if (election_.electors_elsewhere) {
      for (const auto& [choice, electors] : election_.electors_elsewhere->pledged) {
        if (elsewhere_known()) held_[choice] += electors;
        college_.electors_all += electors;
      }
    }
    college_.covers_country = college_.electors_all >= kCountryElectors;
    college_.majority_of = rules_.majority_of;
    college_.appoints_none = rules_.appoints_none;
    college_.electors_appointed = college_.electors_all;
    for (const JurisdictionId& id : rules_.appoints_none) {
      college_.electors_appointed -= electors_of(id);
    }
    const ElectorCount base =
        rules_.majority_of == MajorityOf::All ? college_.electors_all : college_.electors_appointed;
    college_.needed = ElectorCount(base.value() / 2 + 1);
    for (const ElectoralUnit& unit : table_.units) {
      if (!chooses_electors(unit, rules_)) continue;
      if (unit.tie) {
        open_.push_back({unit.id, unit.electors, &unit, tied_choices(unit)});
      } else {
        held_[unit.leader] += unit.electors;
      }
    }
    for (const JurisdictionId& id : table_.unknown) {
      if (electors_of(id) > ElectorCount(0) && appoints_any(id)) {
        open_.push_back({id, electors_of(id), nullptr, {}});
      }
    }
    for (const OpenUnit& unit : open_) {
      college_.undecided.push_back(unit.id);
      college_.undecided_electors += unit.electors;
    }
    college_.pledged = most_first(held_);
    return true;
  }

  [[nodiscard]] ElectorCount electors_of(const JurisdictionId& id) const {
    const election::Jurisdiction* jurisdiction = election_.find(id);
    return jurisdiction == nullptr ? ElectorCount(0)
                                   : jurisdiction->electors.value_or(ElectorCount(0));
  }

  [[nodiscard]] bool appoints_any(const JurisdictionId& id) const {
    const auto& none = rules_.appoints_none;
    return std::find(none.begin(), none.end(), id) == none.end();
  }

  [[nodiscard]] bool elsewhere_known() const {
    const auto& elsewhere = election_.electors_elsewhere;
    return !elsewhere || !as_of_ || !elsewhere->known_on || *elsewhere->known_on <= *as_of_;
  }

  void record_cast() {
    const auto& cast = election_.electors_cast;
    if (!cast || (as_of_ && cast->known_on > *as_of_)) return;
    std::map<ChoiceId, ElectorCount> votes;
    for (const election::CastVotes& one : cast->votes) votes[ChoiceId{one.choice}] += one.electors;
    college_.cast = most_first(votes);
  }

  void name_sides() {
    if (!college_.pledged.empty()) college_.winner = college_.pledged.front().choice;
    if (rules_.challenger) {
      college_.challenger = rules_.challenger;
    } else if (college_.pledged.size() > 1) {
      college_.challenger = college_.pledged[1].choice;
    } else if (college_.winner) {  // everything is pledged to one: look for the rival in the units
      for (const ElectoralUnit& unit : table_.units) {
        if (unit.electors == ElectorCount(0) || college_.challenger) continue;
        const bool led_by_winner = unit.leader == *college_.winner;
        college_.challenger = led_by_winner ? unit.runner_up : unit.leader;
      }
    }
  }

  void find_refusal() {
    if (!elsewhere_known()) {
      college_.refusal =
          "Who holds the electors outside the package is not known on this day, so nobody's "
          "electors can be added up.";
    } else if (!college_.winner || !college_.challenger) {
      college_.refusal = "No unit that chooses electors has a leader and a challenger.";
    } else if (*college_.winner == *college_.challenger) {
      college_.refusal = "The challenger named already has most pledged electors.";
    }
  }

  void search() {
    for (const ElectoralUnit& unit : table_.units) {
      const bool known = unit.tie || unit.leader == *college_.challenger ||
                         votes_to_flip(unit, *college_.challenger).has_value();
      if (chooses_electors(unit, rules_) && !known) college_.unknown_margin.push_back(unit.id);
    }
    for (OpenUnit& unit : open_) {
      if (unit.open_to.empty()) unit.open_to = {*college_.winner, *college_.challenger};
    }
    const std::vector<std::vector<ChoiceId>> ways = ways_to_resolve();
    const UnitTable first = resolved(ways.front());
    const SetFinder finder(first, rules_, college_, electors_in(ways.front()));
    college_.apart = finder.apart();
    college_.focus = finder.focus();
    college_.outright = finder.outright();
    college_.contingent = finder.contingent();
    if (open_.empty()) return;
    for (const std::vector<ChoiceId>& way : ways) college_.resolutions.push_back(resolve(way));
  }

  // A way gives each open unit to one choice. Without open units there is one way, and it is empty.
  [[nodiscard]] std::vector<std::vector<ChoiceId>> ways_to_resolve() const {
    std::vector<ChoiceId> for_winner;
    std::vector<ChoiceId> for_challenger;
    std::size_t all = 1;
    for (const OpenUnit& unit : open_) {
      for_winner.push_back(best_for(*college_.winner, *college_.challenger, unit.open_to));
      for_challenger.push_back(best_for(*college_.challenger, *college_.winner, unit.open_to));
      all = std::min(all * unit.open_to.size(), kResolutionsMax + 1);
    }
    std::vector<std::vector<ChoiceId>> ways = {for_winner};
    if (for_challenger != for_winner) ways.push_back(for_challenger);
    if (all > kResolutionsMax) return ways;
    for (std::size_t number = 0; number < all; ++number) {
      std::vector<ChoiceId> way;
      std::size_t rest = number;
      for (const OpenUnit& unit : open_) {
        way.push_back(unit.open_to[rest % unit.open_to.size()]);
        rest /= unit.open_to.size();
      }
      if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(way);
    }
    return ways;
  }

  [[nodiscard]] std::vector<ChoiceElectors> electors_in(const std::vector<ChoiceId>& way) const {
    std::map<ChoiceId, ElectorCount> electors = held_;
    for (std::size_t i = 0; i < open_.size(); ++i) electors[way[i]] += open_[i].electors;
    return most_first(electors);
  }

  // The tied units led by whoever they are given to. One vote more for another choice would end the
  // tie, so they stay in play; a unit whose leader is not known does not.
  [[nodiscard]] UnitTable resolved(const std::vector<ChoiceId>& way) const {
    UnitTable table = table_;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (open_[i].tied == nullptr) continue;
      for (ElectoralUnit& unit : table.units) {
        if (unit.id != open_[i].id) continue;
        if (way[i] != unit.leader) unit.runner_up = unit.leader;
        unit.leader = way[i];
        unit.tie = false;
      }
    }
    return table;
  }

  [[nodiscard]] Resolution resolve(const std::vector<ChoiceId>& way) const {
    Resolution resolution;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      resolution.given.push_back({open_[i].id, way[i]});
    }
    resolution.electors = electors_in(way);
    const UnitTable table = resolved(way);
    const SetFinder finder(table, rules_, college_, resolution.electors);
    resolution.outcome = finder.outcome_of(resolution.electors);
    resolution.outright = finder.outright();
    resolution.contingent = finder.contingent();
    return resolution;
  }

  const UnitTable& table_;
  const election::Election& election_;
  std::optional<base::Date> as_of_;
  const CollegeRules& rules_;
  std::map<ChoiceId, ElectorCount> held_;
  std::vector<OpenUnit> open_;
  College college_;
};

}  // namespace

std::optional<College> assess_college(const UnitTable& units, const election::Election& election,
                                      std::optional<base::Date> as_of, const CollegeRules& rules) {
  return Assessor(units, election, as_of, rules).assess();
}

}  // namespace recanvass::outlook
