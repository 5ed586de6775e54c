#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::do_command;

TEST(StateCountyTest, TotalsAreComputedAndTwoSign) {
  Operation operation = fixture::operation_counted();
  Command alone = fixture::statement("us-wi-dane");
  alone.body["signed_by"] = {"Lee", "Lee"};
  EXPECT_EQ(do_command(operation, alone), (Causes{"names.two", "statement.cause"}));
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-rock")), Causes{"statement.county"});
  const std::uint64_t position = operation.entries;
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  const CountyStatement& statement = operation.deciding.county_statements.at("us-wi-dane")[0];
  EXPECT_EQ(statement.votes.at("a"), 95);
  EXPECT_EQ(statement.votes.at("b"), 61);
  EXPECT_EQ(statement.units, 2);
  EXPECT_EQ(statement.units_original, 0);
  const UseCase* use_case = use_case_named("county.statement");
  EXPECT_EQ(use_case->repeats(operation, fixture::statement("us-wi-dane")), position);
}

TEST(StateCountyTest, WhileAUnitIsOpenNothingIsToldOfChangesInTheOthers) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 5, 5);
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{"statement.open"});
  Command elsewhere = fixture::statement("us-wi-dane");
  elsewhere.author = "team-1";
  EXPECT_EQ(do_command(operation, elsewhere), Causes{"author.role"});
}

TEST(StateCountyTest, WhenItsCauseIsTakenAwayTheStatementIsRefused) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  Operation without = operation;
  without.deciding.causes.clear();
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  EXPECT_EQ(do_command(without, fixture::statement("us-wi-dane")), Causes{"statement.cause"});
}

}  // namespace
}  // namespace recanvass::workflow
