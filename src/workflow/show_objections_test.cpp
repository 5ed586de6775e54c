#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

TEST(ShowObjections, SaysHowManyEnvelopesStandUnderOpenObjectionsAndWhoObjects) {
  Operation operation = fixture::operation_judging();
  for (const auto& [id, unit] : {std::pair{"O2", "W2"}, {"O1", "W1"}}) {
    ASSERT_EQ(do_command(operation, command_of("objection.standing", "obs",
                                               {{"objection", id},
                                                {"county", "us-wi-dane"},
                                                {"unit", unit},
                                                {"class", "envelope"},
                                                {"side", "a"},
                                                {"ground", "late"},
                                                {"words", "every envelope"}})),
              Causes{});
    ASSERT_EQ(do_command(operation, command_of("objection.envelope", "clerk",
                                               {{"objection", id}, {"envelope", "1"}})),
              Causes{});
  }
  ASSERT_EQ(do_command(operation, command_of("objection.withdraw", "obs", {{"objection", "O2"}})),
            Causes{});
  const base::Json view = fixture::view_by(operation, "objections");
  EXPECT_EQ(view["registered"], 2);
  EXPECT_EQ(view["statuses"], base::Json({{"open", 1}, {"ruled", 0}, {"withdrawn", 1}}));
  EXPECT_EQ(view["affected"], 2);
  EXPECT_EQ(view["affected_open"], 1);
  EXPECT_EQ(view["objections"][0]["objection"], "O2") << "in the order of the ledger";
  EXPECT_EQ(fixture::view_by(operation, "challenges")["registered_by"]["obs"], 2);
  EXPECT_EQ(fixture::view_by(operation, "totals")["under_open_objections"], 1);
}

}  // namespace
}  // namespace recanvass::workflow
