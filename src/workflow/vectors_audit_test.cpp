#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

TEST(VectorsAudit, EveryGoldenCasePasses) {
  struct Row {
    const char* name;
    std::int64_t cases;
  };
  for (const Row& row :
       std::vector<Row>{{"arlo_math", 15}, {"r2b2", 4}, {"suite", 9}, {"uits", 48}}) {
    std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/" + row.name + ".json");
    std::stringstream text;
    text << file.rdbuf();
    const auto report = run_vectors(text.str(), row.name, audit_vector_kinds());
    ASSERT_TRUE(report.ok()) << row.name;
    EXPECT_EQ(report->passed, row.cases) << row.name;
    EXPECT_TRUE(report->lines.empty()) << report->lines.front();
  }
}

TEST(VectorsAudit, AContestWithoutALoserIsADifferenceAndNoFault) {
  const auto report = run_vectors(
      R"({"cases": [{"kind": "sample_sizes", "risk_limit_pct": 5, "supersimple": 3,
                     "info": {"a": 5, "ballots": 5, "numWinners": 1, "votesAllowed": 1}}]})",
      "case.json", audit_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->failed, 1);
}

}  // namespace
}  // namespace recanvass::workflow
