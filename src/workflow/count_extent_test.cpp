#include "workflow/count_extent.h"

#include "workflow/deciding_fixture.h"
#include "workflow/unit_result.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command method_command(const std::string& how, const std::string& extent,
                       const std::vector<std::string>& units) {
  Command command = command_of("method.set", "wec",
                               {{"method", how},
                                {"extent", extent},
                                {"decided_by", "board"},
                                {"words", "as the board decided"}});
  if (!units.empty()) command.body["units"] = units;
  return command;
}

TEST(CountExtentTest, WhereNothingWasOrderedTheWholeIsCountedByHand) {
  const Operation operation = fixture::operation_ready();
  EXPECT_EQ(method_of(operation, "W1"), CountMethod::Hand);
  EXPECT_EQ(extent_of(operation, "W1"), UnitExtent::Inside);
  EXPECT_EQ(extent_words(operation), "whole");
  EXPECT_FALSE(leaves_units_out(operation));
}

TEST(CountExtentTest, UnitsOutsideAPartialRecountCarryTheirFirstCount) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, method_command("hand", "partial", {"W2"})), Causes{});
  EXPECT_EQ(extent_of(operation, "W1"), UnitExtent::Outside);
  EXPECT_EQ(extent_of(operation, "W2"), UnitExtent::Inside);
  EXPECT_EQ(extent_words(operation), "partial");
  EXPECT_TRUE(leaves_units_out(operation));
  EXPECT_EQ(result_of(operation, "W1").fate, recount::UnitFate::Stands);
  EXPECT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W1"}})),
            Causes{"count.extent"});
  EXPECT_EQ(do_command(operation, fixture::tally("team-1", "B1", 100, 60, 38)),
            Causes{"count.extent"});
  fixture::count_batch(operation, "B3", 10, 5, 5);
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(totals_of(operation, "").at("a"), 90 + 5);
  ASSERT_EQ(do_command(operation, fixture::cause_for("W2", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  EXPECT_EQ(operation.deciding.county_statements.at("us-wi-dane")[0].units_original, 1);
  ASSERT_EQ(fixture::do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
  EXPECT_EQ(operation.deciding.result_sets.at("recount").kind, "partial-recount");
  const base::Json view = fixture::view_of(operation, "results");
  EXPECT_EQ(view["sets"][1]["words"],
            "confirms the winner: A; 1 unit was not counted again, so it does not confirm the "
            "count");
}

TEST(CountExtentTest, TheMethodOfACountyGoesBeforeTheStates) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, method_command("machine", "whole", {})), Causes{});
  EXPECT_EQ(method_of(operation, "W1"), CountMethod::Machine);
  Command own = method_command("mixed", "whole", {});
  own.body["county"] = "us-wi-dane";
  ASSERT_EQ(fixture::do_with_second(operation, own, "wec2"), Causes{});
  EXPECT_EQ(method_of(operation, "W1"), CountMethod::Mixed);
}

}  // namespace
}  // namespace recanvass::workflow
