#include "formats/look_alike_names.h"

#include "base/look_of_name.h"
#include "formats/problem_list.h"

#include <fmt/format.h>

#include <map>
#include <optional>

namespace recanvass::formats {

namespace {

std::string named(const std::string& name, const std::string& id) {
  return fmt::format("{} [{}]", quote(name), id);
}

// Names of one list and whose ids they are, by how they look.
class NamesInAList {
 public:
  /// The one before that looks like this and is spelled otherwise, as messages have it.
  std::optional<std::string> look_alike(const std::string& name, const std::string& id) {
    const auto other = names_.look_alike(name);
    names_.take(name);
    ids_.emplace(name, id);
    if (!other) return std::nullopt;
    return named(*other, ids_.at(*other));
  }

 private:
  base::TakenNames names_;
  std::map<std::string, std::string> ids_;  // of the first of each name
};

}  // namespace

std::vector<std::string> look_alikes_of(const std::vector<election::CardContest>& contests) {
  constexpr std::size_t kToldMax = 20;
  std::vector<std::string> told;
  std::size_t found = 0;
  const auto tell = [&](const char* of, const std::string& first, const std::string& second,
                        const std::string& where) {
    if (++found > kToldMax) return;
    told.push_back(
        fmt::format("the {} {} and {}{} look alike and are spelled otherwise; they are "
                    "kept apart",
                    of, first, second, where));
  };
  NamesInAList names;
  for (const election::CardContest& contest : contests) {
    if (const auto other = names.look_alike(contest.name, contest.id.text)) {
      tell("contests", *other, named(contest.name, contest.id.text), "");
    }
    NamesInAList choices;
    for (const election::CardChoice& choice : contest.choices) {
      if (const auto other = choices.look_alike(choice.name, choice.id.text)) {
        tell("choices", *other, named(choice.name, choice.id.text),
             " of contest " + quote(contest.name));
      }
    }
  }
  if (found > kToldMax) {
    told.push_back(fmt::format("{} more pairs of names look alike", found - kToldMax));
  }
  return told;
}

}  // namespace recanvass::formats
