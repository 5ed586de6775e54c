#include "recount/fee_ledger.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using base::UsdCents;

UsdCents usd(std::int64_t whole) { return UsdCents(whole * 100); }

// Wisconsin 2016: the announced figure was 3,499,689 dollars, the 72 lines add up to 3,898,340
// (Wisconsin Elections Commission, 28 and 29 November 2016).
CostRecord wisconsin() {
  CostRecord record;
  record.estimates = {{"Oneida", "", usd(178000)}, {"all others", "", usd(3898340 - 178000)}};
  record.quoted = usd(3499689);
  record.payments = {usd(3499689)};
  record.actual_total = usd(2005603);
  return record;
}

TEST(FeeLedger, WisconsinsQuoteDiffersFromItsLinesBy398651) {
  const FeeAccount account = settle(wisconsin());
  EXPECT_EQ(account.estimated_sum, usd(3898340));
  EXPECT_EQ(account.quote_short_by, usd(398651));
  EXPECT_FALSE(account.adds_up());
}

TEST(FeeLedger, WisconsinsRefundIsWhatWasPaidLessWhatItCost) {
  const FeeAccount account = settle(wisconsin());
  EXPECT_EQ(account.refund, usd(1494086));
  EXPECT_FALSE(account.still_due.has_value());
}

TEST(FeeLedger, AQuoteEqualToItsLinesAddsUpAndOneCentOffDoesNot) {
  CostRecord record = wisconsin();
  record.quoted = usd(3898340);
  EXPECT_TRUE(settle(record).adds_up());
  record.quoted = UsdCents(389833999);
  EXPECT_EQ(settle(record).quote_short_by, UsdCents(1));
  EXPECT_FALSE(settle(record).adds_up());
}

TEST(FeeLedger, ThereIsNoRefundWhileACountysActualCostIsNotKnown) {
  CostRecord record = wisconsin();
  record.actual_total.reset();
  record.actual_lines = {{"Oneida", "", usd(9118)}};
  EXPECT_FALSE(settle(record).refund.has_value());
  record.actual_lines.push_back({"all others", "", usd(0)});
  EXPECT_EQ(settle(record).refund, usd(3499689 - 9118));
}

TEST(FeeLedger, ActualCostsAboveThePaymentsAreStillDue) {
  CostRecord record = wisconsin();
  record.actual_total = usd(3499690);
  const FeeAccount account = settle(record);
  EXPECT_FALSE(account.refund.has_value());
  EXPECT_EQ(account.still_due, usd(1));
  record.actual_total = usd(3499689);
  EXPECT_EQ(settle(record).refund, usd(0));
}

TEST(FeeLedger, WhatWasRefundedIsDueAgainWhenTheCostRises) {
  CostRecord record = wisconsin();
  record.payments = {usd(1050)};
  record.refunds = {usd(90)};
  record.actual_total = usd(960);
  EXPECT_FALSE(settle(record).still_due.has_value());
  record.actual_total = usd(961);
  EXPECT_EQ(settle(record).still_due, usd(1));
  EXPECT_EQ(settle(record).refund, usd(89));
  EXPECT_EQ(settle(record).refunded, usd(90));
  EXPECT_EQ(settle(record).refund_left, usd(0));
  record.actual_total = usd(2000);
  EXPECT_EQ(settle(record).still_due, usd(1040));
}

TEST(FeeLedger, WhatIsLeftOfTheRefundIsWhatWasNotGivenBack) {
  CostRecord record = wisconsin();
  record.payments = {usd(1050)};
  record.actual_total = usd(960);
  EXPECT_EQ(settle(record).refund_left, usd(90));
  record.refunds = {usd(40), usd(49)};
  EXPECT_EQ(settle(record).refunded, usd(89));
  EXPECT_EQ(settle(record).refund_left, usd(1));
  record.refunds.push_back(usd(1));
  EXPECT_EQ(settle(record).refund_left, usd(0));
  record.refunds.push_back(usd(1));
  EXPECT_EQ(settle(record).refund_left, usd(0));
  EXPECT_EQ(settle(record).still_due, usd(1));
  record.actual_total = usd(1051);
  EXPECT_FALSE(settle(record).refund_left.has_value());
}

TEST(FeeLedger, WithoutActualCostsNothingIsSettled) {
  CostRecord record = wisconsin();
  record.actual_total.reset();
  const FeeAccount account = settle(record);
  EXPECT_FALSE(account.refund || account.still_due || account.actual);
}

TEST(FeeLedger, AStatedTotalThatDiffersFromItsLinesIsFound) {
  CostRecord record = wisconsin();
  record.quoted.reset();
  record.actual_lines = {{"Oneida", "", UsdCents(911762)}, {"all others", "", usd(1996486)}};
  record.actual_total = usd(2005603);
  const FeeAccount account = settle(record);
  EXPECT_EQ(account.actual, UsdCents(200560362));
  EXPECT_EQ(account.actual_short_by, UsdCents(62));
  EXPECT_FALSE(account.adds_up());
}

TEST(FeeLedger, AnEstimateTwiceTheActualCostIsFlaggedAndJustUnderIsNot) {
  struct Case {
    std::int64_t estimated;
    std::int64_t actual;
    bool far_apart;
  };
  for (const Case& row : {Case{17800000, 911762, true}, Case{200, 100, true}, Case{199, 100, false},
                          Case{100, 200, true}, Case{100, 199, false}, Case{0, 1, true},
                          Case{0, 0, false}, Case{5, 5, false}}) {
    CostRecord record;
    record.estimates = {{"Oneida", "", UsdCents(row.estimated)}};
    record.actual_lines = {{"Oneida", "", UsdCents(row.actual)}};
    EXPECT_EQ(settle(record).counties.at(0).far_apart, row.far_apart)
        << row.estimated << " against " << row.actual;
  }
}

TEST(FeeLedger, LinesOfACountyAreAddedAndCountiesAreInOrder) {
  CostRecord record;
  record.estimates = {
      {"Vilas", "staff", usd(5)}, {"Dane", "staff", usd(7)}, {"Vilas", "room", usd(2)}};
  record.actual_lines = {{"Ashland", "", usd(1)}};
  const FeeAccount account = settle(record);
  ASSERT_EQ(account.counties.size(), 3u);
  EXPECT_EQ(account.counties[0].county, "Ashland");
  EXPECT_FALSE(account.counties[0].estimated.has_value());
  EXPECT_EQ(account.counties[2].estimated, usd(7));
  EXPECT_FALSE(account.counties[2].far_apart) << "nothing to compare with";
}

TEST(FeeLedger, TheCountyFurthestApartIsTheOneOfTheLargestRatioEitherWay) {
  CostRecord record;
  record.estimates = {{"Dane", "", usd(100)}, {"Oneida", "", usd(178000)}, {"Rock", "", usd(10)}};
  EXPECT_FALSE(settle(record).furthest_apart);
  record.actual_lines = {
      {"Dane", "", usd(100)}, {"Oneida", "", UsdCents(911762)}, {"Rock", "", usd(190)}};
  EXPECT_EQ(settle(record).furthest_apart, "Oneida");
  record.actual_lines[2].cost = usd(196);
  EXPECT_EQ(settle(record).furthest_apart, "Rock");
  record.actual_lines[0].cost = usd(0);
  EXPECT_EQ(settle(record).furthest_apart, "Dane");
}

TEST(FeeLedger, CountiesThatAgreeAreNotApart) {
  CostRecord record;
  record.estimates = {{"Dane", "", usd(100)}, {"Iron", "", usd(0)}};
  record.actual_lines = record.estimates;
  EXPECT_FALSE(settle(record).furthest_apart);
}

}  // namespace
}  // namespace recanvass::recount
