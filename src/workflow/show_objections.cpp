// show objections: standing objections, and how many envelopes and ballots stand under each.
#include "workflow/challenge_rows.h"
#include "workflow/challenge_sums.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Json objection_row(const Operation& operation, const StandingObjection& objection) {
  base::Json row = said_by(operation, objection.author, objection.claimed_time, objection.position);
  row["objection"] = objection.id;
  row["county"] = objection.county;
  row["unit"] = objection.unit;
  row["class"] = objection.object_class;
  row["side"] = objection.side;
  row["ground"] = objection.ground;
  row["words"] = objection.words;
  row["affected"] = objection.affected;
  row["impossible"] = text_or_null(impossible_objection(operation, objection));
  row["envelopes"] = objection.envelopes.size();
  row["batches"] = objection.batches;
  row["status"] = name_of(objection.status());
  row["withdrawn_at"] = objection.withdrawn_at ? base::Json(*objection.withdrawn_at) : base::Json();
  row["withdrawn_words"] = text_or_null(objection.withdrawn_words);
  row["changed_at"] = objection.changed_at;
  row["rulings"] = base::Json::array();
  for (const Ruling& ruling : objection.rulings) {
    row["rulings"].push_back(ruling_row(operation, ruling));
  }
  return row;
}

base::Json build_objections(const Operation& operation, const ViewRequest& request) {
  std::vector<const StandingObjection*> asked_for;
  for (const auto& [id, objection] : operation.judging.challenges.objections) {
    if (is_asked_for(request, objection.county, objection.unit)) asked_for.push_back(&objection);
  }
  std::sort(asked_for.begin(), asked_for.end(),
            [](const auto* a, const auto* b) { return a->position < b->position; });
  std::int64_t affected = 0;
  std::int64_t affected_open = 0;
  std::map<std::string, std::int64_t> statuses = {{name_of(ObjectionStatus::Open), 0},
                                                  {name_of(ObjectionStatus::Withdrawn), 0},
                                                  {name_of(ObjectionStatus::Ruled), 0}};
  base::Json rows = base::Json::array();
  for (const StandingObjection* objection : asked_for) {
    affected += objection->affected;
    if (objection->status() == ObjectionStatus::Open) affected_open += objection->affected;
    ++statuses[name_of(objection->status())];
    rows.push_back(objection_row(operation, *objection));
  }
  return {{"registered", asked_for.size()},
          {"statuses", statuses},
          {"affected", affected},
          {"affected_open", affected_open},
          {"objections", rows}};
}

}  // namespace

View show_objections() {
  return {"objections", "Standing objections, with the envelopes and ballots under each.",
          build_objections};
}

}  // namespace recanvass::workflow
