// show reconciliation: each unit put to the rules, what is still unexplained, what was not checked,
// and what the state's policy makes of it.
#include "workflow/figures_json.h"
#include "workflow/unit_result.h"
#include "workflow/view_list.h"

#include <set>

namespace recanvass::workflow {
namespace {

base::Json rules_not_checked(const reconcile::Findings& findings) {
  std::set<std::string> rules;
  for (const reconcile::NotChecked& hole : findings.not_checked) {
    rules.insert(reconcile::id_of(hole.rule));
  }
  return rules;
}

base::Json holes_json(const reconcile::Findings& findings) {
  base::Json list = base::Json::array();
  for (const reconcile::NotChecked& hole : findings.not_checked) {
    list.push_back(
        {{"rule", reconcile::id_of(hole.rule)}, {"about", hole.about}, {"missing", hole.missing}});
  }
  return list;
}

base::Json worksheet_json(const UnitReview& review) {
  base::Json lines = base::Json::object();
  for (const reconcile::FigureRow& row : reconcile::figure_rows()) {
    const auto value = reconcile::value_of(review.record.figures, row.figure);
    lines[std::string(row.id)] = value ? base::Json(*value) : base::Json();
  }
  return lines;
}

std::string form_words(const UnitExplanation& explanation) {
  return explanation.form == reconcile::ExplanationForm::Sworn ? "sworn" : "said";
}

std::string ruling_words(reconcile::BoardRuling ruling) {
  switch (ruling) {
    case reconcile::BoardRuling::NotRuled: return "not ruled";
    case reconcile::BoardRuling::AfterRefusal: return "not ruled, after a refusal";
    case reconcile::BoardRuling::Accepted: return "accepted";
    case reconcile::BoardRuling::Refused: return "refused";
  }
  return {};
}

base::Json explanations_json(const Operation& operation, const std::string& unit) {
  base::Json list = base::Json::array();
  const auto found = operation.reconciling.explanations.find(unit);
  if (found == operation.reconciling.explanations.end()) return list;
  for (const UnitExplanation& explanation : found->second) {
    list.push_back({{"entry", explanation.position},
                    {"by", explanation.author},
                    {"rule", explanation.rule},
                    {"about", explanation.about},
                    {"code", explanation.code},
                    {"words", explanation.words},
                    {"ballots", explanation.ballots},
                    {"form", form_words(explanation)},
                    {"ruling", ruling_words(explanation.ruling)},
                    {"minute", explanation.minute}});
  }
  return list;
}

base::Json draw_downs_json(const Operation& operation, const std::string& unit) {
  base::Json list = base::Json::array();
  const auto found = operation.reconciling.draw_downs.find(unit);
  if (found == operation.reconciling.draw_downs.end()) return list;
  for (const DrawDown& draw : found->second) {
    list.push_back({{"entry", draw.position},
                    {"by", draw.author},
                    {"removed", votes_json(draw.removed)},
                    {"votes", votes_json(draw.drawn.votes)},
                    {"blank", draw.drawn.blank},
                    {"over", draw.drawn.over},
                    {"taken_off", draw_down_of(operation, unit) == &draw},
                    {"protocol", draw.protocol},
                    {"minute", draw.minute}});
  }
  return list;
}

base::Json unit_json(const Operation& operation, const ViewRequest& request, const std::string& id,
                     const UnitReview& review) {
  const ReportedUnit& unit = operation.commitment.units.at(id);
  base::Json json = {{"unit", id},
                     {"name", unit.name},
                     {"county", unit.county},
                     {"state", reconcile::words_of(review.state)},
                     {"holds_publication", review.holds_publication},
                     {"findings", findings_json(review)},
                     {"not_checked", rules_not_checked(review.findings)},
                     {"policy_step", consequence_json(review)},
                     {"draw_downs", draw_downs_json(operation, id)},
                     {"reported_visible", may_see_reported(operation, request, id)}};
  if (request.unit != id) return json;
  json["holes"] = holes_json(review.findings);
  json["worksheet"] = worksheet_json(review);
  json["explanations"] = explanations_json(operation, id);
  return json;
}

// R4 over units: their votes against the reported outcome.
base::Json sums_json(const Operation& operation) {
  base::Json list = base::Json::array();
  if (operation.commitment.reported_outcome.empty()) return list;
  for (const SetupChoice& choice : operation.setup.choices) {
    std::vector<reconcile::SumPart> parts;
    for (const auto& [id, unit] : operation.commitment.units) {
      const auto votes = unit.votes.find(choice.id);
      parts.push_back({id, votes == unit.votes.end() ? 0 : votes->second});
    }
    const auto stated = operation.commitment.reported_outcome.find(choice.id);
    const auto findings = reconcile::check_sum(
        {operation.setup.jurisdiction, "votes of " + choice.id, "unit", "units"}, parts,
        stated == operation.commitment.reported_outcome.end()
            ? std::nullopt
            : std::optional<std::int64_t>(stated->second));
    for (const reconcile::Finding& finding : findings.found) {
      list.push_back({{"rule", "R4"}, {"choice", choice.id}, {"words", finding.words}});
    }
  }
  return list;
}

// Rules that read several units: media loaded twice or missing, choices without votes.
base::Json across_json(const std::vector<reconcile::UnitRecord>& records) {
  base::Json list = base::Json::array();
  const auto findings = reconcile::check_across(records, reconcile::Settings{});
  for (const reconcile::Finding& finding : findings.found) {
    list.push_back({{"rule", reconcile::id_of(finding.rule)},
                    {"unit", finding.unit},
                    {"about", finding.about},
                    {"severity", reconcile::id_of(finding.severity)},
                    {"words", finding.words}});
  }
  return list;
}

base::Json build_reconciliation(const Operation& operation, const ViewRequest& request) {
  base::Json units = base::Json::array();
  std::map<std::string, std::int64_t> states = {
      {"balanced", 0}, {"explained", 0}, {"open", 0}, {"impossible, under review", 0}};
  std::int64_t held = 0;
  std::vector<reconcile::UnitRecord> records;
  for (const std::string& id : units_asked(operation, request)) {
    UnitReview review = review_unit(operation, id, sight_of(operation, request, id));
    states[reconcile::words_of(review.state)] += 1;
    if (review.holds_publication) ++held;
    units.push_back(unit_json(operation, request, id, review));
    review.record.batches.clear();
    records.push_back(std::move(review.record));
  }
  return {{"policy", policy_json(operation)},
          {"states", states},
          {"units_held", held},
          {"sums",
           may_see_reported_sums(operation, request) ? sums_json(operation) : base::Json::array()},
          {"across_units", across_json(records)},
          {"units", units}};
}

}  // namespace

View show_reconciliation() {
  return {"reconciliation", "Voters, ballots, machines and totals of each unit, by rule.",
          build_reconciliation};
}

}  // namespace recanvass::workflow
