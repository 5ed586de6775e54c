#include "audit/assertion_stv.h"

#include "base/check.h"

namespace recanvass::audit {
std::string choice_names(const election::CardContest& contest,
                         std::span<const ChoiceIndex> choices) {
  std::string names;
  for (const ChoiceIndex choice : choices) {
    if (!names.empty()) names += ", ";
    names += contest.choices[choice].name;
  }
  return names;
}

StvAssertions stv_first_round(const election::CardContest& contest,
                              std::span<const election::VoteCount> first_preferences,
                              std::span<const ChoiceIndex> winners, std::int64_t seats) {
  RECANVASS_CHECK(seats >= 1 && first_preferences.size() == contest.choices.size());
  election::VoteCount valid;
  for (const election::VoteCount votes : first_preferences) valid += votes;
  StvAssertions stv;
  for (const ChoiceIndex winner : winners) {
    RECANVASS_CHECK(winner < contest.choices.size());
    if (first_preferences[winner] * (seats + 1) > valid) {
      stv.proved.push_back(winner);
      stv.assertions.push_back(
          above_share(contest, winner, base::Rational(1, seats + 1), CountsVotes{1, 1}));
    } else {
      stv.open.push_back(winner);
    }
  }
  if (!stv.proved.empty()) {
    stv.reach = stv.open.empty() ? StvReach::EveryWinner : StvReach::SomeWinners;
  }
  return stv;
}

std::string words_of(const election::CardContest& contest, const StvAssertions& stv) {
  switch (stv.reach) {
    case StvReach::EveryWinner: return "a risk-limiting audit of every winner";
    case StvReach::SomeWinners:
      return "a risk-limiting audit of " + choice_names(contest, stv.proved) +
             " only; this is not an " + "RLA of " + choice_names(contest, stv.open);
    case StvReach::NoWinner: break;
  }
  return "this is not an RLA: no winner has the quota with first preferences";
}

}  // namespace recanvass::audit
