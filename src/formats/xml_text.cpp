#include "formats/xml_text.h"

#include <algorithm>

namespace recanvass::formats {
namespace {

bool begins_id(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

}  // namespace

void append_xml_text(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\n') out += c;
    }
  }
}

bool is_xml_id(std::string_view text) {
  return !text.empty() && begins_id(text[0]) && std::ranges::all_of(text, [](char c) {
    return begins_id(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

}  // namespace recanvass::formats
