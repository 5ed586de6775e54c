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

}  // namespace
}  // namespace recanvass::workflow
