#include "report/plan_json.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

audit::AuditPlan plan_for_json() {
  audit::PlanQuestion question;
  question.name = "City";
  question.winner = "Alda";
  question.loser = "Cruz";
  question.votes = {20000, 10500, 8500};
  question.replicates = 40;
  base::SerialExecutor executor;
  return audit::plan_audit(question, executor).value();
}

TEST(PlanJson, HoldsEveryDesignWithItsQuantiles) {
  const base::Json json = plan_json({plan_for_json()});
  EXPECT_EQ(json["schema"], "recanvass.plan/1");
  const base::Json& designs = json["places"][0]["designs"];
  EXPECT_EQ(designs.size(), audit::all_designs().size());
  EXPECT_EQ(designs.back()["design"], "full-count");
  EXPECT_EQ(designs.back()["quantiles"][0]["cards"], 20000);
  EXPECT_TRUE(designs.back()["quantiles"][0]["usd"].is_null());
}

}  // namespace
}  // namespace recanvass::report
