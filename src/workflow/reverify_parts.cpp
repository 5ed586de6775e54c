#include "workflow/reverify_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <tuple>

namespace recanvass::workflow {
namespace {

// A name that is a number comes by its number, any other after all numbers by its text.
std::tuple<bool, std::int64_t, std::string_view> name_order(std::string_view name) {
  std::int64_t number = 0;
  const char* end = name.data() + name.size();
  const auto [stopped, error] = std::from_chars(name.data(), end, number);
  const bool is_number = error == std::errc() && stopped == end;
  return {!is_number, is_number ? number : 0, name};
}

}  // namespace

std::string some_of(const std::vector<std::string>& names, std::size_t names_max) {
  if (names.size() <= names_max) return fmt::format("{}", fmt::join(names, ", "));
  const std::vector<std::string> first(names.begin(),
                                       names.begin() + static_cast<std::ptrdiff_t>(names_max));
  return fmt::format("{} and {} more", fmt::join(first, ", "), names.size() - names_max);
}

std::string risk_words(double risk) {
  if (risk < 1e-4) return "<0.01%";
  return fmt::format("{:.2f}%", 100.0 * risk);
}

std::vector<std::string> quoted_names(std::string_view cell) {
  std::vector<std::string> names;
  if (cell.empty() || cell == "N/A" || cell == "null" || cell == "\"\"") return names;
  if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return {std::string(cell)};
  // Names may hold quotation marks of their own, unmarked: only "," with marks at both sides parts.
  std::string_view left = cell.substr(1, cell.size() - 2);
  for (std::size_t at = left.find("\",\""); at != std::string_view::npos; at = left.find("\",\"")) {
    names.emplace_back(left.substr(0, at));
    left.remove_prefix(at + 3);
  }
  names.emplace_back(left);
  return names;
}

CardPlaces::CardPlaces(std::vector<formats::ColoradoBatch> batches, bool in_own_order)
    : batches_(std::move(batches)), in_own_order_(in_own_order) {
  if (!in_own_order_) {
    std::stable_sort(batches_.begin(), batches_.end(), [](const auto& left, const auto& right) {
      return std::pair(name_order(left.scanner), name_order(left.batch)) <
             std::pair(name_order(right.scanner), name_order(right.batch));
    });
  }
  for (const auto& batch : batches_) cards_ += batch.in_manifest;
}

std::optional<std::int64_t> CardPlaces::place_of(std::string_view imprint) const {
  const std::size_t first = imprint.find('-');
  const std::size_t last = imprint.rfind('-');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const std::string_view scanner = imprint.substr(0, first);
  const std::string_view batch = imprint.substr(first + 1, last - first - 1);
  const std::string_view written = imprint.substr(last + 1);
  std::int64_t position = 0;
  const char* end = written.data() + written.size();
  const auto [stopped, error] = std::from_chars(written.data(), end, position);
  if (error != std::errc() || stopped != end) return std::nullopt;
  std::int64_t before = 0;
  for (const auto& one : batches_) {
    if (one.scanner == scanner && one.batch == batch) {
      if (position < 1 || position > one.in_manifest) return std::nullopt;
      return before + position;
    }
    before += one.in_manifest;
  }
  return std::nullopt;
}

}  // namespace recanvass::workflow
