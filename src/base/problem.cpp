#include "base/problem.h"

#include <fmt/format.h>

namespace recanvass::base {

std::string Problem::sentence() const {
  std::string text = place.file;
  if (place.row > 0) text += fmt::format("{}{}", text.empty() ? "row " : ":", place.row);
  if (!place.column.empty()) text += fmt::format("{}{}", text.empty() ? "" : ", ", place.column);
  if (!text.empty()) text += ": ";
  if (!found.empty()) text += fmt::format("found {}", found);
  if (!wanted.empty()) text += fmt::format("{}wanted {}", found.empty() ? "" : "; ", wanted);
  if (!mend.empty()) text += fmt::format(". {}", mend);
  return text;
}

std::string sentences(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.sentence() + "\n";
  return text;
}

}  // namespace recanvass::base
