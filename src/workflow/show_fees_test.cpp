#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json cost_shown(const std::string& county, std::int64_t cents) {
  return {{"county", county}, {"lines", {{{"item", "all"}, {"cents", cents}}}}};
}

// Oneida's estimate is the published one; the others are made to give the published sum.
Operation quoted_to_show() {
  Operation operation = wisconsin();
  for (const auto& [county, dollars] :
       std::map<std::string, std::int64_t>{{"us-wi-dane", 1200000},
                                           {"us-wi-milwaukee", 1500000},
                                           {"us-wi-oneida", 178000},
                                           {"us-wi-outagamie", 520340},
                                           {"us-wi-rock", 500000}}) {
    RECANVASS_CHECK(act(operation, "fee.quote", "wec", cost_shown(county, dollars * 100)).empty());
  }
  return operation;
}

base::Json announcement_shown(std::int64_t dollars) {
  return {{"cents", dollars * 100},
          {"announced_at", "2016-11-28T15:00"},
          {"published_in", "the commission's release"}};
}

// Wisconsin 2016: 3,499,689 was announced, the county lines add up to 3,898,340.
TEST(ShowFees, AnAnnouncedFigureThatIsNotTheSumIsRecordedWithTheDifference) {
  Operation operation = quoted_to_show();
  ASSERT_EQ(act(operation, "fee.announce", "wec", announcement_shown(3499689)), Causes{});
  const base::Json fees = shown(operation, "fees");
  EXPECT_EQ(fees["estimated_sum_cents"], 389'834'000);
  EXPECT_EQ(fees["announcements"][0]["differs_by_cents"], 39865100);
  EXPECT_EQ(fees["announced"],
            "announced $3,499,689; the lines sum to $3,898,340: differs from the sum by 398,651 "
            "dollars");
  EXPECT_EQ(fees["adds_up"], false);
  ASSERT_EQ(act(operation, "fee.announce", "wec", announcement_shown(3898340)), Causes{});
  EXPECT_EQ(shown(operation, "fees")["announced"], "announced $3,898,340, the sum of the lines");
  EXPECT_EQ(shown(operation, "fees")["adds_up"], true);
  EXPECT_EQ(shown(operation, "fees")["announcements"].size(), 2U);
}

// Oneida 2016: 178,000 estimated, 9,117.62 actual.
TEST(ShowFees, OneidasLineIsTheLargestRelativeDifference) {
  Operation operation = quoted_to_show();
  ASSERT_EQ(act(operation, "fee.actual", "wec", cost_shown("us-wi-oneida", 911762)), Causes{});
  ASSERT_EQ(act(operation, "fee.actual", "wec", cost_shown("us-wi-rock", 25000000)), Causes{});
  const base::Json fees = shown(operation, "fees");
  EXPECT_EQ(fees["largest_relative_difference"], "us-wi-oneida");
  EXPECT_EQ(fees["counties"][2]["words"],
            "$178,000 estimated, $9,117.62 actual: largest relative difference");
  EXPECT_EQ(fees["counties"][4]["words"],
            "$500,000 estimated, $250,000 actual: one is at least twice the other");
  EXPECT_FALSE(fees["counties"][0].contains("words"));
}

}  // namespace
}  // namespace recanvass::workflow
