#include "workflow/operation.h"
#include "workflow/view_list.h"

namespace recanvass::workflow {

const std::vector<View>& views() {
  static const std::vector<View> all = {
      show_operation(), show_reconciliation(), show_recountability(),
      show_history(),   show_changes(),        show_flip(),
      show_progress(),  show_results(),        show_certificate(),
  };
  return all;
}

const View* view_named(const std::string& name) {
  for (const View& view : views()) {
    if (view.name == name) return &view;
  }
  return nullptr;
}

bool may_see_reported(const Operation& operation, const ViewRequest& request,
                      const std::string& unit) {
  if (request.viewer != nullptr && request.viewer->role == Role::StateOfficer) return true;
  return operation.counting.signed_off.contains(unit);
}

bool may_see_reported_sums(const Operation& operation, const ViewRequest& request) {
  if (request.viewer != nullptr && request.viewer->role == Role::StateOfficer) return true;
  const std::size_t units = operation.commitment.units.size();
  return units != operation.counting.signed_off.size() + 1;
}

}  // namespace recanvass::workflow
