#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ShowReconciliation, AHoleIsAHoleAndNotZero) {
  Operation operation = fixture::operation_counted();
  base::Json view = fixture::view_of(operation, "reconciliation", {.unit = "W2"});
  EXPECT_EQ(view["states"]["open"], 1);
  EXPECT_TRUE(view["units"][0]["worksheet"]["voters_poll_book"].is_null());
  EXPECT_EQ(view["units"][0]["worksheet"]["ballots_found"], 10);
  EXPECT_EQ(view["policy"]["named"], "us-wi-2016");
  EXPECT_EQ(view["policy"]["known"]["id"], "us-wi-2001");
  ASSERT_EQ(
      do_command(operation, command_of("unit.figures", "clerk",
                                       {{"unit", "W2"}, {"figures", {{"voters_poll_book", 10}}}})),
      Causes{});
  view = fixture::view_of(operation, "reconciliation", {.unit = "W2"});
  EXPECT_EQ(view["states"]["balanced"], 1);
  EXPECT_EQ(view["units"][0]["policy_step"]["step"], "continue");
}

TEST(ShowReconciliation, ADifferenceFromTheReturnsIsShownAfterSignOffOnly) {
  Operation operation = fixture::operation_counted();
  const auto has_rule = [&](const base::Json& view, const std::string& rule) {
    for (const base::Json& finding : view["units"][0]["findings"]) {
      if (finding["rule"] == rule) return true;
    }
    return false;
  };
  EXPECT_TRUE(has_rule(fixture::view_of(operation, "reconciliation", {.unit = "W1"}), "R11"));
  operation.counting.signed_off.erase("W1");
  const base::Json blind = fixture::view_of(operation, "reconciliation", {.unit = "W1"});
  EXPECT_FALSE(has_rule(blind, "R11"));
  EXPECT_EQ(blind["units"][0]["reported_visible"], false);
}

TEST(ShowReconciliation, UnitsThatDoNotAddUpToTheOutcomeAreFound) {
  Operation operation = fixture::operation_counted();
  EXPECT_TRUE(fixture::view_of(operation, "reconciliation")["sums"].empty());
  operation.commitment.reported_outcome["a"] = 95;
  const base::Json view = fixture::view_of(operation, "reconciliation");
  ASSERT_EQ(view["sums"].size(), 1U);
  EXPECT_EQ(view["sums"][0]["words"], "votes of a: units add up to 94, us-wi says 95");
}

}  // namespace
}  // namespace recanvass::workflow
