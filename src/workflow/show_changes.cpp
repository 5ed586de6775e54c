// show changes: original and second count side by side, the largest changes first, each with its
// cause; and how far the counts lie apart as a whole. Units appear when they are signed off.
#include "base/figures.h"
#include "recount/causes.h"
#include "recount/variation.h"
#include "workflow/print_parts.h"
#include "workflow/unit_result.h"
#include "workflow/view.h"
#include "workflow/view_list.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Json given_cause_json(const Operation& operation, const std::string& unit) {
  const UnitCause* cause = cause_of(operation, unit);
  if (cause == nullptr) return {};
  return {{"code", cause->code},
          {"words", cause->words},
          {"minute", cause->minute},
          {"by", cause->author},
          {"entry", cause->position}};
}

// "lin and roy have each other's votes of the first count": a pair of figures that were exchanged.
base::Json exchanged_words(const Operation& operation, const recount::UnitChange& change) {
  const auto& votes = change.changes;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    for (std::size_t k = i + 1; k < votes.size(); ++k) {
      if (votes[i].before != votes[k].after || votes[k].before != votes[i].after) continue;
      return fmt::format("{} and {} have each other's votes of the first count",
                         choice_name(operation, votes[i].choice.text),
                         choice_name(operation, votes[k].choice.text));
    }
  }
  return {};
}

base::Json unit_change_json(const Operation& operation, const recount::UnitChange& change) {
  base::Json choices = base::Json::array();
  for (const recount::VoteChange& vote : change.changes) {
    choices.push_back({{"choice", vote.choice.text},
                       {"before", vote.before.value()},
                       {"after", vote.after.value()},
                       {"net", vote.net().value()}});
  }
  const base::Json cause = given_cause_json(operation, change.key.unit);
  return {{"unit", change.key.unit},
          {"name", operation.commitment.units.at(change.key.unit).name},
          {"county", change.key.county},
          {"largest", change.largest.value()},
          {"gross", change.gross.value()},
          {"total_before", change.total_before.value()},
          {"total_after", change.total_after.value()},
          {"top_two_changed", change.top_two_changed},
          {"choices", choices},
          {"exchanged", exchanged_words(operation, change)},
          {"cause", cause},
          {"red", cause.is_null() ? base::Json("R11") : base::Json()}};
}

base::Json choices_json(const recount::Difference& difference) {
  base::Json list = base::Json::array();
  for (const recount::ChoiceDifference& choice : difference.choices) {
    list.push_back({{"choice", choice.choice.text},
                    {"before", choice.before.value()},
                    {"after", choice.after.value()},
                    {"gross", choice.gross.value()}});
  }
  return list;
}

recount::CertificateCheck check_causes(const Operation& operation,
                                       const recount::Difference& difference) {
  std::map<recount::UnitKey, std::vector<recount::GivenCause>> given;
  for (const recount::UnitChange& change : difference.changed) {
    if (const UnitCause* cause = cause_of(operation, change.key.unit)) {
      given[change.key].push_back({cause->code, cause->minute});
    }
  }
  return recount::check_certificate(difference, given);
}

// Both counts by county, of the units that both have.
std::vector<recount::CountyCounts> counts_by_county(const BothCounts& counts) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> places;
  for (std::size_t i = 0; i < counts.before.units().size(); ++i) {
    places[counts.before.units()[i].name].first = i;
  }
  const std::size_t choices = counts.before.choices().size();
  std::map<std::string, recount::CountyCounts> by_county;
  for (std::size_t i = 0; i < counts.after.units().size(); ++i) {
    const election::UnitVotes::Unit& unit = counts.after.units()[i];
    recount::CountyCounts& county = by_county[unit.county];
    county.county = unit.county;
    county.first.resize(choices);
    county.second.resize(choices);
    for (std::size_t j = 0; j < choices; ++j) {
      county.first[j] += counts.before.votes(places.at(unit.name).first, j);
      county.second[j] += counts.after.votes(i, j);
    }
  }
  std::vector<recount::CountyCounts> list;
  for (auto& [id, county] : by_county) list.push_back(std::move(county));
  return list;
}

base::Json percent_json(const std::optional<base::Rational>& share) {
  if (!share) return {};
  return base::percent_of(share->numerator(), share->denominator(), 4);
}

std::size_t seats_to_fill(const Operation& operation) {
  return static_cast<std::size_t>(seats_of(operation));
}

base::Json variation_json(const Operation& operation, const BothCounts& counts) {
  const auto table = recount::variation_of(counts.before.choices(), counts_by_county(counts),
                                           seats_to_fill(operation));
  if (!table || table->counties.empty()) return {};
  return {{"total_votes", table->whole.total_votes.value()},
          {"total_percent", percent_json(table->whole.total_share())},
          {"margin_votes", table->whole.margin_votes.value()},
          {"margin_percent", percent_json(table->whole.margin_share())},
          {"largest_county_total_percent", percent_json(table->largest_total_share())},
          {"largest_county_margin_percent", percent_json(table->largest_margin_share())},
          {"counties", table->counties.size()},
          {"counties_under_0.05_percent", table->counties_under(base::Rational(1, 2000))}};
}

// Leader and margins are of the units that both counts have; nothing where these are all.
base::Json reach_words(const Operation& operation, const ViewRequest& request,
                       std::int64_t compared) {
  const auto all = std::ranges::count_if(operation.commitment.units, [&](const auto& unit) {
    return (request.county.empty() || unit.second.county == request.county) &&
           (request.unit.empty() || unit.first == request.unit);
  });
  if (compared >= all) return {};
  return fmt::format("Leader, margins and totals are of the {} compared, and not of the {} others.",
                     base::counted(compared, "unit", "units"), base::grouped(all - compared));
}

base::Json build_changes(const Operation& operation, const ViewRequest& request) {
  const BothCounts counts = both_counts(operation, [&](const std::string& id) {
    const ReportedUnit& unit = operation.commitment.units.at(id);
    return may_see_reported(operation, request, id) &&
           (request.county.empty() || unit.county == request.county) &&
           (request.unit.empty() || id == request.unit);
  });
  const auto difference =
      recount::compare_counts(counts.before, counts.after, seats_to_fill(operation));
  if (!difference) {
    return {{"problem", base::sentences(difference.problems())}, {"changed", base::Json::array()}};
  }
  const recount::CertificateCheck check = check_causes(operation, *difference);
  base::Json changed = base::Json::array();
  for (const recount::UnitChange& change : difference->changed) {
    changed.push_back(unit_change_json(operation, change));
  }
  const bool any = difference->units_compared > 0;  // else nobody leads
  const auto known = [any](const auto& value) { return any ? base::Json(value) : base::Json(); };
  return {{"words", reach_words(operation, request, difference->units_compared)},
          {"units_compared", difference->units_compared},
          {"units_changed", difference->units_changed()},
          {"units_unchanged", difference->units_unchanged()},
          {"units_changed_top_two", difference->units_changed_top_two},
          {"leader", known(difference->leader.text)},
          {"runner_up", known(difference->runner_up.text)},
          {"margin_before", known(difference->margin_before.value())},
          {"margin_after", known(difference->margin_after.value())},
          {"total_before", difference->total_before.value()},
          {"total_after", difference->total_after.value()},
          {"gross", difference->gross.value()},
          {"choices", choices_json(*difference)},
          {"causes_lacking", check.lacking.size()},
          {"unexplained", check.unexplained.size()},
          {"variation", variation_json(operation, counts)},
          {"changed", changed}};
}

}  // namespace

View show_changes() {
  return {"changes", "What the second count changed, largest changes first, with their causes.",
          build_changes};
}

}  // namespace recanvass::workflow
