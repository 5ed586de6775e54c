#include "report/plan_chart.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

audit::AuditPlan plan_for_chart() {
  audit::PlanQuestion question;
  question.name = "City";
  question.winner = "Alda";
  question.loser = "Cruz";
  question.votes = {20000, 10500, 8500};
  question.replicates = 40;
  base::SerialExecutor executor;
  return audit::plan_audit(question, executor).value();
}

TEST(PlanChart, DrawsWhatIsPlannedAndSaysItInWords) {
  const std::string svg = plan_chart(plan_for_chart());
  EXPECT_EQ(svg.rfind("<svg", 0), 0u);
  EXPECT_NE(svg.find("Full hand count: 20,000 cards"), std::string::npos);
  EXPECT_EQ(svg.find("Comparison by strata"), std::string::npos);  // not planned without units
}

}  // namespace
}  // namespace recanvass::report
