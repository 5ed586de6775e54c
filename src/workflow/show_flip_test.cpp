#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

// Reported: a 94, b 61. W1 has 150 ballots, W2 has 10.
TEST(ShowFlip, StartsAtTheReportedMarginAndEndsWithNothingOpen) {
  Operation operation = fixture::operation_ready();
  base::Json view = fixture::officers_view(operation, "flip");
  EXPECT_EQ(view["reported_margin"], 33);
  EXPECT_EQ(view["last_seat"]["now"], 33);
  EXPECT_EQ(view["verdict"], "undecided");
  EXPECT_EQ(view["open_units"], 2);
  EXPECT_EQ(view["open_ballots"], 160);
  EXPECT_EQ(view["last_seat"]["low"], -160);
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  fixture::sign_off_unit(operation, "W1");
  view = fixture::officers_view(operation, "flip");
  EXPECT_EQ(view["verdict"], "decided");
  EXPECT_EQ(view["last_seat"]["low"], 91 - 55 - 10);
  EXPECT_EQ(view["sentence"],
            "Decided: A leads B by 34 votes; 1 unit with 10 ballots is open, and the difference "
            "ends anywhere from 26 to 46: above zero.");
  fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::sign_off_unit(operation, "W2");
  view = fixture::view_of(operation, "flip");
  EXPECT_EQ(view["sentence"], "Decided: A leads B by 34 votes, and nothing is open.");
  EXPECT_EQ(view["change"], 1);
}

TEST(ShowFlip, WhileAUnitIsOpenNothingInWhichItsReportedVotesAreIsShown) {
  Operation operation = fixture::operation_ready();
  for (const char* signed_off : {"", "W2"}) {
    if (*signed_off != '\0') {
      fixture::count_batch(operation, "B3", 10, 4, 6);
      fixture::sign_off_unit(operation, signed_off);
    }
    const base::Json view = fixture::view_of(operation, "flip");
    EXPECT_EQ(view["sentence"],
              "Hidden from those who may count until the last unit is signed off "
              "(docs/deciding.md).");
    for (const char* hidden : {"verdict", "reported_margin", "largest_change_left"}) {
      EXPECT_TRUE(view[hidden].is_null()) << hidden;
    }
    for (const char* hidden : {"ahead", "behind", "now", "low", "high"}) {
      EXPECT_TRUE(view["last_seat"][hidden].is_null()) << hidden;
    }
    EXPECT_EQ(view["open_ballots"], *signed_off == '\0' ? 160 : 150);
  }
  EXPECT_FALSE(fixture::officers_view(operation, "flip")["sentence"].is_null());
}

TEST(ShowFlip, WithoutAContestThereIsNoBound) {
  const Operation operation = empty_operation(fixture::no_law());
  EXPECT_EQ(fixture::view_of(operation, "flip")["verdict"], "no bound");
}

}  // namespace
}  // namespace recanvass::workflow
