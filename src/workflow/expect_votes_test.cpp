#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ExpectVotesTest, KnownUnitsAndChoicesOnly) {
  Operation operation = fixture::operation_ready();
  const auto expectation = [](const std::string& unit, const std::string& choice) {
    return command_of(
        "expectation.add", "clerk",
        {{"source", "2012"}, {"units", {{{"unit", unit}, {"votes", {{choice, 40}}}}}}});
  };
  EXPECT_EQ(do_command(operation, expectation("W9", "z")),
            (Causes{"unit.unknown", "returns.choice"}));
  EXPECT_EQ(do_command(operation, expectation("W1", "a")), Causes{});
  EXPECT_EQ(operation.reconciling.expected_votes.at("W1").at("a"), 40);
}

}  // namespace
}  // namespace recanvass::workflow
