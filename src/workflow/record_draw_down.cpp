// drawdown.record: ballots that the board removed because ballots exceeded voters. What has to be
// removed is the policy's to say; which ballots came out is drawn by hand and can only be recorded.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_review.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

std::string stage_id(reconcile::RemovalStage stage) {
  switch (stage) {
    case reconcile::RemovalStage::DefectiveEnvelope: return "defective-envelope";
    case reconcile::RemovalStage::Blank: return "blank";
    case reconcile::RemovalStage::WithoutInitials: return "without-initials";
    case reconcile::RemovalStage::AtRandom: return "at-random";
  }
  RECANVASS_CHECK(!"a stage without an id");
  return {};
}

std::map<std::string, std::int64_t> removals_of(const reconcile::Consequence& consequence) {
  std::map<std::string, std::int64_t> removed;
  for (const reconcile::Removal& removal : consequence.removals) {
    removed[stage_id(removal.stage)] += removal.removed.value();
  }
  return removed;
}

std::string removals_text(const std::map<std::string, std::int64_t>& removed) {
  std::vector<std::string> parts;
  for (const auto& [stage, ballots] : removed)
    parts.push_back(fmt::format("{} {}", ballots, stage));
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", "));
}

// Ballots found less voters, before anything is removed.
std::int64_t excess_of(const reconcile::UnitRecord& record) {
  return record.figures.ballots_found->value() - reconcile::voters_of(record, nullptr)->value();
}

bool is_recorded(const Operation& operation, const std::string& unit, std::int64_t excess) {
  const auto found = operation.reconciling.draw_downs.find(unit);
  return found != operation.reconciling.draw_downs.end() && found->second.back().excess == excess;
}

base::Problems check_plan(const Operation& operation, const Command& command,
                          const UnitReview& review) {
  const auto planned = removals_of(*review.consequence);
  base::Problems problems;
  if (number_in(command.body, "surplus") != review.consequence->draw_down.value()) {
    problems.push_back(
        refusal("drawdown.surplus", std::to_string(number_in(command.body, "surplus")),
                std::to_string(review.consequence->draw_down.value()), review.consequence->words));
  }
  if (numbers_in(command.body, "removed") != planned) {
    problems.push_back(refusal("drawdown.stages",
                               removals_text(numbers_in(command.body, "removed")),
                               removals_text(planned), review.consequence->words));
  }
  add_problems(
      problems,
      choices_are_known(operation, command.body.value("votes", base::Json::object()), "votes"));
  if (is_recorded(operation, text_in(command.body, "unit"), excess_of(review.record))) {
    problems.push_back(refusal("drawdown.twice", "a draw-down that is recorded",
                               "one for the same difference", "Nothing more has to be removed."));
  }
  return problems;
}

base::Problems decide_draw_down(const Operation& operation, const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = unit_is_within(operation, command.author, unit);
  if (!problems.empty()) return problems;
  const auto policy = policy_of(operation);
  if (!policy || policy->procedure != reconcile::Procedure::WisconsinDrawDown) {
    return {refusal("drawdown.policy", operation.setup.policy, "a policy that draws ballots down",
                    policy ? "Under " + policy->citation + ": " + policy->on_difference + "."
                           : "No policy of this name is known.")};
  }
  const UnitReview review = review_unit(operation, unit, Sight::All);
  if (review.consequence->step != reconcile::Step::DrawDown) {
    return {refusal("drawdown.none", review.consequence->words, "more ballots than voters",
                    "Nothing is removed here.")};
  }
  return check_plan(operation, command, review);
}

// Ballots found less voters, and why so many go.
base::Json find_draw_down(const Operation& operation, const Command& command) {
  const UnitReview review = review_unit(operation, text_in(command.body, "unit"), Sight::Blind);
  return {{"excess", excess_of(review.record)},
          {"policy", review.consequence->policy},
          {"citation", review.consequence->citation}};
}

void apply_draw_down(Operation& operation, const Event& event) {
  const std::string unit = text_in(event.body, "unit");
  DrawDown draw;
  draw.position = event.position;
  draw.author = event.author;
  draw.excess = number_in(event.body.at("found"), "excess");
  draw.removed = numbers_in(event.body, "removed");
  draw.votes = numbers_in(event.body, "votes");
  draw.protocol = text_in(event.body, "protocol");
  draw.minute = text_in(event.body, "minute");
  operation.reconciling.draw_downs[unit].push_back(std::move(draw));
}

}  // namespace

UseCase record_draw_down() {
  UseCase use_case;
  use_case.kind = "drawdown.record";
  use_case.summary = "Record ballots removed because ballots exceeded voters, in the law's order.";
  use_case.roles = {Role::BoardMember, Role::CountyOfficer, Role::Supervisor};
  use_case.fields = {
      {"unit", FieldType::Text, true, "Id of the unit."},
      {"surplus", FieldType::Number, true, "Ballots removed in all."},
      {"removed", FieldType::Numbers, true,
       "By stage: defective-envelope, blank, without-initials, at-random."},
      {"protocol", FieldType::Text, true,
       "How they were drawn: by whom, from what, with what seed."},
      {"drawn", FieldType::Texts, false, "The ballots that came out, where they have numbers."},
      {"votes", FieldType::Numbers, false, "Votes on the ballots removed, by choice."},
      {"minute", FieldType::Text, true, "Where the minutes say so."}};
  use_case.decide = decide_draw_down;
  use_case.find = find_draw_down;
  use_case.apply = apply_draw_down;
  return use_case;
}

}  // namespace recanvass::workflow
