#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json cost(const std::string& county, std::int64_t cents) {
  return {{"county", county}, {"lines", {{{"item", "all"}, {"cents", cents}}}}};
}

// Oneida's estimate is the published one; the others are made to give the published sum.
Operation quoted() {
  Operation operation = wisconsin();
  for (const auto& [county, dollars] :
       std::map<std::string, std::int64_t>{{"us-wi-dane", 1200000},
                                           {"us-wi-milwaukee", 1500000},
                                           {"us-wi-oneida", 178000},
                                           {"us-wi-outagamie", 520340},
                                           {"us-wi-rock", 500000}}) {
    RECANVASS_CHECK(act(operation, "fee.quote", "wec", cost(county, dollars * 100)).empty());
  }
  return operation;
}

base::Json announcement(std::int64_t dollars) {
  return {{"cents", dollars * 100},
          {"announced_at", "2016-11-28T15:00"},
          {"published_in", "the commission's release"}};
}

TEST(QuoteFee, TheSumAtTheTimeOfAnAnnouncementStaysBesideIt) {
  Operation operation = quoted();
  ASSERT_EQ(act(operation, "fee.announce", "wec", announcement(3898340)), Causes{});
  ASSERT_EQ(act(operation, "fee.quote", "wec", cost("us-wi-rock", 50000001)), Causes{});
  const base::Json fees = shown(operation, "fees");
  EXPECT_EQ(fees["announcements"][0]["differs_by_cents"], 0);
  EXPECT_EQ(fees["announced"],
            "announced $3,898,340; the lines sum to $3,898,340.01: differs from the sum by 0.01 "
            "dollars");
}

TEST(QuoteFee, AnEarlierVersionIsKept) {
  Operation operation = quoted();
  base::Json second = cost("us-wi-dane", 130000000);
  second["words"] = "by hand";
  ASSERT_EQ(act(operation, "fee.quote", "dane-clerk", second), Causes{});
  const base::Json dane = shown(operation, "fees", "", "us-wi-dane")["counties"][0];
  ASSERT_EQ(dane["estimates"].size(), 2U);
  EXPECT_EQ(dane["estimates"][0]["sum_cents"], 120000000);
  EXPECT_EQ(dane["estimates"][1]["words"], "by hand");
  EXPECT_EQ(dane["estimated_cents"], 130000000);
}

TEST(QuoteFee, EachCauseOfRefusal) {
  Operation operation = wisconsin();
  EXPECT_EQ(act(operation, "fee.announce", "wec", announcement(1)), Causes{"fee.no-lines"});
  EXPECT_EQ(act(operation, "fee.quote", "dane-clerk", cost("us-wi-rock", 1)),
            Causes{"author.county"});
  EXPECT_EQ(act(operation, "fee.quote", "wec", cost("us-wi-iron", 1)), Causes{"county.unknown"});
  EXPECT_EQ(act(operation, "fee.quote", "dane-clerk", cost("us-wi", 1)), Causes{"author.county"});
  EXPECT_EQ(act(operation, "fee.quote", "wec", cost("us-wi", 1)), Causes{});
  EXPECT_EQ(act(operation, "fee.quote", "wec", cost("us-wi-dane", -1)), Causes{"record.member"});
  EXPECT_EQ(act(operation, "fee.quote", "wec", cost("us-wi-dane", 100'000'000'000'001)),
            Causes{"fee.cents"});
  base::Json twice = cost("us-wi-dane", 1);
  twice["lines"].push_back(twice["lines"][0]);
  EXPECT_EQ(act(operation, "fee.quote", "wec", twice), Causes{"fee.item"});
  base::Json none = cost("us-wi-dane", 1);
  none["lines"] = base::Json::array();
  EXPECT_EQ(act(operation, "fee.actual", "wec", none), Causes{"fee.lines"});
}

}  // namespace
}  // namespace recanvass::workflow
