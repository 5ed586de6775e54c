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

TEST(ManageAccountsTest, AnUnknownAuthorOrRoleIsRefusedWithTheRolesThatMay) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  Command stranger = account("c1", "observer", 2);
  stranger.author = "nobody";
  EXPECT_EQ(do_command(operation, stranger), Causes{"author.unknown"});
  ASSERT_EQ(do_command(operation, account("watcher", "observer", 2)), Causes{});
  stranger.author = "watcher";
  EXPECT_EQ(do_command(operation, stranger), Causes{"author.role"});
  EXPECT_EQ(do_command(operation, account("watcher", "observer", 3)), Causes{"account.exists"});
  EXPECT_EQ(do_command(operation, account("c2", "counter", 3)), Causes{"account.county"});
}

}  // namespace
}  // namespace recanvass::workflow
