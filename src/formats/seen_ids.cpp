#include "formats/seen_ids.h"

#include <charconv>
#include <iterator>

namespace recanvass::formats {

bool SeenIds::add_number(std::uint64_t number) {
  auto after = runs_.upper_bound(number);
  const bool joins_after = after != runs_.end() && after->first == number + 1;
  if (after != runs_.begin()) {
    const auto before = std::prev(after);
    if (number <= before->second) return false;
    if (number == before->second + 1) {
      before->second = joins_after ? after->second : number;
      if (joins_after) runs_.erase(after);
      return true;
    }
  }
  const std::uint64_t last = joins_after ? after->second : number;
  if (joins_after) after = runs_.erase(after);
  runs_.emplace_hint(after, number, last);
  return true;
}

bool SeenIds::add(std::string_view id) {
  constexpr std::size_t kDigitsMax = 18;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  const bool plain = error == std::errc{} && end == id.data() + id.size() &&
                     id.size() <= kDigitsMax && (id.size() == 1 || id[0] != '0');
  return plain ? add_number(number) : others_.emplace(id).second;
}

}  // namespace recanvass::formats
