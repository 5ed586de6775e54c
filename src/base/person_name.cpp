#include "base/person_name.h"

#include <algorithm>

namespace recanvass::base {

std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (kept) bare += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return bare;
}

std::string bare_person(std::string_view name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string_view::npos) return bare_name(name);
  std::string_view before = name.substr(0, comma);
  before.remove_prefix(std::min(before.find_first_not_of(' '), before.size()));
  before = before.substr(0, before.find_last_not_of(' ') + 1);
  const bool has_title = before.find(' ') != std::string_view::npos;
  return bare_name(has_title ? before : name);
}

}  // namespace recanvass::base
