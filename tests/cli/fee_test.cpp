#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

namespace recanvass::cli_test {
namespace {

const char* kEstimates = "examples/wi-2016-recount-fee/estimates.csv";
const char* kActual = "examples/wi-2016-recount-fee/actual.csv";

TEST(CliFee, TheLinesOfWisconsin2016AddUpToThePublishedSum) {
  const Ended ended = run_recanvass({"fee", kEstimates});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.out, "Sum of the lines        $3,898,340\n");
}

TEST(CliFee, AQuoteThatDiffersFromItsLinesIsAnError) {
  const Ended ended = run_recanvass({"fee", kEstimates, "--quoted", "3499689"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_NE(ended.err.find("differs from the sum by 398,651"), std::string::npos) << ended.err;
  EXPECT_EQ(ended.out.find("differs"), std::string::npos) << "said once, where errors are said";
  EXPECT_NE(ended.out.find("  too low by            $398,651\n"), std::string::npos) << ended.out;
  EXPECT_EQ(run_recanvass({"fee", kEstimates, "--quoted", "3,898,340"}).exit_code, 0);
}

TEST(CliFee, TheRefundIsWhatWasPaidLessWhatItCost) {
  const Ended ended =
      run_recanvass({"fee", kEstimates, "--paid", "3499689", "--actual", kActual, "--json"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = base::parse_json(ended.out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["refund_usd"], 1494086);
  EXPECT_EQ((*json)["actual_usd"], 2005603);
  int far_apart = 0;
  for (const auto& county : (*json)["counties"]) {
    if (county["county"] == "Oneida") {
      EXPECT_EQ(county["far_apart"], true);
    }
    if (county["far_apart"] == true) ++far_apart;
  }
  EXPECT_EQ((*json)["counties"].size(), 72u);
  EXPECT_EQ(far_apart, 1) << "the synthetic lines stay within a factor of two";
}

TEST(CliFee, TheActualCostMayBeOneSumAndPaymentsSeveral) {
  const Ended ended = run_recanvass({"fee", kEstimates, "--paid", "3000000", "--paid", "499,689",
                                     "--actual", "2005603", "--json"});
  const auto json = base::parse_json(ended.out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["refund_usd"], 1494086);
}

TEST(CliFee, BadInputIsNamedAndTheCodeIsTwo) {
  struct Case {
    std::vector<std::string> arguments;
    const char* words;
  };
  for (const Case& row : {
           Case{{"fee"}, "FILE"},
           Case{{"fee", "no-such.csv"}, "no-such.csv"},
           Case{{"fee", kEstimates, "--quoted", "12O"}, "--quoted"},
           Case{{"fee", kEstimates, kEstimates},
                "each county and item in one file only; it stands "
                "at examples/wi-2016-recount-fee/estimates.csv:2"},
           Case{{"fee", kEstimates, "--actual", "-5"}, "--actual"},
       }) {
    const Ended ended = run_recanvass(row.arguments);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_NE(ended.err.find(row.words), std::string::npos) << ended.err;
  }
}

}  // namespace
}  // namespace recanvass::cli_test
