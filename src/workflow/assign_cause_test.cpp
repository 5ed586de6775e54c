#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::cause_for;
using fixture::Causes;
using fixture::do_command;

TEST(AssignCauseTest, OnlyAUnitThatIsCountedAndChangedTakesACauseOfTheTable) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, cause_for("W1", "PEN")), Causes{"cause.open"});
  operation = fixture::operation_counted();
  EXPECT_EQ(do_command(operation, cause_for("W2", "PEN")), Causes{"cause.unchanged"});
  EXPECT_EQ(do_command(operation, cause_for("W9", "PENN")),
            (Causes{"unit.unknown", "cause.unknown"}));
  EXPECT_EQ(do_command(operation, cause_for("W1", "UNEXPLAINED")), Causes{});
  EXPECT_EQ(do_command(operation, cause_for("W1", "PEN")), Causes{});
  EXPECT_EQ(operation.deciding.causes.at("W1").size(), 2U);
  EXPECT_EQ(operation.deciding.causes.at("W1")[0].changes,
            (std::map<std::string, std::int64_t>{{"a", 1}}));
}

// W1 is open: whether W2 is as reported is told to an officer, and to nobody who enters tallies.
TEST(AssignCauseTest, ARefusalDoesNotTellWhoCountsWhetherAUnitChanged) {
  for (const std::int64_t first : {4, 5}) {
    Operation operation = fixture::operation_ready();
    fixture::count_batch(operation, "B3", 10, first, 10 - first);
    fixture::sign_off_unit(operation, "W2");
    Command cause = cause_for("W2", "PEN");
    cause.author = "super";
    EXPECT_EQ(do_command(operation, cause), Causes{"cause.hidden"}) << first;
    cause.author = "clerk";
    EXPECT_EQ(do_command(operation, cause), first == 4 ? Causes{"cause.unchanged"} : Causes{});
  }
}

}  // namespace
}  // namespace recanvass::workflow
