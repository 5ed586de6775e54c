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

TEST(OpenOperationTest, EveryThingWrongWithTheOpeningIsSaidAtOnce) {
  Operation operation = empty_operation(no_law());
  Command command = opening();
  command.body["vote_for"] = 0;
  command.body["choices"] = base::Json::array({{{"id", "a"}, {"name", "A"}}});
  command.body["counties"].push_back({{"id", "us-wi-dane"}, {"name", "Dane again"}});
  command.body["officer_key"] = "short";
  EXPECT_EQ(do_command(operation, command),
            (Causes{"open.duplicate", "open.choices", "open.vote-for", "account.key"}));
  EXPECT_FALSE(operation.setup.opened);
}

TEST(OpenOperationTest, ChoicesKeepThePapersOrder) {
  Operation operation = empty_operation(no_law());
  ASSERT_EQ(do_command(operation, opening()), Causes{});
  ASSERT_EQ(operation.setup.choices.size(), 2U);
  EXPECT_EQ(operation.setup.choices[0].id, "a");
  EXPECT_EQ(operation.setup.choices[1].id, "b");
}

}  // namespace
}  // namespace recanvass::workflow
