// show claims: every claim that was registered, what was examined because of it, and what became
// of it. Words are those of the claim; the program adds none.
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Json claim_history(const Operation& operation, const Claim& claim) {
  base::Json rows = base::Json::array();
  for (const ClaimStep& step : claim.steps) {
    base::Json row = said_by(operation, step.author, step.claimed_time, step.position);
    row["status"] = step.status;
    row["words"] = step.words;
    rows.push_back(row);
  }
  return rows;
}

base::Json registered_claim_row(const Operation& operation, const Claim& claim) {
  base::Json row = said_by(operation, claim.author, claim.claimed_time, claim.position);
  row["claim"] = claim.id;
  row["kind"] = claim.kind;
  row["filing"] = claim.filing;
  row["who"] = claim.who;
  row["says"] = claim.says;
  row["units"] = claim.units;
  row["machines"] = claim.machines;
  row["batches"] = claim.batches;
  row["status"] = claim.status();
  row["words"] = claim.steps.empty() ? base::Json() : base::Json(claim.steps.back().words);
  row["examinations"] = base::Json::array();
  for (const ClaimExamination& examination : claim.examinations) {
    base::Json one =
        said_by(operation, examination.author, examination.claimed_time, examination.position);
    one["examined"] = examination.examined;
    one["by_whom"] = examination.by;
    one["findings"] = examination.found;
    row["examinations"].push_back(one);
  }
  row["history"] = claim_history(operation, claim);
  return row;
}

// A claim belongs to each county and unit that it points to; one that points to none, to all.
bool points_to(const Operation& operation, const Claim& claim, const ViewRequest& request) {
  if (request.county.empty() && request.unit.empty()) return true;
  if (claim.units.empty() && claim.machines.empty() && claim.batches.empty()) return true;
  const auto listed = [&](const std::string& batch) {
    const ManifestBatch& entry = operation.commitment.batches.at(batch);
    return is_asked_for(request, entry.county, entry.unit);
  };
  const auto serves = [&](const std::string& id) {
    const Machine& machine = operation.judging.machines.registered.at(id);
    return (request.county.empty() || request.county == machine.county) &&
           (request.unit.empty() || std::find(machine.units.begin(), machine.units.end(),
                                              request.unit) != machine.units.end());
  };
  return std::any_of(claim.units.begin(), claim.units.end(),
                     [&](const std::string& unit) {
                       return is_asked_for(request, operation.commitment.units.at(unit).county,
                                           unit);
                     }) ||
         std::any_of(claim.machines.begin(), claim.machines.end(), serves) ||
         std::any_of(claim.batches.begin(), claim.batches.end(), listed);
}

base::Json build_claims(const Operation& operation, const ViewRequest& request) {
  std::map<std::string, std::int64_t> statuses = {
      {"open", 0}, {"examined", 0}, {"withdrawn", 0}, {"ruled", 0}};
  base::Json rows = base::Json::array();
  for (const std::string& id : operation.judging.claims.registered) {
    const Claim& claim = operation.judging.claims.by_id.at(id);
    if (!points_to(operation, claim, request)) continue;
    ++statuses[claim.status()];
    rows.push_back(registered_claim_row(operation, claim));
  }
  return {{"statuses", statuses}, {"claims", rows}};
}

}  // namespace

View show_claims() {
  return {"claims", "Claims about the election, what was examined, and what became of each.",
          build_claims};
}

}  // namespace recanvass::workflow
