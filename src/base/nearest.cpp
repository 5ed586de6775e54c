#include "base/nearest.h"

#include <algorithm>

namespace recanvass::base {
namespace {

int edits_allowed(std::size_t letters) {
  if (letters <= 3) return 1;
  return std::max(2, static_cast<int>(letters / 3));
}

}  // namespace

int edit_distance(std::string_view left, std::string_view right) {
  const std::size_t width = right.size() + 1;
  std::vector<int> two_back(width);
  std::vector<int> back(width);
  std::vector<int> row(width);
  for (std::size_t j = 0; j < width; ++j) back[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j < width; ++j) {
      const int replaced = back[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
    std::swap(two_back, back);
    std::swap(back, row);
  }
  return back[right.size()];
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  const std::string* best = nullptr;
  int best_distance = 0;
  for (const std::string& candidate : candidates) {
    const int distance = edit_distance(word, candidate);
    if (best == nullptr || distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  if (best == nullptr || best_distance > edits_allowed(std::max(word.size(), best->size()))) {
    return std::nullopt;
  }
  return *best;
}

}  // namespace recanvass::base
