#include "workflow/money_account.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json entry(const std::string& item, std::int64_t dollars) {
  return {{"item", item}, {"cents", dollars * 100}, {"day", "2016-11-28"}};
}

// Invented figures.
TEST(KeepFund, ItemsThatDoNotSumToTheBookedTotalAreShown) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "fund.goal", "campaign", entry("Wisconsin", 2000)), Causes{});
  ASSERT_EQ(act(operation, "fund.goal", "campaign", entry("three states", 7000)), Causes{});
  ASSERT_EQ(act(operation, "fund.raised", "campaign", entry("small gifts", 6500)), Causes{});
  ASSERT_EQ(act(operation, "fund.book", "campaign", entry("filing fee", 3500)), Causes{});
  EXPECT_EQ(shown(operation, "fund")["words"], "");
  base::Json second = entry("lawyers", 1000);
  second["booked_total_cents"] = 500000;
  ASSERT_EQ(act(operation, "fund.book", "campaign", second), Causes{});
  const base::Json fund = shown(operation, "fund");
  EXPECT_EQ(fund["goal_cents"], 700000);
  EXPECT_EQ(fund["goals"].size(), 2U);
  EXPECT_EQ(fund["booked_cents"], 450000);
  EXPECT_EQ(fund["unexplained_cents"], 50000);
  EXPECT_EQ(fund["words"],
            "booked total stated $5,000, items then summed to $4,500: $500 without an item");
}

TEST(KeepFund, ATotalBelowItsItemsIsSaidTheOtherWayAndAnEqualOneIsNot) {
  for (const auto& [total, words] : std::map<std::int64_t, std::string>{
           {100000, ""},
           {99999,
            "booked total stated $999.99, items then summed to $1,000: $0.01 more in items than "
            "stated"}}) {
    Operation operation = wisconsin();
    ASSERT_EQ(act(operation, "fund.raised", "campaign", entry("gifts", 5000)), Causes{});
    base::Json booking = entry("lawyers", 1000);
    booking["booked_total_cents"] = total;
    ASSERT_EQ(act(operation, "fund.book", "campaign", booking), Causes{});
    EXPECT_EQ(shown(operation, "fund")["words"], words);
  }
}

TEST(KeepFund, WhatIsLeftIsRaisedLessBookedLessRefunded) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "fund.raised", "wec", entry("gifts", 5000)), Causes{});
  ASSERT_EQ(act(operation, "fund.book", "wec", entry("filing fee", 3500)), Causes{});
  ASSERT_EQ(act(operation, "fund.refund", "wec", entry("donors", 1500)), Causes{});
  EXPECT_EQ(shown(operation, "fund")["left_cents"], 0);
  EXPECT_EQ(shown(operation, "fund")["words"], "");
  ASSERT_EQ(act(operation, "fund.refund", "wec", entry("donors", 1)), Causes{});
  EXPECT_EQ(shown(operation, "fund")["words"], "$1 more went out than came in");
  EXPECT_EQ(act(operation, "fund.book", "dane-clerk", entry("x", 1)), Causes{"author.role"});
  EXPECT_EQ(act(operation, "fund.book", "wec", entry("x", 1'000'000'000'001)),
            Causes{"fund.cents"});
}

}  // namespace
}  // namespace recanvass::workflow
