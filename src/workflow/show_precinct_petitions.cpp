// show precinct-petitions and petition-plan: voters' petitions for single districts with what was
// decided about each, and what it would take to ask for all of a county or of the state.
#include "base/figures.h"
#include "workflow/contest_law.h"
#include "workflow/precinct_law.h"
#include "workflow/view_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using base::Json;

bool may_see_references(const ViewRequest& request, const std::string& county) {
  if (request.viewer == nullptr || !may_act_in(*request.viewer, county)) return false;
  return request.viewer->role == Role::StateOfficer || request.viewer->role == Role::CountyOfficer;
}

Json precinct_rule_json(const PrecinctRule& rule) {
  return {{"statute", rule.statute->id},
          {"citation", rule.statute->citation},
          {"in_force", law::words_of(rule.statute->in_force)},
          {"confidence", law::name_of(rule.statute->confidence)},
          {"signers", rule.signers},
          {"fee", law::words_of(rule.statute->fee)}};
}

Json decisions_json(const PrecinctPetition& petition) {
  Json list = Json::array();
  for (const PrecinctDecision& decision : petition.decisions) {
    list.push_back({{"entry", decision.position},
                    {"verdict", name_of(decision.verdict)},
                    {"words", decision.words}});
  }
  return list;
}

Json precinct_petition_json(const Operation& operation, const ViewRequest& request,
                            const PrecinctPetition& petition) {
  Json json = {{"number", petition.number},
               {"county", petition.county},
               {"unit", petition.unit},
               {"filed_at", petition.filed_at},
               {"signers", petition.signers.size()},
               {"verdict", name_of(petition.verdict())},
               {"words", petition.decisions.back().words},
               {"decisions", decisions_json(petition)}};
  if (petition.fee_cents) json["fee_cents"] = *petition.fee_cents;
  const DistrictEquipment* equipment = equipment_of(operation, petition.unit, petition.county);
  if (equipment != nullptr) json["paper"] = name_of(equipment->paper);
  if (equipment != nullptr && equipment->paper == PaperKind::None) {
    json["paper_words"] = kNoPaperWords;
  }
  if (may_see_references(request, petition.county)) {
    Json references = Json::array();
    for (const Signer& signer : petition.signers) {
      references.push_back({{"voter", signer.voter}, {"unit", signer.unit}});
    }
    json["signer_references"] = std::move(references);
  }
  return json;
}

bool is_wanted(const ViewRequest& request, const PrecinctPetition& petition) {
  return (request.county.empty() || request.county == petition.county) &&
         (request.unit.empty() || request.unit == petition.unit);
}

Json build_precinct_petitions(const Operation& operation, const ViewRequest& request) {
  std::map<std::string, std::int64_t> verdicts = {
      {"accepted", 0}, {"refused", 0}, {"waiting", 0}, {"withdrawn", 0}};
  base::UsdCents fees;
  Json list = Json::array();
  for (const PrecinctPetition& petition : operation.opening.petitions.precincts) {
    if (!is_wanted(request, petition)) continue;
    ++verdicts[name_of(petition.verdict())];
    if (petition.verdict() == PrecinctVerdict::Accepted && petition.fee_cents) {
      fees += base::UsdCents(*petition.fee_cents);
    }
    list.push_back(precinct_petition_json(operation, request, petition));
  }
  const auto rule = precinct_rule(operation);
  return {{"rule", rule ? precinct_rule_json(*rule) : Json()},
          {"verdicts", verdicts},
          {"fees_of_accepted_cents", fees.value()},
          {"petitions", std::move(list)}};
}

std::map<std::string, std::int64_t> accepted_by_county(const Operation& operation) {
  std::map<std::string, std::int64_t> accepted;
  for (const PrecinctPetition& petition : operation.opening.petitions.precincts) {
    if (petition.verdict() == PrecinctVerdict::Accepted) ++accepted[petition.county];
  }
  return accepted;
}

// What it takes to ask for every district of a county, as far as it is known.
Json county_plan_json(const Operation& operation, const PrecinctRule& rule,
                      const std::string& county, std::optional<std::int64_t> districts) {
  const auto computed = computed_in(operation, rule, county);
  const law::Deadline deadline = county_deadline(operation, rule, computed, std::nullopt);
  Json json = {{"county", county},
               {"name", operation.setup.counties.at(county)},
               {"districts", nullptr},
               {"signers", nullptr},
               {"deadline", computed ? Json(deadline.words) : Json()},
               {"until", deadline.until ? Json(deadline.until->text()) : Json()}};
  if (districts) {
    json["districts"] = *districts;
    json["signers"] = (election::PrecinctCount(*districts) * rule.signers).value();
  }
  return json;
}

Json build_petition_plan(const Operation& operation, const ViewRequest& request) {
  const auto rule = precinct_rule(operation);
  if (!rule) {
    const law::RecountStatute* statute = statute_in_force(operation);
    return {{"rule", nullptr},
            {"who", statute == nullptr ? "" : law::words_of(statute->petition.who)}};
  }
  const auto districts = districts_by_county(operation);
  std::map<std::string, std::int64_t> accepted = accepted_by_county(operation);
  election::PrecinctCount all;
  std::int64_t unknown = 0;
  Json counties = Json::array();
  for (const auto& [county, name] : operation.setup.counties) {
    if (!request.county.empty() && request.county != county) continue;
    const auto found = districts.find(county);
    const auto number = found == districts.end() ? std::optional<std::int64_t>() : found->second;
    if (number) all += election::PrecinctCount(*number);
    if (!number) ++unknown;
    Json json = county_plan_json(operation, *rule, county, number);
    json["accepted"] = accepted[county];
    counties.push_back(std::move(json));
  }
  const std::int64_t signers = (all * rule->signers).value();
  return {{"rule", precinct_rule_json(*rule)},
          {"districts", all.value()},
          {"signers", signers},
          {"counties_unknown", unknown},
          {"sentence",
           fmt::format("{} of each of {} districts: {} signers{}.",
                       base::counted(rule->signers, "voter", "voters"), base::grouped(all.value()),
                       base::grouped(signers),
                       unknown == 0 ? ""
                                    : fmt::format("; the districts of {} are not known",
                                                  base::counted(unknown, "county", "counties")))},
          {"counties", std::move(counties)}};
}

}  // namespace

View show_precinct_petitions() {
  return {"precinct-petitions", "Voters' petitions for single districts, and what was decided.",
          build_precinct_petitions};
}

View show_petition_plan() {
  return {"petition-plan", "How many voters have to sign, and until when, county by county.",
          build_petition_plan};
}

}  // namespace recanvass::workflow
