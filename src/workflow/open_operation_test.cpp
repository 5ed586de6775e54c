#include "workflow/operation_fixture.h"
#include "workflow/use_case_list.h"

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(OpenOperationTest, MoreSeatsOrMarksThanChoicesAreRefused) {
  const auto refused = [](const std::string& member, const base::Json& value) {
    Operation operation = empty_operation(no_law());
    Command command = opening();
    command.body[member] = value;
    return do_command(operation, command);
  };
  const auto choices = static_cast<std::int64_t>(opening().body["choices"].size());
  EXPECT_EQ(refused("seats", choices + 1), Causes{"open.choices"});
  EXPECT_EQ(refused("vote_for", choices + 1), Causes{"open.choices"});
  EXPECT_EQ(refused("vote_for", choices), Causes{});
}

TEST(OpenOperationTest, AnOriginThatNothingCanBeSignedUnderAndAChoiceThatIsAReadingAreRefused) {
  for (const char* origin : {"x y", "x+y"}) {
    Operation operation = empty_operation(no_law());
    Command command = opening();
    command.body["origin"] = origin;
    const Causes causes = do_command(operation, command);
    EXPECT_EQ(std::ranges::count(causes, "open.origin"), 1) << origin;
  }
  Operation operation = empty_operation(no_law());
  Command command = opening();
  command.body["choices"] = base::Json::array();
  for (const char* id : {"blank", "over", "not-counted", "a"}) {
    command.body["choices"].push_back({{"id", id}, {"name", std::string("Name ") + id}});
  }
  EXPECT_EQ(do_command(operation, command), (Causes{"open.choice", "open.choice", "open.choice"}));
}

TEST(OpenOperationTest, ADayAStateAndAPolicyThatDoNotExistAreRefused) {
  struct Row {
    const char* member;
    const char* value;
    Causes causes;
  };
  for (const Row& row : {
           Row{"law_day", "2024-02-30", {"command.field"}},
           Row{"law_day", "2023-02-29", {"command.field"}},
           Row{"law_day", "2024-02-29", {}},
           Row{"law_day", "0206-11-08", {"open.day"}},
           Row{"law_day", "1899-12-31", {"open.day"}},
           Row{"law_day", "1900-01-01", {}},
           Row{"law_day", "2100-12-31", {}},
           Row{"law_day", "2101-01-01", {"open.day"}},
           Row{"election_day", "2024-11-31", {"command.field"}},
           Row{"election_day", "9999-11-30", {"open.day"}},
           Row{"jurisdiction", "mars", {"open.jurisdiction"}},
           Row{"jurisdiction", "US-WI", {"open.jurisdiction"}},
           Row{"jurisdiction", "us-zz", {"open.jurisdiction"}},
           Row{"jurisdiction", "us-wisconsin", {"open.jurisdiction"}},
           Row{"jurisdiction", "us-wi-", {"open.jurisdiction"}},
           Row{"jurisdiction", "us-wi-dane", {}},
           Row{"jurisdiction", "us-mi", {"open.policy"}},
           Row{"policy", "us-zz-2016", {"open.policy"}},
           Row{"policy", "us-mi-2013", {"open.policy"}},
           Row{"policy", "us-wi", {"open.policy"}},
           Row{"policy", "us-wi-2001", {}},
           Row{"policy", "us-wi-2002", {}},
           Row{"policy", "us-wi-2000", {"open.policy"}},
           Row{"policy", "us-wi-16", {"open.policy"}},
       }) {
    Operation operation = empty_operation(no_law());
    Command command = opening();
    command.body[row.member] = row.value;
    EXPECT_EQ(do_command(operation, command), row.causes) << row.member << " " << row.value;
  }
}

TEST(OpenOperationTest, AStateWithoutRulesOfItsOwnIsNamedWithAYear) {
  for (const auto& [policy, causes] :
       {std::pair{"us-ga-2020", Causes{}}, std::pair{"us-ga-20", Causes{"open.policy"}},
        std::pair{"us-ga-1899", Causes{"open.policy"}},
        std::pair{"us-ga-20a0", Causes{"open.policy"}},
        std::pair{"us-al-2020", Causes{"open.policy"}}}) {
    Operation operation = empty_operation(no_law());
    Command command = opening();
    command.body["jurisdiction"] = "us-ga";
    command.body["policy"] = policy;
    EXPECT_EQ(do_command(operation, command), causes) << policy;
  }
}

TEST(OpenOperationTest, ChoicesAndCountiesThatLookAlikeAreRefused) {
  const auto causes_of = [](const char* member, const base::Json& first, const base::Json& second) {
    Operation operation = empty_operation(no_law());
    Command command = opening();
    command.body[member] = {first, second};
    return do_command(operation, command);
  };
  const auto named = [](const char* id, const char* name) {
    return base::Json{{"id", id}, {"name", name}};
  };
  const Causes refused = {"open.look-alike"};
  for (const char* member : {"choices", "counties"}) {
    const base::Json lee = named("lee", "Ann Lee");
    EXPECT_EQ(causes_of(member, lee, named("lea", "Ann Lea")), Causes{});
    EXPECT_EQ(causes_of(member, lee, named("Lee", "Bob Lee")), refused);
    EXPECT_EQ(causes_of(member, lee, named("lee2", "ANN  LEE")), refused);
    EXPECT_EQ(causes_of(member, lee, named("lee2", "AnnLee")), refused);
    EXPECT_EQ(causes_of(member, lee, named("lee2", "Ann L\u0435e")), refused) << "Cyrillic";
    EXPECT_EQ(causes_of(member, named("ao", "AO"), named("x", "\u0391\u041e")), refused)
        << "Greek and Cyrillic throughout";
  }
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
