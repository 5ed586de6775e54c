#include "report/fee_report.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

recount::CostRecord cost_record() {
  recount::CostRecord record;
  record.estimates = {{"Dane", "", base::UsdCents(372034000)},
                      {"Oneida", "", base::UsdCents(17800000)}};
  record.quoted = base::UsdCents(349968900);
  record.payments = {base::UsdCents(349968900)};
  record.actual_lines = {{"Dane", "", base::UsdCents(199648538)},
                         {"Oneida", "", base::UsdCents(911762)}};
  return record;
}

TEST(FeeReport, AtEightyColumnsTheAccountReadsSo) {
  EXPECT_EQ(fee_text(recount::settle(cost_record()), {80, false}),
            "Sum of the lines        $3,898,340\n"
            "Quoted                  $3,499,689\n"
            "  too low by            $398,651\n"
            "Paid                    $3,499,689\n"
            "Actual cost             $2,005,603\n"
            "Refund                  $1,494,086\n"
            "\n"
            "County  Estimated     Actual  Why shown\n"
            "Oneida   $178,000  $9,117.62  one is twice the other or more\n");
}

TEST(FeeReport, AStatedActualCostStandsBesideTheSumOfItsLines) {
  recount::CostRecord record = cost_record();
  record.quoted.reset();
  record.payments.clear();
  record.actual_total = base::UsdCents(200560400);
  const std::string text = fee_text(recount::settle(record), {80, false});
  EXPECT_NE(text.find("Actual cost             $2,005,603\n"
                      "Actual cost as stated   $2,005,604\n"
                      "  too high by           $1\n"),
            std::string::npos)
      << text;
}

TEST(FeeReport, ASheetOfEstimatesAloneIsItsSum) {
  recount::CostRecord record = cost_record();
  record.quoted.reset();
  record.payments.clear();
  record.actual_lines.clear();
  EXPECT_EQ(fee_text(recount::settle(record), {80, false}), "Sum of the lines        $3,898,340\n");
  EXPECT_TRUE(fee_mismatches(recount::settle(record)).empty());
}

TEST(FeeReport, JsonHasWholeDollarsAndCentsAndNulls) {
  recount::CostRecord record = cost_record();
  record.payments.clear();
  const base::Json json = fee_json(recount::settle(record));
  EXPECT_EQ(json["schema"], "recanvass.fee/1");
  EXPECT_EQ(json["sum_usd"], 3898340);
  EXPECT_EQ(json["quote_short_by_usd"], 398651);
  EXPECT_EQ(json["adds_up"], false);
  EXPECT_TRUE(json["refund_usd"].is_null()) << "nothing was paid";
  EXPECT_EQ(json["counties"][1]["actual_usd"].get<double>(), 9117.62);
  EXPECT_EQ(json["counties"][1]["far_apart"], true);
}

}  // namespace
}  // namespace recanvass::report
