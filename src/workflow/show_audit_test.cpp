#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::shown;

TEST(ShowAudit, EachStageSaysWhatComesNext) {
  Operation operation = fixture::operation_with_plan();
  EXPECT_EQ(shown(operation, "audit")["next"], "Publish plan_sha256, then audit.commit.");
  operation = fixture::operation_committed();
  EXPECT_EQ(shown(operation, "audit")["stage"], "committed");
  EXPECT_EQ(shown(operation, "audit")["committed_sha256"],
            shown(operation, "audit")["plan_sha256"]);
  operation = fixture::operation_seeded();
  EXPECT_EQ(shown(operation, "audit")["seed"], fixture::kSeedDigits);
  EXPECT_EQ(shown(operation, "audit")["next"], "Draw with audit.draw.");
  ASSERT_EQ(fixture::act(operation, "audit.draw", "wec", {{"cards", 4}}), fixture::Causes{});
  EXPECT_EQ(shown(operation, "audit")["draws"], 4);
  EXPECT_EQ(shown(operation, "audit")["stage"], "drawn");
}

TEST(ShowAudit, ACountySeesTheCardsThatItPulls) {
  Operation operation = fixture::operation_seeded();
  ASSERT_EQ(fixture::act(operation, "audit.draw", "wec", {{"cards", 4}}), fixture::Causes{});
  EXPECT_EQ(shown(operation, "retrieval", "team-1", "us-wi-dane")["cards"].size(), 4U);
  operation.setup.counties.emplace("us-wi-rock", "Rock");
  EXPECT_EQ(shown(operation, "retrieval", "", "us-wi-rock")["cards"].size(), 0U);
}

TEST(ShowAudit, AnOperationWithoutAnAuditShowsAnEmptyPlan) {
  const Operation operation = fixture::operation_ready();
  EXPECT_EQ(shown(operation, "audit")["stage"], "planned");
  EXPECT_EQ(shown(operation, "audit")["contests"], base::Json::array());
  EXPECT_EQ(shown(operation, "retrieval")["cards"], base::Json::array());
}

}  // namespace
}  // namespace recanvass::workflow
