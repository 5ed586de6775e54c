#include "workflow/figures_json.h"

namespace recanvass::workflow {

base::Json votes_json(const std::map<std::string, std::int64_t>& votes) {
  base::Json json = base::Json::object();
  for (const auto& [choice, number] : votes) json[choice] = number;
  return json;
}

base::Json finding_json(const UnitReview& review, const reconcile::Finding& finding) {
  return {
      {"rule", reconcile::id_of(finding.rule)},
      {"about", finding.about},
      {"severity", reconcile::id_of(finding.severity)},
      {"words", finding.words},
      {"residual", finding.residual},
      {"impossible", finding.impossible},
      {"explained_by",
       finding.explained_by ? base::Json(reconcile::id_of(*finding.explained_by)) : base::Json()},
      {"accounted_for", !is_unexplained(review, finding)}};
}

base::Json findings_json(const UnitReview& review) {
  base::Json list = base::Json::array();
  for (const reconcile::Finding& finding : review.findings.found) {
    list.push_back(finding_json(review, finding));
  }
  return list;
}

base::Json consequence_json(const UnitReview& review) {
  if (!review.consequence) return {};
  const reconcile::Consequence& consequence = *review.consequence;
  base::Json removals = base::Json::array();
  for (const reconcile::Removal& removal : consequence.removals) {
    removals.push_back(reconcile::words_of(removal));
  }
  return {{"step",
           consequence.step ? base::Json(reconcile::words_of(*consequence.step)) : base::Json()},
          {"words", consequence.words},
          {"policy", consequence.policy},
          {"citation", consequence.citation},
          {"missing", consequence.missing},
          {"draw_down", consequence.draw_down.value()},
          {"removals", removals}};
}

base::Json policy_json(const Operation& operation) {
  base::Json changes = base::Json::array();
  for (const PolicyChange& change : operation.reconciling.policy_changes) {
    changes.push_back({{"entry", change.position},
                       {"from", change.from},
                       {"to", change.to},
                       {"by", change.by},
                       {"approved_by", change.approved_by},
                       {"reason", change.reason}});
  }
  const auto policy = policy_of(operation);
  base::Json known;
  if (policy) {
    known = {{"id", policy->id},
             {"citation", policy->citation},
             {"source", policy->source},
             {"confidence", law::name_of(policy->confidence)}};
  }
  return {{"named", operation.setup.policy}, {"known", known}, {"changes", changes}};
}

std::vector<std::string> units_asked(const Operation& operation, const ViewRequest& request) {
  std::vector<std::string> units;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (!request.county.empty() && unit.county != request.county) continue;
    if (!request.unit.empty() && id != request.unit) continue;
    units.push_back(id);
  }
  return units;
}

Sight sight_of(const Operation& operation, const ViewRequest& request, const std::string& unit) {
  return may_see_reported(operation, request, unit) ? Sight::All : Sight::Blind;
}

}  // namespace recanvass::workflow
