#include "base/csv_field.h"

#include <algorithm>
#include <array>

namespace recanvass::base {
namespace {

bool is_whole_number(std::string_view field) {
  if (field.starts_with("-")) field.remove_prefix(1);
  return !field.empty() && std::ranges::all_of(field, [](char c) { return c >= '0' && c <= '9'; });
}

// True where nothing but apostrophes stands before what a spreadsheet might compute.
bool computes_behind_apostrophes(std::string_view field) {
  field.remove_prefix(std::min(field.find_first_not_of('\''), field.size()));
  return may_compute(field);
}

}  // namespace

bool may_compute(std::string_view field) {
  constexpr std::string_view kComputes("=+-@\t\r\n\0", 8);
  constexpr std::array<std::string_view, 4> kFullWidth = {"＝", "＋", "－", "＠"};
  const std::string_view whole = field;
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  if (field.empty()) return false;
  const bool begins = kComputes.find(field.front()) != std::string_view::npos ||
                      std::ranges::any_of(kFullWidth, [&](std::string_view sign) {
                        return field.starts_with(sign);
                      });
  return begins && !is_whole_number(whole);
}

std::string guarded_field(std::string_view field) {
  return computes_behind_apostrophes(field) ? "'" + std::string(field) : std::string(field);
}

std::string_view unguarded_field(std::string_view field) {
  if (field.starts_with('\'') && computes_behind_apostrophes(field)) field.remove_prefix(1);
  return field;
}

std::string csv_field(std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(field);
  std::string out = "\"";
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace recanvass::base
