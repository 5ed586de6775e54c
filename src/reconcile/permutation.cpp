#include "reconcile/permutation.h"

#include "base/check.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace recanvass::reconcile {
namespace {

// Equal figures stay where they are; the rest are matched in order.
std::optional<ColumnMatch> match_permuted(const std::vector<std::int64_t>& figures,
                                          const std::vector<std::int64_t>& other) {
  std::vector<std::int64_t> left = figures;
  std::vector<std::int64_t> right = other;
  std::ranges::sort(left);
  std::ranges::sort(right);
  if (left != right) return std::nullopt;
  ColumnMatch match;
  match.from.resize(other.size());
  std::vector<bool> used(figures.size(), false);
  for (std::size_t i = 0; i < other.size(); ++i) {
    if (other[i] != figures[i]) continue;
    match.from[i] = i;
    used[i] = true;
  }
  for (std::size_t i = 0; i < other.size(); ++i) {
    if (match.from[i]) continue;
    for (std::size_t j = 0; j < figures.size() && !match.from[i]; ++j) {
      if (used[j] || figures[j] != other[i]) continue;
      match.from[i] = j;
      used[j] = true;
    }
  }
  return match;
}

std::optional<ColumnMatch> match_shifted(const std::vector<std::int64_t>& figures,
                                         const std::vector<std::int64_t>& other, std::size_t first,
                                         std::int64_t shift) {
  const auto size = static_cast<std::int64_t>(figures.size());
  ColumnMatch match;
  match.kind = Rearrangement::Shifted;
  match.shift = shift;
  match.first = first;
  match.from.resize(figures.size());
  int moved = 0;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (i < first) {
      if (other[i] != figures[i]) return std::nullopt;
      match.from[i] = i;
      continue;
    }
    const std::int64_t source = static_cast<std::int64_t>(i) + shift;
    if (source < static_cast<std::int64_t>(first) || source >= size) continue;
    const auto place = static_cast<std::size_t>(source);
    if (other[i] != figures[place]) return std::nullopt;
    match.from[i] = place;
    if (other[i] > 0 && other[i] != figures[i]) ++moved;
  }
  if (moved < 2) return std::nullopt;
  return match;
}

}  // namespace

std::optional<ColumnMatch> match_columns(const std::vector<std::int64_t>& figures,
                                         const std::vector<std::int64_t>& other) {
  if (figures.size() != other.size() || figures == other) return std::nullopt;
  constexpr std::array<std::int64_t, 4> kShifts = {1, -1, 2, -2};
  for (const std::int64_t shift : kShifts) {
    for (std::size_t first = 0; first < figures.size(); ++first) {
      if (auto match = match_shifted(figures, other, first, shift)) return match;
    }
  }
  return match_permuted(figures, other);
}

std::string words_of(const ColumnMatch& match, const std::vector<std::string>& names) {
  RECANVASS_CHECK(names.size() == match.from.size());
  if (match.kind == Rearrangement::Shifted) {
    const auto places = match.shift < 0 ? -match.shift : match.shift;
    return fmt::format("from {} on, each name has the votes {} {} {} it", names[match.first],
                       places, places == 1 ? "place" : "places",
                       match.shift > 0 ? "after" : "before");
  }
  std::vector<std::size_t> moved;
  for (std::size_t i = 0; i < match.from.size(); ++i) {
    if (match.from[i] != i) moved.push_back(i);
  }
  if (moved.size() == 2) {
    return fmt::format("the figures of {} and {} are exchanged", names[moved[0]], names[moved[1]]);
  }
  std::string out;
  for (const std::size_t i : moved) {
    out += fmt::format("{}{} has the votes of {}", out.empty() ? "" : ", ", names[i],
                       names[*match.from[i]]);
  }
  return out;
}

}  // namespace recanvass::reconcile
