#include "report/count_words.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

using election::Mark;
using election::MarkingState;
using election::VoteCount;

TEST(CountWords, VotesAreWrittenInTheirUnit) {
  EXPECT_EQ(votes_in_unit(VoteCount(1200), 1), "1,200");
  EXPECT_EQ(votes_in_unit(VoteCount(7), 2), "3 1/2");
  EXPECT_EQ(votes_in_unit(VoteCount(6), 2), "3");
  EXPECT_EQ(votes_in_unit(VoteCount(133332), 100000), "1.33332");
  EXPECT_EQ(votes_in_unit(VoteCount(700000), 100000), "7.00000");
}

TEST(CountWords, AMarkingIsWrittenAsItStandsOnTheCard) {
  const election::CardContest contest{{"m"}, "Mayor", 1,
                                      2,     1,       {{{"1"}, "Ada", {}}, {{"2"}, "Ben", {}}}};
  const std::vector<Mark> ranked = {{1, 1, 1}, {0, 2, 1}};
  EXPECT_EQ(marking_words(contest, MarkingState::Marked, ranked), "1 Ben, 2 Ada");
  const std::vector<Mark> odd = {{election::kOvervotedRank, 1, 1},
                                 {election::kInvalidWriteIn, 2, 1}};
  EXPECT_EQ(marking_words(contest, MarkingState::Marked, odd),
            "1 several, not said who, 2 a written name");
  EXPECT_EQ(marking_words(contest, MarkingState::Blank, {}), "blank");
  EXPECT_EQ(marking_words(contest, MarkingState::Overvoted, {}), "overvoted");
  EXPECT_EQ(marking_words(contest, MarkingState::Redacted, {}), "withheld");
  EXPECT_EQ(choice_names_of(contest, {0, 1}), "Ada and Ben");
}

}  // namespace
}  // namespace recanvass::report
