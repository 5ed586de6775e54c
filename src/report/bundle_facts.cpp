#include "report/bundle_facts.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::report {
namespace {

void add_checked(std::int64_t& to, std::int64_t number) {
  RECANVASS_CHECK(!__builtin_add_overflow(to, number, &to));
}

// False: what was reported is not given.
bool add_original(std::vector<std::int64_t>& votes, const BundleUnit& unit) {
  if (!unit.returns_given) return false;
  for (std::size_t i = 0; i < votes.size() && i < unit.reported.size(); ++i) {
    add_checked(votes[i], unit.reported[i].value_or(0));
  }
  return true;
}

}  // namespace

std::string impossible_state(UnitState state) {
  return state == UnitState::Open || state == UnitState::Original ? "impossible, under review"
                                                                  : "impossible as reported";
}

BundleFinding impossible_row(const BundleUnit& unit, std::string rule, std::string severity,
                             std::int64_t residual, std::string words) {
  const std::string state = impossible_state(unit.state);
  return {unit.county,     unit.id,
          state,           std::move(rule),
          "as reported",   std::move(severity),
          residual,        state == impossible_state(UnitState::Open) ? "no" : "yes",
          std::move(words)};
}

BundleFinding impossible_unseen(const BundleUnit& unit) {
  return impossible_row(unit, "", "", 0, "what was reported is not given yet");
}

void add_figures(CountedFigures& sum, const CountedFigures& more) {
  if (sum.votes.empty()) sum.votes.resize(more.votes.size());
  RECANVASS_CHECK(sum.votes.size() == more.votes.size());
  add_checked(sum.ballots, more.ballots);
  add_checked(sum.blank, more.blank);
  add_checked(sum.over, more.over);
  for (std::size_t i = 0; i < sum.votes.size(); ++i) add_checked(sum.votes[i], more.votes[i]);
}

BundleTotals totals_of(const BundleFacts& facts, const std::string& county) {
  BundleTotals totals;
  CountedFigures sum;
  sum.votes.resize(facts.choices.size());
  std::vector<std::int64_t> votes(facts.choices.size());  // of first counts that stand
  bool whole = true;
  for (const BundleUnit& unit : facts.units) {
    if (!county.empty() && unit.county != county) continue;
    ++totals.units;
    switch (unit.state) {
      case UnitState::Counted:
        ++totals.units_counted;
        add_figures(sum, *unit.counted);
        break;
      case UnitState::Merged:
        ++totals.units_counted;
        // A group of several counties cannot be divided among them.
        whole = whole && (county.empty() || unit.group != "all");
        break;
      case UnitState::Original:
        ++totals.units_original;
        whole = add_original(votes, unit) && whole;
        break;
      case UnitState::Open:
      case UnitState::Held: whole = false; break;
    }
  }
  for (const BundleGroup& group : facts.groups) {
    const bool inside = county.empty() || group.county == county;
    if (inside && group.unit.empty()) add_figures(sum, group.counted);
  }
  if (!whole) return totals;
  if (totals.units_original == 0) totals.counted = sum;
  for (std::size_t i = 0; i < votes.size(); ++i) add_checked(votes[i], sum.votes[i]);
  totals.votes = votes;
  return totals;
}

bool has_no_report(const BundleUnit& unit) {
  return unit.returns_given && !unit.reported.empty() &&
         std::ranges::none_of(unit.reported, [](const auto& votes) { return votes.has_value(); });
}

std::string words_of(UnitState state) {
  switch (state) {
    case UnitState::Open: return "open";
    case UnitState::Counted: return "counted";
    case UnitState::Merged: return "merged";
    case UnitState::Held: return "held";
    case UnitState::Original: return "original";
  }
  RECANVASS_CHECK(!"a state without a name");
  return {};
}

}  // namespace recanvass::report
