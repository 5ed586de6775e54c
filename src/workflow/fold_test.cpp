#include "workflow/fold.h"

#include "workflow/operation_fixture.h"

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

TEST(FoldTest, NothingHappensBeforeTheOperationIsOpened) {
  Operation operation = empty_operation(no_law());
  EXPECT_EQ(do_command(operation, account("c1", "observer", 2)), Causes{"operation.not-open"});
  EXPECT_EQ(do_command(operation, opening()), Causes{});
  EXPECT_EQ(do_command(operation, opening()), Causes{"open.twice"});
  EXPECT_EQ(operation.people.accounts.at("wec").role, Role::StateOfficer);
}

TEST(FoldTest, EveryFieldThatIsWrongIsNamedAtOnce) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  const Command wrong = command_of(
      "account.add", "wec", {{"account", ""}, {"role", "king"}, {"public_key", "x"}, {"age", 7}});
  EXPECT_EQ(do_command(operation, wrong), (Causes{"command.field", "command.unknown-field",
                                                  "command.field", "command.missing-field"}));
}

TEST(FoldTest, AnAcceptedCommandIsFoundByItsAuthorAndKeyTogether) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  const Command added = account("c1", "observer", 2);
  ASSERT_EQ(do_command(operation, added), Causes{});
  EXPECT_EQ(accepted_at(operation, "wec", added.idempotency_key), 1U);
  EXPECT_EQ(accepted_at(operation, "c1", added.idempotency_key), std::nullopt);
  EXPECT_EQ(accepted_at(operation, "wec", "another"), std::nullopt);
  EXPECT_EQ(accepted_at(operation, "", ""), std::nullopt);
}

}  // namespace
}  // namespace recanvass::workflow
