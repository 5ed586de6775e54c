#include "workflow/fee.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

const std::string kFolder = std::string(RECANVASS_SOURCE_DIR) + "/examples/wi-2016-recount-fee/";

TEST(Fee, AFileOfActualCostsAndASumAreToldApart) {
  FeeRequest request;
  request.estimate_files = {kFolder + "estimates.csv"};
  request.actual = kFolder + "actual.csv";
  EXPECT_EQ(account_for(request)->actual, base::UsdCents(200560300));
  request.actual = "$2,005,603";
  EXPECT_EQ(account_for(request)->actual, base::UsdCents(200560300));
}

TEST(Fee, AllProblemsOfFilesAndOptionsAreToldAtOnce) {
  FeeRequest request;
  request.estimate_files = {kFolder + "missing.csv"};
  request.quoted = "1,00";
  request.payments = {"x"};
  const auto account = account_for(request);
  ASSERT_FALSE(account.ok());
  ASSERT_EQ(account.problems().size(), 3u);
  EXPECT_EQ(account.problems()[1].place.column, "--quoted");
  EXPECT_EQ(account.problems()[2].place.column, "--paid");
}

}  // namespace
}  // namespace recanvass::workflow
