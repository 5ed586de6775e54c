#include "workflow/counting_fixture.h"
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

TEST(ManageAccountsTest, WhoMayApproveIsNamedByTwoOnceThereAreTwoStateOfficers) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  ASSERT_EQ(do_command(operation, fixture::county_account("clerk", "county-officer", 2)), Causes{});
  ASSERT_EQ(do_command(operation, account("second", "state-officer", 3)), Causes{});
  EXPECT_TRUE(operation.people.accounts.contains("clerk")) << "set up by the first officer alone";
  EXPECT_TRUE(operation.people.accounts.contains("second"));

  std::uint8_t key = 10;
  for (const std::string& role : role_names()) {
    const std::uint64_t act = operation.entries;
    const bool county = role == "county-officer" || role == "supervisor" || role == "counter";
    const Command add =
        county ? fixture::county_account(role, role, key) : account(role, role, key);
    ++key;
    ASSERT_EQ(do_command(operation, add), Causes{});
    EXPECT_EQ(operation.people.waiting.contains(act), may_approve(*role_named(role))) << role;
    EXPECT_EQ(operation.people.accounts.contains(role), !may_approve(*role_named(role))) << role;
    if (!may_approve(*role_named(role))) continue;
    const base::Json entry = {{"entry", act}};
    EXPECT_EQ(do_command(operation, command_of("approve", "wec", entry)),
              Causes{"approve.same-person"});
    EXPECT_EQ(do_command(operation, command_of("approve", "second", entry)), Causes{});
    EXPECT_TRUE(operation.people.accounts.contains(role)) << role;
  }
}

TEST(ManageAccountsTest, WhoClosesTheOtherOfficersAccountIsNotAloneAgain) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  ASSERT_EQ(do_command(operation, account("second", "state-officer", 3)), Causes{});
  ASSERT_EQ(do_command(operation, command_of("account.close", "wec",
                                             {{"account", "second"}, {"reason", "left"}})),
            Causes{});
  const std::uint64_t act = operation.entries;
  ASSERT_EQ(do_command(operation, account("third", "state-officer", 4)), Causes{});
  EXPECT_TRUE(operation.people.waiting.contains(act));
}

TEST(ManageAccountsTest, TwoAccountsThatWaitForOneKeyAreNotBothAdded) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  ASSERT_EQ(do_command(operation, account("second", "state-officer", 3)), Causes{});
  const std::uint64_t first = operation.entries;
  ASSERT_EQ(do_command(operation, account("b1", "board-member", 4)), Causes{});
  ASSERT_EQ(do_command(operation, account("b2", "board-member", 4)), Causes{});
  EXPECT_EQ(do_command(operation, command_of("approve", "second", {{"entry", first}})), Causes{});
  EXPECT_EQ(do_command(operation, command_of("approve", "second", {{"entry", first + 1}})),
            Causes{"account.key-taken"});
}

}  // namespace
}  // namespace recanvass::workflow
