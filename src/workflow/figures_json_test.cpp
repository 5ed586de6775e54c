#include "workflow/figures_json.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(FiguresJsonTest, UnitsAreThoseAskedFor) {
  const Operation operation = fixture::operation_ready();
  EXPECT_EQ(units_asked(operation, {}), (std::vector<std::string>{"W1", "W2"}));
  EXPECT_EQ(units_asked(operation, {.unit = "W2"}), std::vector<std::string>{"W2"});
  EXPECT_TRUE(units_asked(operation, {.county = "us-wi-rock"}).empty());
}

TEST(FiguresJsonTest, AFindingSaysWhetherItIsAccountedFor) {
  Operation operation = fixture::operation_counted();
  UnitReview review = review_unit(operation, "W1", Sight::All);
  base::Json findings = findings_json(review);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0]["rule"], "R11");
  EXPECT_EQ(findings[0]["accounted_for"], false);
  EXPECT_EQ(findings[0]["severity"], "red");
}

TEST(FiguresJsonTest, AnUnknownPolicyIsNull) {
  Operation operation = fixture::operation_ready();
  operation.setup.policy = "us-ga-2020";
  EXPECT_TRUE(policy_json(operation)["known"].is_null());
  EXPECT_TRUE(consequence_json(review_unit(operation, "W1", Sight::All)).is_null());
}

}  // namespace
}  // namespace recanvass::workflow
