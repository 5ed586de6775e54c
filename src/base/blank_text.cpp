#include "base/blank_text.h"

#include <algorithm>
#include <array>

namespace recanvass::base {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kBlanks = {
    " "sv,      "\t"sv,     "\n"sv,     "\v"sv,     "\f"sv,     "\r"sv,     "\u0085"sv, "\u00a0"sv,
    "\u1680"sv, "\u2000"sv, "\u2001"sv, "\u2002"sv, "\u2003"sv, "\u2004"sv, "\u2005"sv, "\u2006"sv,
    "\u2007"sv, "\u2008"sv, "\u2009"sv, "\u200a"sv, "\u200b"sv, "\u200c"sv, "\u200d"sv, "\u2028"sv,
    "\u2029"sv, "\u202f"sv, "\u205f"sv, "\u2060"sv, "\u3000"sv, "\ufeff"sv};

}  // namespace

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const auto blank = std::ranges::find_if(
        kBlanks, [&](std::string_view each) { return text.starts_with(each); });
    if (blank == kBlanks.end()) return false;
    text.remove_prefix(blank->size());
  }
  return true;
}

}  // namespace recanvass::base
