#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ShowMachines, AreThoseOfTheCountyAndUnitAskedForByTheirIds) {
  Operation operation = fixture::operation_judging();
  for (const auto& [id, unit] : {std::pair{"M2", "W1"}, {"M1", "W2"}}) {
    ASSERT_EQ(do_command(operation, command_of("machine.register", "clerk",
                                               {{"machine", id},
                                                {"county", "us-wi-dane"},
                                                {"kind", "optical-scanner"},
                                                {"paper", "ballots"},
                                                {"units", base::Json::array({unit})}})),
              Causes{});
  }
  EXPECT_EQ(fixture::view_by(operation, "machines")["machines"][0]["machine"], "M1");
  const auto of_unit = [&](const char* name) {
    return view_named(name)->build(operation, {.unit = "W1"});
  };
  EXPECT_EQ(of_unit("machines")["machines"].size(), 1U);
  EXPECT_EQ(of_unit("machines")["machines"][0]["machine"], "M2");
  EXPECT_TRUE(of_unit("paper")["machines"].empty()) << "ballots are counted in batches";
  EXPECT_EQ(of_unit("paper")["units"][0]["machines_without_paper"], 0);
  EXPECT_EQ(view_named("machines")->build(operation, {.county = "other"})["machines"].size(), 0U);
}

TEST(ShowMachines, AMediumThatWasNotExpectedIsSaidSoWhereOthersWere) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, command_of("media.expect", "clerk",
                                             {{"medium", "S1"}, {"county", "us-wi-dane"}})),
            Causes{});
  for (const auto& [medium, content] : {std::pair{"S1", 'a'}, {"S9", 'b'}}) {
    ASSERT_EQ(do_command(operation, command_of("media.load", "clerk",
                                               {{"medium", medium},
                                                {"county", "us-wi-dane"},
                                                {"sha256", std::string(64, content)}})),
              Causes{});
  }
  const base::Json view = fixture::view_by(operation, "media");
  EXPECT_TRUE(view["missing"].empty());
  ASSERT_EQ(view["findings"].size(), 1U);
  EXPECT_EQ(view["findings"][0]["words"], "medium S9 was loaded and is not on the list");
  EXPECT_EQ(view["loaded"][1]["expected"], false);
}

}  // namespace
}  // namespace recanvass::workflow
