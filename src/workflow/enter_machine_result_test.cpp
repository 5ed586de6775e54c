#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command machine_result(std::int64_t ballots, std::int64_t a, std::int64_t b) {
  return command_of("result.machine", "clerk",
                    {{"unit", "W2"},
                     {"tape", {{{"choice", "a"}, {"votes", a}}, {{"choice", "b"}, {"votes", b}}}},
                     {"ballots", ballots},
                     {"blank", ballots - a - b},
                     {"over", 0}});
}

TEST(EnterMachineResultTest, AUnitThatIsCountedByHandTakesNoTape) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, machine_result(10, 4, 6)), Causes{"machine.method"});
}

}  // namespace
}  // namespace recanvass::workflow
