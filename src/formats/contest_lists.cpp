#include "formats/contest_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recanvass::formats {
namespace {

constexpr std::size_t kChoicesShown = 5;

std::string place_words(const base::Place& place) {
  std::string text = place.file;
  if (place.row > 0) text += fmt::format(":{}", place.row);
  if (!place.column.empty()) text += ", " + place.column;
  return text;
}

std::vector<std::string> only_in(const std::vector<std::string>& one,
                                 const std::vector<std::string>& other) {
  std::vector<std::string> only;
  std::ranges::set_difference(one, other, std::back_inserter(only));
  for (std::string& name : only) name = quote(name);
  return only;
}

// "vote for 2, 3 ranks, with "Cy", without "Dan"": where `one` differs from `other`.
std::string differences(const ContestList& one, const ContestList& other) {
  std::vector<std::string> parts;
  if (one.name != other.name) parts.push_back("the name " + quote(one.name));
  if (one.vote_for != other.vote_for) parts.push_back(fmt::format("vote for {}", one.vote_for));
  if (one.ranks != other.ranks) parts.push_back(fmt::format("{} ranks", one.ranks));
  const auto more = only_in(one.choices, other.choices);
  if (!more.empty()) parts.push_back("with " + listed(more, kChoicesShown));
  const auto fewer = only_in(other.choices, one.choices);
  if (!fewer.empty()) parts.push_back("without " + listed(fewer, kChoicesShown));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

void ContestLists::add(ContestList list, const base::Place& place, ProblemList& problems) {
  std::ranges::sort(list.choices);
  const auto [entry, added] = known_.try_emplace(list.id);
  if (added) {
    entry->second = {std::move(list), place};
    return;
  }
  const ContestList& first = entry->second.list;
  const std::string found = differences(list, first);
  if (found.empty()) return;
  problems.add(
      {"cards.contest-differs", place, fmt::format("contest {}: {}", quote(first.name), found),
       fmt::format("{}, as {} has it", differences(first, list), place_words(entry->second.place)),
       "Two contests of one name are two contests: import the exports apart. If it is "
       "one, export it again from where it is wrong."});
}

}  // namespace recanvass::formats
