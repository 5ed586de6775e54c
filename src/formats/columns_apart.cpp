#include "formats/columns_apart.h"

#include "formats/problem_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::formats {

void ColumnsApart::look_at(const std::function<bool(std::size_t)>& is_empty) {
  constexpr std::size_t kPatternsMax = 64;  // of parties that hold a primary there are a few
  if (too_many_) return;
  std::vector<bool> filled;
  for (const std::size_t column : columns_) filled.push_back(!is_empty(column));
  if (std::ranges::find(filled, true) == filled.end()) return;
  if (std::ranges::find(patterns_, filled) != patterns_.end()) return;
  patterns_.push_back(std::move(filled));
  too_many_ = patterns_.size() > kPatternsMax;
}

std::vector<std::size_t> ColumnsApart::begins() const {
  if (too_many_ || patterns_.size() < 2) return {};
  std::vector<std::size_t> starts = {0};
  for (std::size_t i = 1; i < columns_.size(); ++i) {
    const auto changes = [i](const std::vector<bool>& filled) {
      return filled[i] != filled[i - 1];
    };
    if (std::ranges::any_of(patterns_, changes)) starts.push_back(i);
  }
  // One part for each pattern, whole; what no card carries is a part that nobody voted on.
  for (const std::vector<bool>& filled : patterns_) {
    const auto parts = std::ranges::count_if(starts, [&](std::size_t at) { return filled[at]; });
    if (parts != 1) return {};
  }
  std::vector<std::size_t> found;
  for (const std::size_t at : starts) found.push_back(columns_[at]);
  return found;
}

std::string columns_apart_remark(const std::string& file, const std::string& title,
                                 const std::vector<std::string>& names) {
  return fmt::format(
      "{}: the columns of {} were read as {} contests, {}: every card carries one of them and none "
      "of the others, as in primaries of several parties",
      file, quote(title), names.size(), listed(names, 6));
}

}  // namespace recanvass::formats
