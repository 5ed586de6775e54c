#include "tabulate/contest_titles.h"

#include "base/look_of_name.h"
#include "tabulate/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>

namespace recanvass::tabulate {
namespace {

// "; precinct 7", "; styles A, B and 3 more": the groups of one kind that a contest's cards are of.
// Nothing where it is all of them, or where they have no names.
std::string groups_words(const election::CardStore& store, std::uint32_t contest, GroupBy by) {
  constexpr std::size_t kNamed = 2;
  const std::vector<std::string> names = names_of_groups(store, by);
  std::vector<std::uint32_t> groups;
  for (const GroupCell& cell : group_cells(store, contest, by)) {
    if (groups.empty() || groups.back() != cell.group) groups.push_back(cell.group);
  }
  const auto named = static_cast<std::size_t>(
      std::ranges::count_if(names, [](const std::string& name) { return !name.empty(); }));
  if (groups.empty() || groups.size() == named) return {};
  std::string words;
  for (std::size_t i = 0; i < std::min(groups.size(), kNamed); ++i) {
    if (names[groups[i]].empty()) return {};
    const bool last = i + 1 == groups.size();
    words += (i == 0 ? "" : last ? " and " : ", ") + names[groups[i]];
  }
  if (groups.size() > kNamed) words += fmt::format(" and {} more", groups.size() - kNamed);
  return fmt::format("; {}{} {}", name_of(by), groups.size() == 1 ? "" : "s", words);
}

}  // namespace

std::vector<std::string> contest_titles(const election::CardStore& store) {
  std::map<std::string, int> with_name;
  for (const auto& contest : store.contests()) ++with_name[base::folded_name(contest.name)];
  std::vector<std::string> titles;
  for (std::uint32_t index = 0; index < store.contests().size(); ++index) {
    const auto& contest = store.contests()[index];
    const bool shared = with_name[base::folded_name(contest.name)] > 1;
    titles.push_back(!shared ? contest.name
                             : fmt::format("{} [{}{}{}]", contest.name, contest.id.text,
                                           groups_words(store, index, GroupBy::Style),
                                           groups_words(store, index, GroupBy::Precinct)));
  }
  return titles;
}

}  // namespace recanvass::tabulate
