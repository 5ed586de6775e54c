#include "formats/named_returns.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(NamedReturnsTest, ContestsOfDistrictsAreApart) {
  EXPECT_EQ(contest_text("US HOUSE", "5"), "US HOUSE, district 5");
  EXPECT_EQ(contest_text("US PRESIDENT", "STATEWIDE"), "US PRESIDENT");
  EXPECT_EQ(contest_text("Governor", ""), "Governor");
}

TEST(NamedReturnsTest, TurnoutIsNoContest) {
  EXPECT_EQ(turnout_office("Registered Voters"), kRegistered);
  EXPECT_EQ(turnout_office("BALLOTS CAST - TOTAL"), kBallots);
  EXPECT_EQ(turnout_office("Register of Deeds"), "");
}

TEST(NamedReturnsTest, AShortenedNumberIsNoName) {
  ProblemList problems;
  EXPECT_FALSE(check_name("1.23457E+15", {"r.csv", 2, ""}, problems));
  EXPECT_FALSE(check_name("5E+3", {"r.csv", 3, ""}, problems));
  EXPECT_TRUE(check_name("5E", {"r.csv", 4, ""}, problems));
  EXPECT_TRUE(check_name("Ward 5E+", {"r.csv", 5, ""}, problems));
  EXPECT_TRUE(check_name("", {"r.csv", 6, ""}, problems));
  EXPECT_EQ(problems.take().size(), 2u);
}

}  // namespace
}  // namespace recanvass::formats
