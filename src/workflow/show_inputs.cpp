// show inputs: the published hash, what is committed now, and every change between them.
#include "workflow/operation.h"
#include "workflow/view_list.h"

namespace recanvass::workflow {
namespace {

using base::Json;

// Whether a reader may see the figures of a change: reported votes stay hidden.
bool may_see_change(const Operation& operation, const ViewRequest& request,
                    const InputChange& change) {
  if (change.what == "outcome") return may_see_reported_sums(operation, request);
  if (!change.what.starts_with("unit ")) return true;
  return may_see_reported(operation, request, change.what.substr(5));
}

Json change_json(const Operation& operation, const ViewRequest& request,
                 const InputChange& change) {
  Json json = {{"entry", change.position},
               {"what", change.what},
               {"reason", change.reason},
               {"after_publication", change.after_publication},
               {"by", change.author}};
  if (!change.approved_by.empty()) json["approved_by"] = change.approved_by;
  if (may_see_change(operation, request, change)) {
    json["before"] = change.before;
    json["after"] = change.after;
  } else {
    json["figures"] = "hidden until the unit is signed off";
  }
  return json;
}

Json units_sum_json(const Operation& operation) {
  std::map<std::string, std::int64_t> sums;
  for (const auto& [id, unit] : operation.commitment.units) {
    for (const auto& [choice, votes] : unit.votes) sums[choice] += votes;
  }
  bool agree = !operation.commitment.units.empty();
  for (const auto& [choice, votes] : operation.commitment.reported_outcome) {
    agree = agree && sums[choice] == votes;
  }
  return agree;
}

// Imports of cast vote records: what was read, by hash.
Json imports_json(const Commitment& commitment) {
  Json imports = Json::array();
  for (const auto& [id, import] : commitment.imports) {
    Json json = import.body;
    json["import"] = id;
    json["entry"] = import.position;
    imports.push_back(std::move(json));
  }
  return imports;
}

Json build_inputs(const Operation& operation, const ViewRequest& request) {
  const Commitment& commitment = operation.commitment;
  Json changes = Json::array();
  std::int64_t after_publication = 0;
  for (const InputChange& change : commitment.changes) {
    changes.push_back(change_json(operation, request, change));
    if (change.after_publication) ++after_publication;
  }
  Json extra = Json::array();
  for (const auto& [id, batch] : commitment.batches) {
    if (batch.extra) extra.push_back(id);
  }
  Json extra_units = Json::array();
  for (const InputChange& change : commitment.changes) {
    if (change.before.is_null() && change.what.starts_with("unit ")) {
      extra_units.push_back(change.what.substr(5));
    }
  }
  const std::string now = committed_sha256(commitment);
  const bool published = commitment.published_at.has_value();
  return {{"published", published},
          {"published_entry", published ? Json(*commitment.published_at) : Json()},
          {"published_sha256", published ? Json(commitment.published_sha256) : Json()},
          {"inputs_sha256", now},
          {"as_published", published && now == commitment.published_sha256},
          {"witnessed", commitment.is_witnessed()},
          {"batches", commitment.batches.size()},
          {"cards", imports_json(commitment)},
          {"units", commitment.units.size()},
          {"units_sum_to_outcome", units_sum_json(operation)},
          {"extra_batches", std::move(extra)},
          {"extra_units", std::move(extra_units)},
          {"changes_after_publication", after_publication},
          {"changes", std::move(changes)}};
}

}  // namespace

View show_inputs() {
  return {"inputs", "The published hash of the inputs, and every change since.", build_inputs};
}

}  // namespace recanvass::workflow
