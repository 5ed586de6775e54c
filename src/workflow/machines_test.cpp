#include "workflow/machines.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(MachinesTest, StatesOfARollAreReadAsTheyAreWritten) {
  for (const RollState state : {RollState::Complete, RollState::Damaged, RollState::Missing}) {
    EXPECT_EQ(roll_state_named(name_of(state)), state);
  }
  EXPECT_FALSE(roll_state_named("torn"));
}

}  // namespace
}  // namespace recanvass::workflow
