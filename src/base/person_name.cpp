#include "base/person_name.h"

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

}  // namespace recanvass::base
