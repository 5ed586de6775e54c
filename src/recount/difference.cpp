#include "recount/difference.h"

#include "base/check.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace recanvass::recount {
namespace {

using election::ChoiceId;
using election::UnitVotes;
using election::VoteCount;

// Place of each unit in a count, and what stands twice.
struct UnitIndex {
  std::map<UnitKey, std::size_t> places;
  base::Problems problems;
};

UnitIndex index_units(const UnitVotes& votes, const std::string& which) {
  UnitIndex index;
  for (std::size_t i = 0; i < votes.units().size(); ++i) {
    const UnitKey key{votes.units()[i].county, votes.units()[i].name};
    if (index.places.emplace(key, i).second) continue;
    index.problems.push_back({"difference.duplicate-unit",
                              {which, static_cast<std::int64_t>(i) + 1, "unit"},
                              fmt::format("\"{}\" of \"{}\" again", key.unit, key.county),
                              "each unit once",
                              "Give the two units different names."});
  }
  return index;
}

// Where each choice of the first count stands in the second.
base::Result<std::vector<std::size_t>> match_choices(const UnitVotes& before,
                                                     const UnitVotes& after) {
  base::Problems problems;
  std::vector<std::size_t> places;
  const auto missing = [&](const std::string& which, const ChoiceId& choice) {
    problems.push_back({"difference.choices",
                        {which, 0, choice.text},
                        "no such choice",
                        "the same choices in both counts",
                        "Map the choices to the same ids."});
  };
  for (const ChoiceId& choice : before.choices()) {
    const auto place = std::ranges::find(after.choices(), choice);
    if (place == after.choices().end()) {
      missing("after", choice);
    } else {
      places.push_back(static_cast<std::size_t>(place - after.choices().begin()));
    }
  }
  for (const ChoiceId& choice : after.choices()) {
    if (std::ranges::find(before.choices(), choice) == before.choices().end()) {
      missing("before", choice);
    }
  }
  if (problems.empty() && before.choices().size() < 2) {
    problems.push_back({"difference.too-few",
                        {"before", 0, ""},
                        "fewer than two choices",
                        "at least two",
                        "Compare a contest."});
  }
  if (!problems.empty()) return problems;
  return places;
}

VoteCount size_of_change(VoteCount before, VoteCount after) {
  return before < after ? after - before : before - after;
}

UnitChange compare_unit(const UnitVotes& before, std::size_t unit, const UnitVotes& after,
                        std::size_t unit_after, const std::vector<std::size_t>& places) {
  UnitChange change;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const VoteCount was = before.votes(unit, i);
    const VoteCount is = after.votes(unit_after, places[i]);
    change.total_before += was;
    change.total_after += is;
    if (was == is) continue;
    change.changes.push_back({before.choices()[i], was, is});
    change.gross += size_of_change(was, is);
    change.largest = std::max(change.largest, size_of_change(was, is));
  }
  return change;
}

void add_totals(Difference& difference, const UnitVotes& before, std::size_t unit,
                const UnitVotes& after, std::size_t unit_after,
                const std::vector<std::size_t>& places) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    ChoiceDifference& choice = difference.choices[i];
    const VoteCount was = before.votes(unit, i);
    const VoteCount is = after.votes(unit_after, places[i]);
    choice.before += was;
    choice.after += is;
    choice.gross += size_of_change(was, is);
  }
}

void name_the_top_two(Difference& difference, std::size_t seats) {
  std::vector<const ChoiceDifference*> order;
  for (const ChoiceDifference& choice : difference.choices) order.push_back(&choice);
  std::ranges::stable_sort(
      order, [](const auto* left, const auto* right) { return left->before > right->before; });
  const std::size_t last_seat = std::min(seats, order.size() - 1) - 1;
  const ChoiceDifference& leader = *order[last_seat];
  const ChoiceDifference& runner_up = *order[last_seat + 1];
  difference.leader = leader.choice;
  difference.runner_up = runner_up.choice;
  difference.margin_before = leader.before - runner_up.before;
  difference.margin_after = leader.after - runner_up.after;
}

void finish(Difference& difference, std::size_t seats) {
  for (const ChoiceDifference& choice : difference.choices) {
    difference.total_before += choice.before;
    difference.total_after += choice.after;
    difference.gross += choice.gross;
  }
  name_the_top_two(difference, seats);
  for (UnitChange& change : difference.changed) {
    change.top_two_changed = std::ranges::any_of(change.changes, [&](const VoteChange& vote) {
      return vote.choice == difference.leader || vote.choice == difference.runner_up;
    });
    if (change.top_two_changed) ++difference.units_changed_top_two;
  }
  std::ranges::sort(difference.changed, [](const UnitChange& left, const UnitChange& right) {
    return std::tuple(right.largest, right.gross, left.key) <
           std::tuple(left.largest, left.gross, right.key);
  });
}

}  // namespace

base::Result<Difference> compare_counts(const UnitVotes& before, const UnitVotes& after,
                                        std::size_t seats) {
  RECANVASS_CHECK(seats >= 1);
  const UnitIndex first = index_units(before, "before");
  const UnitIndex second = index_units(after, "after");
  base::Problems problems = first.problems;
  problems.insert(problems.end(), second.problems.begin(), second.problems.end());
  const auto places = match_choices(before, after);
  if (!places) {
    problems.insert(problems.end(), places.problems().begin(), places.problems().end());
  }
  if (!problems.empty()) return problems;

  Difference difference;
  for (const ChoiceId& choice : before.choices())
    difference.choices.push_back({choice, {}, {}, {}});
  for (const auto& [key, unit] : first.places) {
    const auto other = second.places.find(key);
    if (other == second.places.end()) {
      difference.only_before.push_back(key);
      continue;
    }
    ++difference.units_compared;
    add_totals(difference, before, unit, after, other->second, *places);
    UnitChange change = compare_unit(before, unit, after, other->second, *places);
    if (change.changes.empty()) continue;
    change.key = key;
    difference.changed.push_back(std::move(change));
  }
  for (const auto& [key, unit] : second.places) {
    if (!first.places.contains(key)) difference.only_after.push_back(key);
  }
  finish(difference, seats);
  return difference;
}

}  // namespace recanvass::recount
