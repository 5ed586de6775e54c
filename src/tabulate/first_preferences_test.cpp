#include "tabulate/first_preferences.h"

#include "tabulate/irv.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

TEST(FirstPreferences, OneMarkIsAFirstPreferenceAndSeveralAreAnOvervotedRank) {
  Profile unranked = fixture::marked_profile("AB", {{"A", 3}, {"B", 1}, {"AB", 6}, {"", 2}});
  const std::vector<election::Mark> both = {{0, 0, 1}, {1, 0, 1}};
  unranked.add(election::MarkingState::Overvoted, both, election::CardCount(4));
  unranked.add(election::MarkingState::Overvoted, {}, election::CardCount(5));
  const Profile ranked = as_first_preferences(unranked);
  EXPECT_EQ(ranked.contest().ranks, 1);
  ASSERT_EQ(ranked.size(), unranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    EXPECT_EQ(ranked.at(i).state, unranked.at(i).state);
    for (const election::Mark& mark : ranked.at(i).marks) EXPECT_EQ(mark.rank, 1);
  }
  EXPECT_EQ(ranked.cards(), unranked.cards());
  const IrvCount counted = count_irv(ranked, {});
  EXPECT_EQ(counted.winner, election::ChoiceIndex{0});
  EXPECT_EQ(counted.rounds[0].votes, fixture::votes_of({3, 1}));
  const auto without = [&](Inactive cause) {
    return counted.rounds[0].inactive[static_cast<std::size_t>(cause)].value();
  };
  EXPECT_EQ(without(Inactive::Overvoted), 15);
  EXPECT_EQ(without(Inactive::Blank), 2);
}

}  // namespace
}  // namespace recanvass::tabulate
