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

TEST(OpenOperationTest, TheOfficeIsTheContestsIdWhereThatIsAnOfficeAndElseWhatIsStated) {
  Operation by_id = empty_operation(no_law());
  ASSERT_EQ(do_command(by_id, opening()), Causes{});
  EXPECT_EQ(by_id.setup.office, "president");
  EXPECT_EQ(by_id.setup.election_day, "2016-11-08");
  EXPECT_EQ(by_id.setup.seats, 1);
  Command command = opening();
  command.body["contest"] = "seat-4";
  Operation unknown = empty_operation(no_law());
  ASSERT_EQ(do_command(unknown, command), Causes{});
  EXPECT_EQ(unknown.setup.office, "");
  command.body["office"] = "state_senate";
  command.body["law_day"] = "2018-01-01";
  command.body["election_day"] = "2016-11-08";
  command.body["seats"] = 2;
  Operation stated = empty_operation(no_law());
  ASSERT_EQ(do_command(stated, command), Causes{});
  EXPECT_EQ(stated.setup.office, "state_senate");
  EXPECT_EQ(stated.setup.election_day, "2016-11-08");
  EXPECT_EQ(stated.setup.seats, 2);
  command.body["office"] = "king";
  command.body["seats"] = 0;
  Operation wrong = empty_operation(no_law());
  EXPECT_EQ(do_command(wrong, command), (Causes{"open.office", "open.seats"}));
}

}  // namespace
}  // namespace recanvass::workflow
