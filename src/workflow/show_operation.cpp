// show operation: what the operation is about and how far it is.
#include "workflow/operation.h"
#include "workflow/view_list.h"

namespace recanvass::workflow {
namespace {

base::Json build_operation(const Operation& operation, const ViewRequest&) {
  const Setup& setup = operation.setup;
  base::Json choices = base::Json::array();
  for (const SetupChoice& choice : setup.choices) {
    choices.push_back({{"id", choice.id}, {"name", choice.name}});
  }
  std::int64_t batches_settled = 0;
  for (const auto& [id, batch] : operation.counting.batches) {
    if (batch.standing() != nullptr) ++batches_settled;
  }
  return {{"name", setup.name},
          {"origin", setup.origin},
          {"election", setup.election},
          {"jurisdiction", setup.jurisdiction},
          {"contest", setup.contest},
          {"vote_for", setup.vote_for},
          {"choices", choices},
          {"counties", setup.counties.size()},
          {"policy", setup.policy},
          {"law_day", setup.law_day},
          {"training", setup.training},
          {"entries", operation.entries},
          {"accounts", operation.people.accounts.size()},
          {"acts_waiting", operation.people.waiting.size()},
          {"batches", operation.commitment.batches.size()},
          {"batches_settled", batches_settled},
          {"units", operation.commitment.units.size()},
          {"units_signed_off", operation.counting.signed_off.size()},
          {"published", operation.commitment.published_at.has_value()},
          {"witnessed", operation.commitment.is_witnessed()}};
}

}  // namespace

View show_operation() {
  return {"operation", "What the operation is about and how far it is.", build_operation};
}

}  // namespace recanvass::workflow
