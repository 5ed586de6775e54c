// stage.close: the end of one stage of a staged recount. Whether another is due is the law's to
// say, with the figures as they stand now; where it leaves that open, somebody decides and is
// named.
#include "workflow/body.h"
#include "workflow/contest_law.h"
#include "workflow/count_extent.h"
#include "workflow/count_order.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_result.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

const MethodChoice* staged_choice(const Operation& operation, const std::string& county) {
  for (auto choice = operation.opening.orders.methods.rbegin();
       choice != operation.opening.orders.methods.rend(); ++choice) {
    if (choice->county != county) continue;
    return choice->extent == "staged" ? &*choice : nullptr;
  }
  return nullptr;
}

base::Json find_stage(const Operation& operation, const Command&) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr) return {{"due", "unknown"}};
  const law::Answer answer =
      law::apply(*statute, law_facts_now(operation), operation.law->calendars(), std::nullopt);
  return {{"due", answer.second_stage_due == law::Verdict::Yes
                      ? "yes"
                      : (answer.second_stage_due == law::Verdict::No ? "no" : "unknown")},
          {"statute", answer.statute_id},
          {"citation", answer.citation},
          {"words",
           answer.second_stage_words.empty() ? answer.second_stage : answer.second_stage_words}};
}

base::Problems check_units_of_stage(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems;
  std::int64_t later = 0;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (!county.empty() && unit.county != county) continue;
    const UnitExtent extent = extent_of(operation, id);
    if (extent == UnitExtent::LaterStage) ++later;
    if (extent != UnitExtent::Inside) continue;
    if (result_of(operation, id).fate != recount::UnitFate::Open) continue;
    problems.push_back(
        refusal("stage.open", id, "every unit of the stage signed off", "Finish the stage first."));
  }
  if (later == 0) {
    const base::Json found = find_stage(operation, command);
    problems.push_back(
        refusal("stage.last", "no unit is left", "units of a later stage",
                text_in(found, "due") == "yes"
                    ? fmt::format("By the law one is due ({}; {}), and no unit was kept for it: "
                                  "the certificate says so.",
                                  text_in(found, "words"), text_in(found, "citation"))
                    : "Nothing more can become due."));
  }
  for (const std::string& id : texts_in(command.body, "next_units")) {
    const auto known = operation.commitment.units.find(id);
    if (known == operation.commitment.units.end() ||
        (!county.empty() && known->second.county != county) ||
        extent_of(operation, id) != UnitExtent::LaterStage) {
      problems.push_back(refusal("stage.unit", "\"" + id + "\"", "a unit of a later stage",
                                 "Name units that were not counted again."));
    }
  }
  return problems;
}

// Where the law does not end the recount, a person does not against an order or a petition.
base::Problems check_who_asks(const Operation& operation, const std::string& county,
                              const base::Json& body, const base::Json& found) {
  base::Problems problems;
  if (text_in(found, "due") != "unknown" || text_in(body, "due") != "no") return problems;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (!county.empty() && unit.county != county) continue;
    if (extent_of(operation, id) != UnitExtent::LaterStage) continue;
    const std::string asker = who_asks_for(operation, operation.opening.orders, id);
    if (asker.empty()) continue;
    problems.push_back(refusal("stage.order",
                               id + " would be left out, and " + asker + " asks for it",
                               "\"due\": \"yes\", until every unit that is asked for is counted",
                               "Count it in the next stage; or record what lifts the request."));
  }
  return problems;
}

// The law's word, and a person's only where the law has none.
base::Problems check_who_decides(const base::Json& body, const base::Json& found) {
  const std::string by_law = text_in(found, "due");
  const bool stated = body.contains("due");
  if (by_law != "unknown") {
    if (!stated || text_in(body, "due") == by_law) return {};
    return {refusal("stage.law", text_in(body, "due"),
                    by_law + ": " + text_in(found, "words") + ", " + text_in(found, "citation"),
                    "Leave it out: the law decides.")};
  }
  if (stated && body.contains("decided_by")) return {};
  return {refusal("stage.undecided", "a law that does not say whether another stage is due",
                  "\"due\" and \"decided_by\"", "Say who decided, and what.")};
}

base::Problems decide_stage(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems = county.empty() ? author_acts_in(operation, command.author, "")
                                           : county_is_open_to(operation, command.author, county);
  if (!problems.empty()) return problems;
  if (staged_choice(operation, county) == nullptr) {
    return {refusal("stage.none", county.empty() ? "the whole contest" : county,
                    "a recount in stages",
                    "Set it with method.set, with the first stage's units.")};
  }
  problems = check_units_of_stage(operation, command);
  const base::Json found = find_stage(operation, command);
  add_problems(problems, check_who_decides(command.body, found));
  add_problems(problems, check_who_asks(operation, county, command.body, found));
  return problems;
}

void apply_stage(Operation& operation, const Event& event) {
  const base::Json& found = event.body.at("found");
  const bool by_law = text_in(found, "due") != "unknown";
  StageClose stage;
  stage.position = event.position;
  stage.county = text_in(event.body, "county");
  stage.due = by_law ? text_in(found, "due") : text_in(event.body, "due");
  stage.decided_by = by_law ? text_in(found, "statute") : text_in(event.body, "decided_by");
  stage.words = by_law ? text_in(found, "words") : text_in(event.body, "words");
  stage.next_units = texts_in(event.body, "next_units");
  std::ranges::sort(stage.next_units);
  operation.deciding.stages.push_back(std::move(stage));
}

}  // namespace

UseCase close_stage() {
  UseCase use_case;
  use_case.kind = "stage.close";
  use_case.summary = "Close a stage of a recount; the law says whether another is due.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"county", FieldType::Text, false, "Id of the county; the whole contest if left out."},
      {"due",
       FieldType::Text,
       false,
       "Whether another is due, where the law leaves it open.",
       {"yes", "no"}},
      {"decided_by", FieldType::Text, false, "Who decided, where the law leaves it open."},
      {"next_units", FieldType::Texts, false, "Units of the next stage; all that are left."},
      {"words", FieldType::Text, true, "What the stage found, in a sentence."}};
  use_case.decide = decide_stage;
  use_case.find = find_stage;
  use_case.apply = apply_stage;
  return use_case;
}

}  // namespace recanvass::workflow
