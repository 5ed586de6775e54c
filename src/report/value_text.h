// Any JSON value as text for people: a line a member, a table for a list of objects. For views that
// have no page of their own.
#pragma once

#include "base/json.h"
#include "report/terminal.h"

#include <string>

namespace recanvass::report {

/// Members in the order of the value; null is shown as "-". Underscores of names become spaces,
/// whole numbers are grouped, and members that end in "_cents" are shown in dollars. A table has
/// the columns that fit the screen, first those that name a row and its state; what does not fit
/// and lists of objects stand under their row. Only a long list of what nobody stated (`holes`) is
/// left to --json where there is more than one row, and said so.
[[nodiscard]] std::string value_text(const base::Json& value, const Screen& screen);

}  // namespace recanvass::report
