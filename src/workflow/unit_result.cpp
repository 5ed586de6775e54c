#include "workflow/unit_result.h"

#include "base/quantity.h"
#include "workflow/challenge_sums.h"
#include "workflow/count_extent.h"
#include "workflow/unit_review.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using recount::UnitFate;

const UnitSums* sums_of_unit(const Operation& operation, const std::string& unit) {
  const auto found = operation.counting.sums.find(unit);
  return found == operation.counting.sums.end() ? nullptr : &found->second;
}

const MachineResult* machine_result_of(const Operation& operation, const std::string& unit) {
  const auto found = operation.deciding.machine_results.find(unit);
  return found == operation.deciding.machine_results.end() ? nullptr : &found->second.back();
}

template <class Source>
Tally tally_of(const Operation& operation, const Source& source) {
  Tally tally;
  tally.ballots = source.ballots;
  tally.votes = votes_of_all(operation, source.votes);
  tally.blank = source.blank;
  tally.over = source.over;
  return tally;
}

// @pre the unit is complete.
Tally complete_figures(const Operation& operation, const std::string& unit) {
  return counts_by_machine(operation, unit)
             ? tally_of(operation, *machine_result_of(operation, unit))
             : tally_of(operation, *sums_of_unit(operation, unit));
}

// Challenged ballots as they were settled instead of as they were tallied.
void settle_challenged(const Operation& operation, const std::string& unit, Tally& figures) {
  const Adjustment settled = adjustment_of_unit(operation, unit);
  for (const auto& [choice, change] : settled.votes) figures.votes[choice] += change;
  figures.ballots += settled.ballots;
  figures.blank += settled.blank;
  figures.over += settled.over;
}

// What was drawn out is set aside and not counted (Wis. Stat. 9.01(1)(b)4).
void take_off(const DrawDown& draw, Tally& figures) {
  for (const auto& [choice, votes] : draw.drawn.votes) figures.votes[choice] -= votes;
  figures.ballots -= draw.drawn.ballots;
  figures.blank -= draw.drawn.blank;
  figures.over -= draw.drawn.over;
}

UnitResult original(const Operation& operation, const std::string& unit, UnitFate fate) {
  const ReportedUnit& reported = operation.commitment.units.at(unit);
  UnitResult out;
  out.fate = fate;
  out.votes = votes_of_all(operation, reported.votes);
  out.ballots = reported.ballots;
  out.source = "original";
  const UnitSums* sums = sums_of_unit(operation, unit);
  if (fate == UnitFate::Open && sums != nullptr && sums->batches > 0) {
    out.ballots = std::max(out.ballots.value_or(0), sums->listed_ballots);
  }
  return out;
}

bool first_count_stands(const Operation& operation, const std::string& unit) {
  return extent_of(operation, unit) == UnitExtent::Outside ||
         is_ruled_not_recountable(operation, unit);
}

// @pre the unit is complete.
UnitResult complete_result(const Operation& operation, const std::string& unit) {
  Tally figures = complete_figures(operation, unit);
  const bool machine = counts_by_machine(operation, unit);
  if (!machine) settle_challenged(operation, unit, figures);
  if (const DrawDown* draw = draw_down_of(operation, unit)) take_off(*draw, figures);
  return {UnitFate::Counted, std::move(figures.votes),    figures.ballots, figures.blank,
          figures.over,      machine ? "machine" : "hand"};
}

}  // namespace

bool counts_by_machine(const Operation& operation, const std::string& unit) {
  switch (method_of(operation, unit)) {
    case CountMethod::Hand: return false;
    case CountMethod::Machine: return true;
    case CountMethod::Mixed: {
      const ChosenCount* chosen = chosen_count(operation, unit);
      return machine_result_of(operation, unit) != nullptr &&
             (chosen == nullptr || !chosen->by_hand);
    }
  }
  return false;
}

const ChosenCount* chosen_count(const Operation& operation, const std::string& unit) {
  const auto chosen = operation.deciding.chosen_counts.find(unit);
  const MachineResult* tape = machine_result_of(operation, unit);
  const bool holds = chosen != operation.deciding.chosen_counts.end() && tape != nullptr &&
                     chosen->second.position > tape->position &&
                     method_of(operation, unit) != CountMethod::Machine;
  return holds ? &chosen->second : nullptr;
}

bool is_complete(const Operation& operation, const std::string& unit) {
  if (counts_by_machine(operation, unit)) return machine_result_of(operation, unit) != nullptr;
  const UnitSums* sums = sums_of_unit(operation, unit);
  return sums != nullptr && sums->is_counted();
}

std::optional<Tally> figures_as_counted(const Operation& operation, const std::string& unit) {
  if (!is_complete(operation, unit)) return std::nullopt;
  return complete_figures(operation, unit);
}

const DrawDown* draw_down_of(const Operation& operation, const std::string& unit) {
  const auto found = operation.reconciling.draw_downs.find(unit);
  if (found == operation.reconciling.draw_downs.end()) return nullptr;
  const DrawDown& latest = found->second.back();
  const auto counted = figures_as_counted(operation, unit);
  return counted && counted->same_figures(latest.drawn_from) ? &latest : nullptr;
}

CountSoFar count_so_far(const Operation& operation, const std::string& unit) {
  CountSoFar out;
  out.stands = !counted_result(operation, unit) && first_count_stands(operation, unit);
  if (out.stands) return out;
  out.by_machine = counts_by_machine(operation, unit);
  out.is_complete = is_complete(operation, unit);
  const UnitSums* sums = sums_of_unit(operation, unit);
  out.batches = sums == nullptr ? 0 : sums->batches;
  if (out.is_complete) {
    out.batches_done = out.batches;
    out.figures = complete_figures(operation, unit);
  } else if (!out.by_machine && sums != nullptr) {
    out.batches_done = sums->settled;
    out.figures = tally_of(operation, *sums);
  }
  if (const DrawDown* draw = draw_down_of(operation, unit)) out.drawn = draw->drawn;
  return out;
}

std::optional<UnitResult> counted_result(const Operation& operation, const std::string& unit) {
  if (!operation.counting.signed_off.contains(unit) || !is_complete(operation, unit)) {
    return std::nullopt;
  }
  return complete_result(operation, unit);
}

std::optional<std::map<std::string, std::int64_t>> figures_when_complete(const Operation& operation,
                                                                         const std::string& unit) {
  if (!is_complete(operation, unit)) return std::nullopt;
  return complete_result(operation, unit).votes;
}

std::vector<std::string> impossible_words(const Operation& operation, const std::string& unit) {
  std::vector<std::string> words;
  if (!counts_by_machine(operation, unit)) words = impossible_moves_of_unit(operation, unit);
  if (!is_complete(operation, unit)) return words;
  const UnitResult result = complete_result(operation, unit);
  const auto compare = [&](const std::string& what, std::int64_t number) {
    if (number < 0) words.push_back(fmt::format("{} would have {} {}", unit, number, what));
  };
  for (const auto& [choice, votes] : result.votes) compare("votes of " + choice, votes);
  compare("ballots", *result.ballots);
  compare("blank", *result.blank);
  compare("over", *result.over);
  return words;
}

UnitResult result_of(const Operation& operation, const std::string& unit) {
  if (auto counted = counted_result(operation, unit)) return *std::move(counted);
  return original(operation, unit,
                  first_count_stands(operation, unit) ? UnitFate::Stands : UnitFate::Open);
}

std::map<std::string, std::int64_t> changes_of(const Operation& operation,
                                               const std::string& unit) {
  std::map<std::string, std::int64_t> changes;
  const std::optional<UnitResult> result = counted_result(operation, unit);
  if (!result) return changes;
  const auto before = votes_of_all(operation, operation.commitment.units.at(unit).votes);
  for (const auto& [choice, votes] : result->votes) {
    if (votes != before.at(choice)) changes[choice] = votes - before.at(choice);
  }
  return changes;
}

const UnitCause* cause_of(const Operation& operation, const std::string& unit) {
  const auto found = operation.deciding.causes.find(unit);
  if (found == operation.deciding.causes.end()) return nullptr;
  const auto changes = changes_of(operation, unit);
  for (auto cause = found->second.rbegin(); cause != found->second.rend(); ++cause) {
    if (cause->changes == changes) return &*cause;
  }
  return nullptr;
}

std::map<std::string, std::int64_t> votes_of_all(const Operation& operation,
                                                 const std::map<std::string, std::int64_t>& votes) {
  std::map<std::string, std::int64_t> all;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto found = votes.find(choice.id);
    all[choice.id] = found == votes.end() ? 0 : found->second;
  }
  return all;
}

std::vector<std::int64_t> in_paper_order(const Operation& operation,
                                         const std::map<std::string, std::int64_t>& votes) {
  std::vector<std::int64_t> ordered;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto found = votes.find(choice.id);
    ordered.push_back(found == votes.end() ? 0 : found->second);
  }
  return ordered;
}

BothCounts both_counts(const Operation& operation,
                       const std::function<bool(const std::string&)>& shows) {
  std::vector<election::ChoiceId> choices;
  for (const SetupChoice& choice : operation.setup.choices) choices.push_back({choice.id});
  BothCounts counts{election::UnitVotes(choices), election::UnitVotes(choices)};
  for (const auto& [id, reported] : operation.commitment.units) {
    if (!shows(id)) continue;
    const UnitResult result = result_of(operation, id);
    if (result.fate == UnitFate::Stands) continue;
    election::UnitVotes::Unit unit;
    unit.name = id;
    unit.county = reported.county;
    counts.before.add(unit, in_paper_order(operation, reported.votes));
    if (result.fate == UnitFate::Counted) {
      counts.after.add(unit, in_paper_order(operation, result.votes));
    }
  }
  return counts;
}

std::map<std::string, std::int64_t> totals_of(const Operation& operation,
                                              const std::string& county) {
  std::map<std::string, election::VoteCount> sums;
  for (const auto& [id, reported] : operation.commitment.units) {
    if (!county.empty() && reported.county != county) continue;
    for (const auto& [choice, votes] : result_of(operation, id).votes) {
      sums[choice] += election::VoteCount(votes);
    }
  }
  std::map<std::string, std::int64_t> totals;
  for (const SetupChoice& choice : operation.setup.choices) {
    totals[choice.id] = sums[choice.id].value();
  }
  return totals;
}

}  // namespace recanvass::workflow
