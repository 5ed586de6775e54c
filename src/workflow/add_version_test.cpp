#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command version_of(const std::string& label, const base::Json& unit) {
  return command_of("result.version", "clerk",
                    {{"county", "us-wi-dane"},
                     {"label", label},
                     {"known_on", "2016-11-10"},
                     {"source", "canvass"},
                     {"units", base::Json::array({unit})}});
}

TEST(AddVersionTest, BeforePublicationTheLatestVersionIsWhatIsCommittedTo) {
  Operation operation = fixture::operation_with_inputs();
  const base::Json unit = {{"unit", "W2"}, {"votes", {{"a", 5}, {"b", 6}}}, {"ballots", 12}};
  EXPECT_EQ(do_command(operation, version_of("returns", unit)), Causes{"version.label"});
  EXPECT_EQ(do_command(operation, version_of("v2", unit)), Causes{});
  EXPECT_EQ(operation.commitment.units.at("W2").votes.at("a"), 5);
  EXPECT_EQ(operation.commitment.units.at("W2").ballots, 12);
  EXPECT_EQ(operation.commitment.units.at("W2").name, "Ward 2");
  const auto& versions = operation.reconciling.versions.at("W2");
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].votes.at("a"), 4);
  EXPECT_EQ(fixture::do_command(operation, fixture::publication(operation)),
            Causes{"commitment.sum"});
}

TEST(AddVersionTest, AfterPublicationAVersionIsKeptAndChangesNoInput) {
  Operation operation = fixture::operation_ready();
  const base::Json unit = {{"unit", "W2"}, {"votes", {{"a", 5}, {"b", 6}}}};
  EXPECT_EQ(do_command(operation, version_of("hand", unit)), Causes{});
  EXPECT_EQ(operation.commitment.units.at("W2").votes.at("a"), 4);
  EXPECT_EQ(operation.reconciling.versions.at("W2").size(), 2U);
  const base::Json unknown = {{"unit", "W9"}, {"votes", {{"a", 5}, {"b", 6}}}};
  EXPECT_EQ(do_command(operation, version_of("hand", unknown)), Causes{"unit.unknown"});
}

TEST(AddVersionTest, EveryFaultOfAVersionIsNamed) {
  Operation operation = fixture::operation_with_inputs();
  Command wrong = version_of("v2", {{"unit", "W2"},
                                    {"votes", {{"a", 5}, {"c", 6}}},
                                    {"tape",
                                     {{{"choice", "a"}, {"votes", 5}},
                                      {{"choice", "a"}, {"votes", 5}},
                                      {{"choice", "z"}, {"votes", 5}},
                                      {{"choice", "b"}}}}});
  wrong.body["cause"] = "UPLAOD";
  EXPECT_EQ(do_command(operation, wrong), (Causes{"cause.unknown", "returns.choice", "version.tape",
                                                  "version.tape", "version.tape"}));
  wrong = version_of("v2", {{"unit", "W2"}, {"votes", {{"a", 5}}}, {"tape", 7}});
  wrong.body["county"] = "us-wi-rock";
  EXPECT_EQ(do_command(operation, wrong),
            (Causes{"commitment.county", "author.county", "version.tape", "version.county"}));
}

TEST(AddVersionTest, ATapeStaysWhatItIsUntilAnotherIsRead) {
  Operation operation = fixture::operation_with_inputs();
  ASSERT_EQ(do_command(operation, version_of("v2", {{"unit", "W2"},
                                                    {"votes", {{"a", 4}, {"b", 6}}},
                                                    {"tape",
                                                     {{{"choice", "a"}, {"votes", 4}},
                                                      {{"choice", "b"}, {"votes", 6}}}}})),
            Causes{});
  ASSERT_EQ(
      do_command(operation, version_of("v3", {{"unit", "W2"}, {"votes", {{"a", 6}, {"b", 4}}}})),
      Causes{});
  const Causes held = do_command(
      operation,
      command_of("result.publish", "clerk", {{"county", "us-wi-dane"}, {"units", {"W2"}}}));
  EXPECT_EQ(held, (Causes{"publish.held", "publish.held"}));  // R6, and R11 for want of a cause
}

TEST(AddVersionTest, AFindingThatIsExplainedHoldsNothingBack) {
  Operation operation = fixture::operation_with_inputs();
  ASSERT_EQ(do_command(operation, version_of("v2", {{"unit", "W2"},
                                                    {"votes", {{"a", 4}, {"b", 6}}},
                                                    {"tape",
                                                     {{{"choice", "a"}, {"votes", 5}},
                                                      {{"choice", "b"}, {"votes", 5}}}}})),
            Causes{});
  const Command release = command_of("result.publish", "clerk", {{"county", "us-wi-dane"}});
  EXPECT_EQ(do_command(operation, release), Causes{"publish.held"});
  ASSERT_EQ(do_command(operation, command_of("unit.explain", "clerk",
                                             {{"unit", "W2"},
                                              {"rule", "R6"},
                                              {"about", "president"},
                                              {"code", "PEN"},
                                              {"words", "one mark was read by hand"}})),
            Causes{});
  EXPECT_EQ(do_command(operation, release), Causes{});
  EXPECT_EQ(operation.reconciling.publications.size(), 2U);
}

TEST(AddVersionTest, ACountyWithoutReturnsHasNothingToRelease) {
  Operation operation = empty_operation(fixture::no_law());
  ASSERT_EQ(do_command(operation, fixture::opening()), Causes{});
  EXPECT_EQ(do_command(operation, command_of("result.publish", "wec", {{"county", "us-wi-dane"}})),
            Causes{"publish.nothing"});
}

TEST(AddVersionTest, NoVersionIsOlderThanTheElectionOrThanTheOneBeforeIt) {
  Operation operation = fixture::operation_with_inputs();
  const base::Json unit = {{"unit", "W2"}, {"votes", {{"a", 4}, {"b", 6}}}};
  const auto known = [&](const char* label, const char* day) {
    Command command = version_of(label, unit);
    command.body["known_on"] = day;
    return do_command(operation, command);
  };
  EXPECT_EQ(known("v2", "2016-11-07"), Causes{"version.too-early"});
  EXPECT_EQ(known("v2", "2016-11-10"), Causes{});
  EXPECT_EQ(known("v3", "2016-11-09"), Causes{"version.earlier"});
  EXPECT_EQ(known("v3", "2016-11-10"), Causes{}) << "a county may correct itself on the day";
  EXPECT_EQ(known("v4", "2016-11-08"), Causes{"version.earlier"});
}

}  // namespace
}  // namespace recanvass::workflow
