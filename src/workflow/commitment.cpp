#include "workflow/commitment.h"

#include "base/sha256.h"
#include "workflow/figures_json.h"

#include <algorithm>

namespace recanvass::workflow {

bool Commitment::is_witnessed() const {
  return published_at && std::any_of(witnessed.begin(), witnessed.end(),
                                     [&](const WitnessedCheckpoint& checkpoint) {
                                       return checkpoint.size > *published_at;
                                     });
}

base::Json committed_inputs(const Commitment& commitment) {
  base::Json inputs = {{"schema", "recanvass.inputs/1"},
                       {"batches", base::Json::object()},
                       {"names", base::Json::object()},
                       {"outcome", votes_json(commitment.reported_outcome)},
                       {"units", base::Json::object()}};
  for (const auto& [id, batch] : commitment.batches) {
    inputs["batches"][id] = {{"ballots", batch.ballots},
                             {"container", batch.container},
                             {"county", batch.county},
                             {"unit", batch.unit}};
  }
  for (const auto& [id, unit] : commitment.units) {
    base::Json json = {
        {"county", unit.county}, {"name", unit.name}, {"votes", votes_json(unit.votes)}};
    if (unit.ballots) json["ballots"] = *unit.ballots;
    if (unit.registered) json["registered"] = *unit.registered;
    inputs["units"][id] = json;
  }
  for (const auto& [spelling, choice] : commitment.choice_names) inputs["names"][spelling] = choice;
  for (const auto& [id, import] : commitment.imports) inputs["cards"][id] = import.body;
  return inputs;
}

std::string committed_sha256(const Commitment& commitment) {
  return base::hex(base::sha256(base::canonical_json(committed_inputs(commitment))));
}

}  // namespace recanvass::workflow
