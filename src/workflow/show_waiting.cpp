// show waiting: what waits for a second person, since when, and the line that approves it. What the
// act says is not in it: it may hold figures that not everybody may see.
#include "workflow/event_county.h"
#include "workflow/use_case_list.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

base::Json roles_of(const UseCase& use_case) {
  base::Json roles = base::Json::array();
  for (const Role role : use_case.roles) roles.push_back(name_of(role));
  return roles;
}

std::string approving_line(std::uint64_t position) {
  return fmt::format(R"({{"do":"approve","by":"ACCOUNT","key":"NEW","entry":{}}})", position);
}

base::Json waiting_row(const Operation& operation, const Event& event, const std::string& county) {
  const UseCase& use_case = *use_case_named(event.kind);
  base::Json row = said_by(operation, event.author, event.claimed_time, event.position);
  row["act"] = event.kind;
  row["county"] = text_or_null(county);
  row["second_person"] = roles_of(use_case);
  row["words"] = use_case.summary + " Approve with: " + approving_line(event.position);
  return row;
}

base::Json build_waiting(const Operation& operation, const ViewRequest& request) {
  base::Json rows = base::Json::array();
  for (const auto& [position, event] : operation.people.waiting) {
    const std::string county = county_of(operation, event);
    if (!is_asked_for(request, county, "")) continue;
    rows.push_back(waiting_row(operation, event, county));
  }
  const std::size_t acts = rows.size();
  return {{"waiting", rows},
          {"acts", acts},
          {"words", acts == 0 ? "Nothing waits for a second person."
                              : "Another person who may do the act itself approves it, or sends "
                                "decline with the same entry. Where there are only two state "
                                "officers, a county officer or a board member may approve "
                                "account.add and key.rotate."}};
}

}  // namespace

View show_waiting() {
  return {"waiting", "Acts that wait for a second person, and how to approve them.", build_waiting};
}

}  // namespace recanvass::workflow
