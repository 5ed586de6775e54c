// show history: every version of a unit's returns with its day, its cause and what the rules found
// in it, and at the end the second count. Without a unit asked for: those with more than one, and
// those that a rule holds back.
#include "workflow/figures_json.h"
#include "workflow/unit_result.h"
#include "workflow/view_list.h"

namespace recanvass::workflow {
namespace {

base::Json red_json(const reconcile::Finding& finding) {
  return {{"rule", reconcile::id_of(finding.rule)}, {"words", finding.words}};
}

base::Json red_rules(const UnitReview& review) {
  base::Json list = base::Json::array();
  for (const reconcile::Finding& finding : review.findings.found) {
    if (finding.severity != reconcile::Severity::Red) continue;
    list.push_back(red_json(finding));
  }
  return list;
}

base::Json cause_json(const std::string& code, const std::string& words,
                      const std::string& minute) {
  if (code.empty()) return {};
  return {{"code", code}, {"words", words}, {"minute", minute}};
}

base::Json net_changes(const std::map<std::string, std::int64_t>& before,
                       const std::map<std::string, std::int64_t>& after) {
  base::Json net = base::Json::object();
  for (const auto& [choice, votes] : after) {
    const auto was = before.find(choice);
    if (was != before.end() && was->second != votes) net[choice] = votes - was->second;
  }
  return net;
}

base::Json version_json(const Operation& operation, const std::string& unit, std::size_t place,
                        bool visible) {
  const auto& versions = operation.reconciling.versions.at(unit);
  const ReturnsVersion& version = versions[place];
  base::Json json = {{"label", version.label},
                     {"entry", version.position},
                     {"by", version.author},
                     {"known_on", version.known_on},
                     {"source", version.source},
                     {"cause", cause_json(version.cause, version.words, version.minute)},
                     {"ballots", nullptr},
                     {"votes", nullptr},
                     {"changes", nullptr},
                     {"red", nullptr}};
  if (!visible) return json;
  if (version.ballots) json["ballots"] = *version.ballots;
  json["votes"] = votes_json(version.votes);
  if (place > 0) json["changes"] = net_changes(versions[place - 1].votes, version.votes);
  json["red"] = red_rules(review_returns(operation, unit, place + 1));
  return json;
}

base::Json count_json(const Operation& operation, const std::string& unit) {
  const auto result = counted_result(operation, unit);
  if (!result) return {};
  const UnitCause* cause = cause_of(operation, unit);
  return {{"source", result->source},
          {"ballots", result->ballots ? base::Json(*result->ballots) : base::Json()},
          {"votes", votes_json(result->votes)},
          {"changes", votes_json(changes_of(operation, unit))},
          {"cause",
           cause == nullptr ? base::Json() : cause_json(cause->code, cause->words, cause->minute)}};
}

// What was released, and what a rule finds red in it with all that is known since.
base::Json publication_json(const Operation& operation, const std::string& unit, bool visible) {
  const auto found = operation.reconciling.publications.find(unit);
  if (found == operation.reconciling.publications.end()) return {};
  base::Json json = {{"entry", found->second.position},
                     {"version_entry", found->second.version},
                     {"red_now", nullptr}};
  if (!visible) return json;
  const auto versions = operation.reconciling.versions.find(unit);
  std::size_t known = 0;
  if (versions != operation.reconciling.versions.end()) {
    while (known < versions->second.size() &&
           versions->second[known].position <= found->second.version) {
      ++known;
    }
  }
  const UnitReview review = review_returns(operation, unit, known);
  base::Json red = base::Json::array();
  for (const reconcile::Finding& finding : review.findings.found) {
    if (finding.severity != reconcile::Severity::Red || !is_unexplained(review, finding)) continue;
    red.push_back(red_json(finding));
  }
  json["red_now"] = red;
  return json;
}

// One version alone is listed where it is held, or was released and is red by now.
bool is_in_question(const Operation& operation, const ViewRequest& request,
                    const std::string& unit) {
  return may_see_reported(operation, request, unit) &&
         review_returns(operation, unit).holds_publication;
}

base::Json build_history(const Operation& operation, const ViewRequest& request) {
  base::Json units = base::Json::array();
  for (const std::string& id : units_asked(operation, request)) {
    const auto versions = operation.reconciling.versions.find(id);
    const std::size_t known =
        versions == operation.reconciling.versions.end() ? 0 : versions->second.size();
    if (known < 2 && request.unit.empty() && !is_in_question(operation, request, id)) continue;
    const bool visible = may_see_reported(operation, request, id);
    const ReportedUnit& unit = operation.commitment.units.at(id);
    base::Json list = base::Json::array();
    for (std::size_t i = 0; i < known; ++i) {
      list.push_back(version_json(operation, id, i, visible));
    }
    base::Json json = {{"unit", id},
                       {"name", unit.name},
                       {"county", unit.county},
                       {"versions", list},
                       {"recount", count_json(operation, id)},
                       {"published", publication_json(operation, id, visible)},
                       {"held", nullptr}};
    if (visible) json["held"] = review_returns(operation, id).holds_publication;
    units.push_back(std::move(json));
  }
  return {{"units", units}};
}

}  // namespace

View show_history() {
  return {"history", "Versions of each unit's returns, with the cause of each change.",
          build_history};
}

}  // namespace recanvass::workflow
