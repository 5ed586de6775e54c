#include "workflow/operation.h"
#include "workflow/view_list.h"

namespace recanvass::workflow {

const std::vector<View>& views() {
  static const std::vector<View> all = {show_operation()};
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

}  // namespace recanvass::workflow
