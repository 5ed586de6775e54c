#include "report/plan_text.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

audit::AuditPlan plan_for_text() {
  audit::PlanQuestion question;
  question.name = "City";
  question.winner = "Alda";
  question.loser = "Cruz";
  question.votes = {20000, 10500, 8500};
  question.replicates = 40;
  base::SerialExecutor executor;
  return audit::plan_audit(question, executor).value();
}

TEST(PlanText, NamesTheLeadTheDesignsAndWhatIsNotPlanned) {
  const std::string text = plan_text(plan_for_text(), {100, false});
  EXPECT_NE(text.find("City: Alda leads Cruz by 2,000 votes, 10.000% of 20,000 cards"),
            std::string::npos);
  EXPECT_NE(text.find("Comparison, default"), std::string::npos);
  EXPECT_NE(text.find("not planned. Give returns by unit"), std::string::npos);
  EXPECT_EQ(text.find("Work of one round"), std::string::npos);  // no rates were given
}

}  // namespace
}  // namespace recanvass::report
