#include "workflow/audit_plan.h"

#include "formats/package_reader.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(AuditPlan, TheExamplesThreeStatesWithTheirCounties) {
  const auto election = formats::read_package("examples/us-2016-president");
  ASSERT_TRUE(election.ok());
  const auto questions = plan_questions(*election, {}, {});
  ASSERT_TRUE(questions.ok());
  ASSERT_EQ(questions->size(), 3u);
  EXPECT_EQ((*questions)[0].name, "Wisconsin");
  EXPECT_EQ((*questions)[0].votes.lead(), 22748);
  EXPECT_EQ((*questions)[0].units.size(), 72u);
  AuditPlaces nowhere;
  nowhere.places = {{"us-xx"}};
  EXPECT_EQ(plan_questions(*election, nowhere, {}).problems()[0].cause, "plan.place");
}

}  // namespace
}  // namespace recanvass::workflow
