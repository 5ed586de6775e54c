// Any JSON value as text for people: a line a member, a table for a list of objects. For views that
// have no page of their own.
#pragma once

#include "base/json.h"
#include "report/terminal.h"

#include <string>

namespace recanvass::report {

/// Members in the order of the value; null is shown as "-". Underscores of names become spaces.
[[nodiscard]] std::string value_text(const base::Json& value, const Screen& screen);

}  // namespace recanvass::report
