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

TEST(ManageAccountsTest, OneKeyIsOnePerson) {
  Operation operation = empty_operation(no_law());
  const Command open = opening();
  ASSERT_EQ(do_command(operation, open), Causes{});
  ASSERT_EQ(do_command(operation, account("watcher", "observer", 2)), Causes{});
  EXPECT_EQ(do_command(operation, account("other", "observer", 2)), Causes{"account.key-taken"});
  Command officers = account("other", "state-officer", 3);
  officers.body["public_key"] = open.body["officer_key"];
  EXPECT_EQ(do_command(operation, officers), Causes{"account.key-taken"});

  const auto rotation = [](std::uint8_t key) {
    return command_of("key.rotate", "wec",
                      {{"account", "watcher"}, {"public_key", key_text(key)}, {"reason", "lost"}});
  };
  ASSERT_EQ(do_command(operation, account("second", "state-officer", 4)), Causes{});
  EXPECT_EQ(do_command(operation, rotation(4)), Causes{"account.key-taken"});
  EXPECT_EQ(do_command(operation, rotation(2)), Causes{"account.key-taken"}) << "its own, again";
  const std::uint64_t act = operation.entries;
  ASSERT_EQ(do_command(operation, rotation(5)), Causes{});
  ASSERT_EQ(do_command(operation, command_of("approve", "second", {{"entry", act}})), Causes{});
  EXPECT_EQ(do_command(operation, account("other", "observer", 2)), Causes{"account.key-taken"})
      << "a key that was given up";
  EXPECT_EQ(do_command(operation, account("other", "observer", 6)), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
