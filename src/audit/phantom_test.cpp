#include "audit/phantom.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using election::CardCount;

TEST(Phantoms, OneStandsForEveryContestThatStillLacksCards) {
  const ContestCards contests[] = {{"p", CardCount(60), CardCount(63)},
                                   {"s", CardCount(40), CardCount(41)},
                                   {"m", CardCount(15), CardCount(17)},
                                   {"full", CardCount(9), CardCount(9)}};
  const auto phantoms = phantoms_by_contest(contests);
  ASSERT_TRUE(phantoms.ok());
  EXPECT_EQ(*phantoms, (Phantoms{{0, 1, 2}, {0, 2}, {0}}));
}

TEST(Phantoms, MoreRecordsThanCardsStopTheAuditForEachSuchContest) {
  const ContestCards contests[] = {{"p", CardCount(64), CardCount(63)},
                                   {"s", CardCount(41), CardCount(41)},
                                   {"m", CardCount(18), CardCount(17)}};
  const auto phantoms = phantoms_by_contest(contests);
  ASSERT_FALSE(phantoms.ok());
  EXPECT_EQ(phantoms.problems().size(), 2u);
  EXPECT_EQ(phantoms.problems()[0].cause, "phantom.too-many-records");
  EXPECT_FALSE(phantoms_of_all_cards(CardCount(11), CardCount(10), 2).ok());
}

TEST(Phantoms, OfAllCardsStandForEveryContest) {
  EXPECT_EQ(*phantoms_of_all_cards(CardCount(8), CardCount(10), 2), (Phantoms{{0, 1}, {0, 1}}));
  EXPECT_TRUE(phantoms_of_all_cards(CardCount(10), CardCount(10), 2)->empty());
  EXPECT_TRUE(phantoms_by_contest({})->empty());
}

}  // namespace
}  // namespace recanvass::audit
