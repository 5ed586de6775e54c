#include "workflow/operation_fixture.h"
#include "workflow/use_case_list.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::account;
using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::key_text;
using fixture::no_law;
using fixture::opening;

TEST(ApproveTest, AnActOfTwoWaitsForAnotherPersonAndThenTakesEffect) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  ASSERT_EQ(do_command(operation, account("wec2", "state-officer", 2)), Causes{});
  const auto before = operation.people.accounts.at("wec").key;
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(
      do_command(
          operation,
          command_of("key.rotate", "wec",
                     {{"account", "wec"}, {"public_key", key_text(9)}, {"reason", "lost token"}})),
      Causes{});
  EXPECT_EQ(operation.people.accounts.at("wec").key, before);
  const base::Json entry = {{"entry", position}};
  EXPECT_EQ(do_command(operation, command_of("approve", "wec", entry)),
            Causes{"approve.same-person"});
  EXPECT_EQ(do_command(operation, command_of("approve", "wec2", entry)), Causes{});
  EXPECT_NE(operation.people.accounts.at("wec").key, before);
  EXPECT_EQ(do_command(operation, command_of("approve", "wec2", entry)), Causes{"approve.nothing"});
}

}  // namespace
}  // namespace recanvass::workflow
