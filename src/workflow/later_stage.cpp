#include "workflow/later_stage.h"

#include "workflow/contest_law.h"
#include "workflow/count_extent.h"
#include "workflow/unit_result.h"

#include <algorithm>
#include <map>
#include <optional>

namespace recanvass::workflow {
namespace {

// Signed off, or opened again after its county's statement: its figures are known to everybody.
bool was_closed(const Operation& operation, const std::string& unit) {
  return operation.counting.signed_off.contains(unit) ||
         operation.deciding.county_statements.contains(operation.commitment.units.at(unit).county);
}

// Votes of the contest after the first count by machine; nothing before it is complete.
std::optional<std::map<std::string, std::int64_t>> votes_by_machine(const Operation& operation) {
  std::map<std::string, std::int64_t> sums;
  bool any = false;
  for (const auto& [id, unit] : operation.commitment.units) {
    const bool by_machine =
        counts_by_machine(operation, id) && is_complete(operation, id) && was_closed(operation, id);
    const UnitResult result = result_of(operation, id);
    if (!by_machine && result.fate == recount::UnitFate::Open) return std::nullopt;
    any = any || by_machine;
    const auto votes = by_machine ? *figures_when_complete(operation, id) : result.votes;
    for (const auto& [choice, number] : votes) sums[choice] += number;
  }
  if (!any) return std::nullopt;
  return sums;
}

bool petition_is_accepted(const Operation& operation) {
  return std::ranges::any_of(operation.opening.petitions.by_id, [](const auto& entry) {
    return entry.second.stage() == PetitionStage::Accepted;
  });
}

}  // namespace

LaterStage later_stage(const Operation& operation) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr || statute->method != "retabulate" ||
      (statute->stages.empty() && statute->second_stage.empty())) {
    return {};
  }
  const auto votes = votes_by_machine(operation);
  if (!votes) {
    return {false,
            "its later stage comes after every unit's count by machine, signed off; set its method "
            "before the units are reopened"};
  }
  const law::Answer answer = law::apply(*statute, law_facts_at(operation, *votes),
                                        operation.law->calendars(), std::nullopt);
  if (answer.second_stage_due == law::Verdict::Yes) return {true, answer.second_stage_words};
  const bool asked = !statute->second_stage.empty() && petition_is_accepted(operation);
  if (asked) return {true, statute->second_stage};
  std::string words = answer.second_stage_words;
  if (!statute->second_stage.empty()) {
    words += (words.empty() ? "" : "; ") + statute->second_stage + " (no petition was accepted)";
  }
  return {false, "its later stage: " + words};
}

}  // namespace recanvass::workflow
