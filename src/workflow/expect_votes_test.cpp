#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ExpectVotesTest, KnownUnitsAndChoicesOnly) {
  Operation operation = fixture::operation_ready();
  const auto expectation = [](const std::string& unit, const std::string& choice) {
    return command_of(
        "expectation.add", "clerk",
        {{"source", "2012"}, {"units", {{{"unit", unit}, {"votes", {{choice, 40}}}}}}});
  };
  EXPECT_EQ(do_command(operation, expectation("W9", "z")),
            (Causes{"unit.unknown", "returns.choice"}));
  EXPECT_EQ(do_command(operation, expectation("W1", "a")), Causes{});
  EXPECT_EQ(operation.reconciling.expected_votes.at({"us-wi-dane", "W1"}).at("a"), 40);
}

Command expected_of(const std::string& unit, const char* county, std::int64_t votes) {
  Command command =
      command_of("expectation.add", "clerk",
                 {{"source", "2012"}, {"units", {{{"unit", unit}, {"votes", {{"a", votes}}}}}}});
  if (county != nullptr) command.body["county"] = county;
  return command;
}

Command first_result(const std::string& unit, std::int64_t votes) {
  return command_of("result.version", "clerk",
                    {{"county", "us-wi-dane"},
                     {"label", "v1"},
                     {"known_on", "2016-11-09"},
                     {"source", "election night"},
                     {"units", {{{"unit", unit}, {"votes", {{"a", votes}, {"b", 300}}}}}}});
}

Causes release_of(Operation& operation, const std::string& unit) {
  return do_command(operation, command_of("result.publish", "clerk",
                                          {{"county", "us-wi-dane"}, {"units", {unit}}}));
}

TEST(ExpectVotesTest, WhatIsExpectedBeforeTheFirstResultHoldsThatResult) {
  Operation operation = fixture::operation_with_inputs();
  EXPECT_EQ(do_command(operation, expected_of("N1", nullptr, 201)), Causes{"unit.no-returns"});
  EXPECT_EQ(do_command(operation, expected_of("N1", "us-wi-rock", 201)), Causes{"unit.no-returns"});
  ASSERT_EQ(do_command(operation, expected_of("N1", "us-wi-dane", 201)), Causes{});
  ASSERT_EQ(do_command(operation, first_result("N1", 3)), Causes{});
  EXPECT_EQ(release_of(operation, "N1"), Causes{"publish.held"});
  const base::Json view = fixture::officers_view(operation, "history");
  ASSERT_EQ(view["units"].size(), 1U) << "one version, held";
  EXPECT_EQ(view["units"][0]["unit"], "N1");
  EXPECT_EQ(view["units"][0]["held"], true);
  EXPECT_EQ(view["units"][0]["versions"][0]["red"][0]["rule"], "R9");
}

TEST(ExpectVotesTest, AReleasedVersionThatIsRedByNowIsSaidInTheHistory) {
  Operation operation = fixture::operation_with_inputs();
  ASSERT_EQ(do_command(operation, first_result("N1", 3)), Causes{});
  ASSERT_EQ(release_of(operation, "N1"), Causes{});
  const auto red_now = [&] {
    return fixture::officers_view(operation, "history", "N1")["units"][0]["published"]["red_now"];
  };
  EXPECT_EQ(red_now(), base::Json::array());
  ASSERT_EQ(do_command(operation, expected_of("N1", nullptr, 201)), Causes{});
  ASSERT_EQ(red_now().size(), 1U);
  EXPECT_EQ(red_now()[0]["rule"], "R9");
  const base::Json seen = fixture::view_of(operation, "history", {.unit = "N1"})["units"][0];
  EXPECT_TRUE(seen["published"]["red_now"].is_null()) << "no figures before the sign-off";
}

TEST(ExpectVotesTest, WhatWasExpectedInAnotherCountyIsOfNoUnitOfThisOne) {
  Operation operation = fixture::operation_with_inputs();
  operation.setup.counties.emplace("us-wi-rock", "Rock");
  Command other = expected_of("N1", "us-wi-rock", 201);
  EXPECT_EQ(do_command(operation, other), Causes{"author.county"});
  other.author = "wec";
  ASSERT_EQ(do_command(operation, other), Causes{});
  ASSERT_EQ(do_command(operation, first_result("N1", 3)), Causes{});
  EXPECT_EQ(release_of(operation, "N1"), Causes{});
}

TEST(ExpectVotesTest, AfterPublicationAUnitWithoutReturnsIsUnknown) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, expected_of("N1", "us-wi-dane", 201)), Causes{"unit.unknown"});
}

}  // namespace
}  // namespace recanvass::workflow
