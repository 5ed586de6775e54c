#include "workflow/machines.h"

#include "base/check.h"

namespace recanvass::workflow {

std::string name_of(RollState state) {
  switch (state) {
    case RollState::Complete: return "complete";
    case RollState::Damaged: return "damaged";
    case RollState::Missing: return "missing";
  }
  RECANVASS_CHECK(!"a state without a name");
  return {};
}

std::optional<RollState> roll_state_named(const std::string& name) {
  for (const RollState state : {RollState::Complete, RollState::Damaged, RollState::Missing}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

}  // namespace recanvass::workflow
