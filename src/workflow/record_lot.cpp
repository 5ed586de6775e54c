// lot.record: how a tie for the last seat was settled, by lot or as the law has it. It holds for
// the votes that it was drawn for and for no others; no certificate names who ties without it.
#include "base/figures.h"
#include "workflow/body.h"
#include "workflow/closing.h"
#include "workflow/gates.h"
#include "workflow/unit_result.h"
#include "workflow/use_case_list.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

base::Problems check_all_counted(const Operation& operation) {
  for (const auto& [id, unit] : operation.commitment.units) {
    if (result_of(operation, id).fate != recount::UnitFate::Open) continue;
    return {refusal("lot.open", id + ", whose count is open", "the votes of every unit",
                    "Finish the count first: a lot is drawn for votes that are final.")};
  }
  return {};
}

base::Problems check_drawn(const SeatTie& tie, const std::vector<std::string>& drawn) {
  const std::set<std::string> each(drawn.begin(), drawn.end());
  const bool fits = each.size() == drawn.size() && drawn.size() == tie.seats_left &&
                    std::ranges::all_of(drawn, [&](const std::string& id) {
                      return std::ranges::find(tie.tied, id) != tie.tied.end();
                    });
  if (fits) return {};
  return {refusal("lot.drawn", fmt::format("{}", fmt::join(drawn, ", ")),
                  fmt::format("{} of those who tie: {}", tie.seats_left, fmt::join(tie.tied, ", ")),
                  "Name whom the lot gave the seats that are left.")};
}

base::Problems decide_lot(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems,
               signed_after_the_count(operation, text_in(command.body, "drawn_at"), "", "drawn"));
  add_problems(problems, check_all_counted(operation));
  if (!problems.empty()) return problems;
  const auto votes = totals_of(operation, "");
  const auto tie = tie_of(operation, votes);
  if (!tie) {
    return {refusal("lot.none", "no tie for the last seat", "choices with the same votes",
                    "Nothing is drawn: the votes decide.")};
  }
  if (lot_for(operation, votes) != nullptr) {
    problems.push_back(refusal("lot.twice", "a lot that is recorded", "one for the same votes",
                               "See `show ELECTION results`."));
  }
  add_problems(problems, check_drawn(*tie, texts_in(command.body, "drawn")));
  return problems;
}

base::Json find_lot(const Operation& operation, const Command&) {
  const auto votes = totals_of(operation, "");
  return {{"votes", votes}, {"tied", tie_of(operation, votes)->tied}};
}

void apply_lot(Operation& operation, const Event& event) {
  operation.deciding.lots.push_back(
      {event.position, event.author, event.approved_by, texts_in(event.body, "drawn"),
       moment_in(event.body, "drawn_at"), text_in(event.body, "place"),
       text_in(event.body, "words"), numbers_in(event.body.at("found"), "votes")});
}

}  // namespace

UseCase record_lot() {
  UseCase use_case;
  use_case.kind = "lot.record";
  use_case.summary =
      "Record how a tie for the last seat was settled: by lot, or as the law has it.";
  use_case.roles = {Role::StateOfficer, Role::BoardMember};
  use_case.persons = Persons::Two;
  use_case.fields = {
      {"drawn", FieldType::Texts, true, "Ids of the choices that got the seats left."},
      {"drawn_at", FieldType::Moment, true, "When, local time."},
      {"place", FieldType::Text, true, "Where, and who was present."},
      {"words", FieldType::Text, true, "How it was drawn, and the rule of law that says so."}};
  use_case.decide = decide_lot;
  use_case.find = find_lot;
  use_case.apply = apply_lot;
  return use_case;
}

}  // namespace recanvass::workflow
