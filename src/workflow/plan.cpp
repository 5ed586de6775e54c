#include "workflow/plan.h"

namespace recanvass::workflow {

const CalendarEntry* Plan::on_calendar(const std::string& event, const std::string& county) const {
  auto found = calendar.find({event, county});
  if (found == calendar.end()) found = calendar.find({event, ""});
  return found == calendar.end() ? nullptr : &found->second.back();
}

}  // namespace recanvass::workflow
