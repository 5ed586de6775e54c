#include "tabulate/first_preferences.h"

#include "base/check.h"

namespace recanvass::tabulate {

std::vector<election::Mark> first_preferences(std::span<const election::Mark> marks) {
  std::vector<election::Mark> ranked(marks.begin(), marks.end());
  for (election::Mark& mark : ranked) {
    RECANVASS_CHECK(mark.rank == 0);
    mark.rank = 1;
  }
  return ranked;
}

Profile as_first_preferences(const Profile& unranked) {
  election::CardContest contest = unranked.contest();
  RECANVASS_CHECK(contest.ranks == 0);
  contest.ranks = 1;
  Profile profile(std::move(contest));
  for (std::size_t i = 0; i < unranked.size(); ++i) {
    const Profile::Line line = unranked.at(i);
    profile.add(line.state, first_preferences(line.marks), line.cards);
  }
  return profile;
}

}  // namespace recanvass::tabulate
