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
    std::map<ChoiceId, ElectorCount> held;
    if (election_.electors_elsewhere) {
      for (const auto& [choice, electors] : election_.electors_elsewhere->pledged) {
        if (elsewhere_known()) held[choice] += electors;
        college_.electors_all += electors;
      }
    }
    college_.covers_country = college_.electors_all >= kCountryElectors;
    college_.majority_of = rules_.majority_of;
    college_.appoints_none = rules_.appoints_none;
    college_.electors_appointed = college_.electors_all;
    for (const JurisdictionId& id : rules_.appoints_none) {
      const election::Jurisdiction* jurisdiction = election_.find(id);
      if (jurisdiction != nullptr) {
        college_.electors_appointed -= jurisdiction->electors.value_or(ElectorCount(0));
      }
    }
    const ElectorCount base =
        rules_.majority_of == MajorityOf::All ? college_.electors_all : college_.electors_appointed;
    college_.needed = ElectorCount(base.value() / 2 + 1);
    for (const ElectoralUnit& unit : table_.units) {
      if (unit.electors == ElectorCount(0) || !appoints(unit, rules_)) continue;
      if (unit.tie) {
        college_.undecided.push_back(unit.id);
      } else {
        held[unit.leader] += unit.electors;
      }
    }
    college_.pledged = most_first(held);
    for (const JurisdictionId& id : table_.unknown) {
      const election::Jurisdiction* jurisdiction = election_.find(id);
      if (jurisdiction != nullptr && jurisdiction->electors) college_.undecided.push_back(id);
    }
    return true;
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
        if (unit.electors > ElectorCount(0) && !college_.challenger) {
          college_.challenger = unit.runner_up;
        }
      }
    }
  }

  void find_refusal() {
    if (!elsewhere_known()) {
      college_.refusal =
          "Who holds the electors outside the package is not known on this day, so nobody's "
          "electors can be added up.";
    } else if (!college_.undecided.empty()) {
      college_.refusal = fmt::format(
          "Who leads is unknown or tied in {} of the units that choose electors, so nobody's "
          "electors "
          "can be added up.",
          college_.undecided.size());
    } else if (!college_.winner || !college_.challenger) {
      college_.refusal = "No unit has a leader and a challenger.";
    } else if (*college_.winner == *college_.challenger) {
      college_.refusal = "The challenger named already has most pledged electors.";
    }
  }

  [[nodiscard]] std::int64_t held_by(const ChoiceId& choice) const {
    for (const ChoiceElectors& held : college_.pledged) {
      if (held.choice == choice) return held.electors.value();
    }
    return 0;
  }

  // Units that others lead. `only_winners`: those that the winner leads.
  Board lay_out(bool only_winners) {
    Board board;
    for (const ElectoralUnit& unit : table_.units) {
      if (unit.electors == ElectorCount(0) || !appoints(unit, rules_)) continue;
      if (unit.leader == *college_.challenger) continue;
      if (only_winners && unit.leader != *college_.winner) continue;
      const auto votes = votes_to_flip(unit, *college_.challenger);
      if (!votes) continue;
      board.flippable.push_back({&unit, *votes});
      board.items.push_back({unit.electors.value(), votes->switched.value()});
      board.by_margin.push_back(
          {unit.electors.value(), std::max<std::int64_t>(1, votes->margin_votes.value())});
    }
    return board;
  }

  void search() {
    Board outright = lay_out(false);
    college_.apart = group_shared(outright);
    for (const ElectoralUnit& unit : table_.units) {
      const bool known = unit.leader == *college_.challenger ||
                         votes_to_flip(unit, *college_.challenger).has_value();
      if (unit.electors > ElectorCount(0) && appoints(unit, rules_) && !known) {
        college_.unknown_margin.push_back(unit.id);
      }
    }
    const std::int64_t needed = college_.needed.value();
    const std::int64_t gain = needed - held_by(*college_.challenger);
    const std::int64_t everything = college_.electors_all.value();
    if (gain >= 1) college_.outright = run(outright, gain, everything);
    Board denying = lay_out(true);
    group_shared(denying);
    const std::int64_t loss = held_by(*college_.winner) - needed + 1;
    if (loss >= 1 && loss <= gain - 1) college_.contingent = run(denying, loss, gain - 1);
    list_focus(outright);
  }

  FlipSets run(const Board& board, std::int64_t least, std::int64_t most) {
    const SearchLimits limits{rules_.within.numerator(), rules_.within.denominator(),
                              rules_.sets_max};
    const SearchResult found = find_flip_sets(board.items, board.shared, least, most, limits);
    FlipSets sets;
    sets.complete = found.complete;
    for (const FoundSet& set : found.sets) sets.sets.push_back(describe(board, set.items));
    return sets;
  }

  FlipSet describe(const Board& board, std::vector<std::size_t> items) {
    std::sort(items.begin(), items.end(), [&](std::size_t a, std::size_t b) {
      const ElectoralUnit& one = *board.flippable[a].unit;
      const ElectoralUnit& other = *board.flippable[b].unit;
      return one.electors != other.electors ? one.electors > other.electors : one.id < other.id;
    });
    FlipSet set;
    std::map<ChoiceId, ElectorCount> after;
    for (const ChoiceElectors& held : college_.pledged) after[held.choice] = held.electors;
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

  void list_focus(const Board& board) {
    std::vector<std::size_t> focus;
    for (std::size_t i = 0; i < board.flippable.size(); ++i) {
      if (board.flippable[i].unit->focus) focus.push_back(i);
    }
    if (focus.size() > kFocusUnitsMax) return;
    for (std::uint32_t subset = 1; subset < (1U << focus.size()); ++subset) {
      std::vector<std::size_t> items;
      for (std::size_t i = 0; i < focus.size(); ++i) {
        if ((subset >> i & 1U) != 0) items.push_back(focus[i]);
      }
      FocusCase one;
      one.set = describe(board, items);
      one.outcome = outcome_of(one.set);
      college_.focus.push_back(std::move(one));
    }
    std::stable_sort(college_.focus.begin(), college_.focus.end(),
                     [](const FocusCase& a, const FocusCase& b) {
                       if (a.set.units.size() != b.set.units.size()) {
                         return a.set.units.size() < b.set.units.size();
                       }
                       return a.set.switched < b.set.switched;
                     });
  }

  [[nodiscard]] CollegeOutcome outcome_of(const FlipSet& set) const {
    for (const ChoiceElectors& held : set.after) {
      if (held.electors < college_.needed) continue;
      if (held.choice == *college_.challenger) return CollegeOutcome::ChallengerWins;
      if (held.choice == *college_.winner) return CollegeOutcome::WinnerKeeps;
    }
    return CollegeOutcome::NobodyHasMajority;
  }

  const UnitTable& table_;
  const election::Election& election_;
  std::optional<base::Date> as_of_;
  const CollegeRules& rules_;
  College college_;
};

}  // namespace

std::optional<College> assess_college(const UnitTable& units, const election::Election& election,
                                      std::optional<base::Date> as_of, const CollegeRules& rules) {
  return Assessor(units, election, as_of, rules).assess();
}

}  // namespace recanvass::outlook
