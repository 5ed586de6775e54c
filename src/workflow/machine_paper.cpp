#include "workflow/machine_paper.h"

#include "base/quantity.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

using MachineFigure = base::Count<struct MachineFigureTag>;

}  // namespace

std::string name_of(PaperStanding standing) {
  switch (standing) {
    case PaperStanding::NoPaper: return "no paper record";
    case PaperStanding::RollDamaged: return "roll damaged";
    case PaperStanding::Agrees: return "audited: agrees";
    case PaperStanding::Differs: return "audited: differs";
    case PaperStanding::NotAudited: return "not audited";
  }
  RECANVASS_CHECK(!"a standing without a name");
  return {};
}

PaperStanding standing_of(const RollAudit& audit) {
  if (audit.roll == RollState::Missing) return PaperStanding::NoPaper;
  if (audit.roll == RollState::Damaged || audit.unreadable > 0) return PaperStanding::RollDamaged;
  return audit.votes == audit.machine_votes ? PaperStanding::Agrees : PaperStanding::Differs;
}

std::int64_t votes_without_paper(const RollAudit& audit) {
  if (audit.roll != RollState::Missing) return audit.unreadable;
  MachineFigure sum;
  for (const auto& [choice, votes] : audit.machine_votes) sum += MachineFigure(votes);
  return sum.value();
}

bool may_see_county(const Operation& operation, const ViewRequest& request,
                    const std::string& county) {
  if (request.viewer != nullptr && request.viewer->role == Role::StateOfficer) return true;
  return std::all_of(
      operation.commitment.units.begin(), operation.commitment.units.end(), [&](const auto& unit) {
        return unit.second.county != county || may_see_reported(operation, request, unit.first);
      });
}

bool may_see_machine(const Operation& operation, const ViewRequest& request,
                     const std::string& machine) {
  const auto found = operation.judging.machines.registered.find(machine);
  if (found == operation.judging.machines.registered.end()) return false;
  const std::vector<std::string>& units = found->second.units;
  if (units.empty()) return may_see_county(operation, request, found->second.county);
  return std::all_of(units.begin(), units.end(), [&](const std::string& unit) {
    return may_see_reported(operation, request, unit);
  });
}

}  // namespace recanvass::workflow
