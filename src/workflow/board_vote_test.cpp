#include "workflow/board_vote.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(BoardVote, CarriesWithOneMoreForThanAgainstAndNotWithATie) {
  EXPECT_TRUE(carries({{"Lee", "for"}, {"Kim", "for"}, {"Roe", "against"}}));
  EXPECT_FALSE(carries({{"Lee", "for"}, {"Kim", "against"}}));
  EXPECT_EQ(outcome_of({{"Lee", "for"}, {"Kim", "against"}}), "tied");
  EXPECT_FALSE(carries({{"Lee", "against"}}));
  EXPECT_EQ(outcome_of({{"Lee", "against"}}), "lost");
  EXPECT_TRUE(carries({{"Lee", "for"}, {"Kim", "abstain"}, {"Roe", "absent"}}));
}

TEST(BoardVote, EachWordIsKnownAndSomebodyDecides) {
  EXPECT_TRUE(vote_problems({{"Lee", "for"}}).empty());
  EXPECT_EQ(vote_problems({{"Lee", "aye"}})[0].cause, "vote.word");
  EXPECT_EQ(vote_problems({{"Lee", 1}})[0].cause, "vote.word");
  EXPECT_EQ(vote_problems({{"", "for"}})[0].cause, "vote.word");
  EXPECT_EQ(vote_problems({{"Lee", "absent"}})[0].cause, "vote.members");
  EXPECT_EQ(vote_problems(base::Json::object())[0].cause, "vote.members");
}

}  // namespace
}  // namespace recanvass::workflow
