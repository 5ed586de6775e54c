#include "workflow/view_rows.h"

namespace recanvass::workflow {

bool is_asked_for(const ViewRequest& request, const std::string& county, const std::string& unit) {
  return (request.county.empty() || request.county == county) &&
         (request.unit.empty() || request.unit == unit);
}

std::string account_name(const Operation& operation, const std::string& id) {
  const auto found = operation.people.accounts.find(id);
  return found == operation.people.accounts.end() ? id : found->second.name;
}

base::Json said_by(const Operation& operation, const std::string& author,
                   const std::string& claimed_time, std::uint64_t position) {
  return {{"author", author},
          {"name", account_name(operation, author)},
          {"at", claimed_time},
          {"entry", position}};
}

base::Json number_or_null(std::optional<std::int64_t> number) {
  return number ? base::Json(*number) : base::Json();
}

base::Json text_or_null(const std::string& text) {
  return text.empty() ? base::Json() : base::Json(text);
}

}  // namespace recanvass::workflow
