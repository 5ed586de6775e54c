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

TEST(ManageAccountsTest, AccountsThatLookAlikeAreRefusedAndOnePersonIsSpelledInOneWay) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  Command team = account("team-1", "observer", 2);
  team.body["name"] = "Ada Lund, table A";
  ASSERT_EQ(do_command(operation, team), Causes{});
  struct Row {
    const char* id;
    const char* name;
    Causes causes;
  };
  for (const Row& row : {
           Row{"Team-1", "Ben Ray", {"account.look-alike"}},
           Row{"team-l", "Ben Ray", {"account.look-alike"}},
           Row{"team- 1", "Ben Ray", {"account.look-alike"}},
           Row{"team\u20101", "Ben Ray", {"account.look-alike"}},
           Row{"te\u0430m-9", "Ben Ray", {"account.look-alike"}},
           Row{"team-2", "ADA LUND", {"account.look-alike"}},
           Row{"team-2", "Ada  Lund", {"account.look-alike"}},
           Row{"team-2", "\u0410da Lund", {"account.look-alike", "account.look-alike"}},
           Row{"team-2", "Ada\u00a0Lund", {"account.look-alike"}},
           Row{"team-2", "Ad\u00e1 Lund", {"account.look-alike"}},
           Row{"team-11", "Ada B. Lund", {}},
       }) {
    Operation copy = operation;
    Command command = account(row.id, "observer", 3);
    command.body["name"] = row.name;
    EXPECT_EQ(do_command(copy, command), row.causes) << row.id << " " << row.name;
  }
  Command duty = account("team-2", "observer", 3);
  duty.body["name"] = "Ada Lund, courier";
  EXPECT_EQ(do_command(operation, duty), Causes{}) << "one person with two duties";
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

Command account_closing(const std::string& author, const std::string& id) {
  return command_of("account.close", author, {{"account", id}, {"reason", "left"}});
}

Operation with_two_state_officers() {
  Operation operation = empty_operation(no_law());
  EXPECT_EQ(do_command(operation, opening()), Causes{});
  EXPECT_EQ(do_command(operation, fixture::county_account("clerk", "county-officer", 2)), Causes{});
  EXPECT_EQ(do_command(operation, fixture::county_account("super", "supervisor", 5)), Causes{});
  EXPECT_EQ(do_command(operation, account("board", "board-member", 6)), Causes{});
  EXPECT_EQ(do_command(operation, account("second", "state-officer", 3)), Causes{});
  return operation;
}

TEST(ManageAccountsTest, TwoStateOfficersAlwaysStay) {
  Operation alone = empty_operation(no_law());
  ASSERT_EQ(do_command(alone, opening()), Causes{});
  EXPECT_EQ(do_command(alone, account_closing("wec", "wec")), Causes{"account.last-officers"});

  Operation operation = with_two_state_officers();
  EXPECT_EQ(do_command(operation, account_closing("wec", "second")),
            Causes{"account.last-officers"});
  EXPECT_EQ(do_command(operation, account_closing("wec", "wec")), Causes{"account.last-officers"});
  EXPECT_EQ(do_command(operation, account_closing("wec", "clerk")), Causes{});
  const base::Json third = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, account("third", "state-officer", 4)), Causes{});
  EXPECT_EQ(do_command(operation, account_closing("wec", "second")),
            Causes{"account.last-officers"})
      << "the third one waits";
  ASSERT_EQ(do_command(operation, command_of("approve", "second", third)), Causes{});
  EXPECT_EQ(do_command(operation, account_closing("wec", "second")), Causes{});
  EXPECT_EQ(do_command(operation, account_closing("third", "wec")),
            Causes{"account.last-officers"});
}

// Else a key that one of two lost could never be replaced, and nobody be named in his place.
TEST(ManageAccountsTest, WithTwoStateOfficersACountyOfficerOrBoardMemberStandsIn) {
  const auto rotation = [](const std::string& id) {
    return command_of("key.rotate", "wec",
                      {{"account", id}, {"public_key", key_text(40)}, {"reason", "lost"}});
  };
  struct Row {
    Command act;
    const char* second;
    Causes causes;
  };
  const Causes other_place = {"author.county", "author.role"};
  for (const Row& row :
       {Row{account("third", "state-officer", 40), "clerk", {}},
        Row{account("third", "state-officer", 40), "board", {}},
        Row{account("third", "state-officer", 40), "super", other_place},
        Row{rotation("second"), "clerk", {}}, Row{rotation("second"), "second", {}},
        Row{rotation("clerk"), "board", {}}, Row{rotation("clerk"), "clerk", other_place},
        Row{rotation("board"), "board", {"author.role"}},
        Row{account("third", "state-officer", 40), "wec", {"approve.same-person"}}}) {
    Operation operation = with_two_state_officers();
    const base::Json entry = {{"entry", operation.entries}};
    ASSERT_EQ(do_command(operation, row.act), Causes{});
    EXPECT_EQ(do_command(operation, command_of("approve", row.second, entry)), row.causes)
        << row.act.kind << " " << row.second;
  }
}

TEST(ManageAccountsTest, WithThreeStateOfficersTheSecondIsOneOfThem) {
  Operation operation = with_two_state_officers();
  const base::Json third = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, account("third", "state-officer", 40)), Causes{});
  ASSERT_EQ(do_command(operation, command_of("approve", "clerk", third)), Causes{});
  const base::Json fourth = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, account("fourth", "state-officer", 41)), Causes{});
  EXPECT_EQ(do_command(operation, command_of("approve", "clerk", fourth)),
            (Causes{"author.county", "author.role"}));
  EXPECT_EQ(do_command(operation, command_of("approve", "third", fourth)), Causes{});
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

TEST(ManageAccountsTest, WhoCountsWhatWasPublishedIsNamedByTwo) {
  Operation before = fixture::operation_with_inputs();
  ASSERT_EQ(do_command(before, fixture::county_account("late", "counter", 60)), Causes{});
  EXPECT_TRUE(before.people.accounts.contains("late"));
  Operation operation = fixture::operation_ready();
  const base::Json entry = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, fixture::county_account("late", "counter", 60)), Causes{});
  EXPECT_FALSE(operation.people.accounts.contains("late")) << "it waits";
  EXPECT_EQ(do_command(operation, command_of("approve", "wec", entry)),
            Causes{"approve.same-person"});
  ASSERT_EQ(do_command(operation, command_of("approve", "wec2", entry)), Causes{});
  EXPECT_TRUE(operation.people.accounts.contains("late"));
}

}  // namespace
}  // namespace recanvass::workflow
