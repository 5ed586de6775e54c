#include "workflow/event_county.h"

#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(EventCounty, IsThatOfWhatTheBodyNamesElseThatOfTheAuthor) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::challenge("1", "B1", 17, {"a"})), Causes{});
  const auto of = [&](const char* author, const base::Json& body) {
    Event event;
    event.author = author;
    event.body = body;
    return county_of(operation, event);
  };
  EXPECT_EQ(of("wec", {{"county", "us-wi-rock"}}), "us-wi-rock");
  for (const base::Json& body :
       {base::Json{{"batch", "B1"}}, base::Json{{"unit", "W2"}}, base::Json{{"exhibit", "1"}}}) {
    EXPECT_EQ(of("wec", body), "us-wi-dane") << body;
  }
  EXPECT_EQ(of("wec", {{"batch", "B9"}}), "");
  EXPECT_EQ(of("clerk", {{"batch", "B9"}}), "us-wi-dane");
  EXPECT_EQ(of("nobody", base::Json::object()), "");
}

TEST(EventCounty, AnActOfOneCountyIsNotApprovedByAnother) {
  Operation operation = fixture::operation_judging();
  operation.setup.counties.emplace("us-wi-rock", "Rock");
  Command other = fixture::account("rock", "county-officer", 31);
  other.body["county"] = "us-wi-rock";
  ASSERT_EQ(fixture::add_person(operation, other), Causes{});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.void", "clerk",
                                             {{"batch", "B1"}, {"reason", "wrong one"}})),
            Causes{});
  EXPECT_EQ(do_command(operation, command_of("approve", "rock", {{"entry", position}})),
            Causes{"author.county"});
  EXPECT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
