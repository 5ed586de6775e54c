#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

TEST(VectorsRisk, EveryGoldenCasePasses) {
  struct Row {
    const char* name;
    std::int64_t cases;
  };
  for (const Row& row : std::vector<Row>{{"pvalues", 254}}) {
    std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/" + row.name + ".json");
    std::stringstream text;
    text << file.rdbuf();
    const auto report = run_vectors(text.str(), row.name, risk_vector_kinds());
    ASSERT_TRUE(report.ok()) << row.name;
    EXPECT_EQ(report->passed, row.cases) << row.name;
    EXPECT_TRUE(report->lines.empty()) << report->lines.front();
  }
}

TEST(VectorsRisk, AValueAboveTheBoundIsADifferenceAndNoFault) {
  const auto report = run_vectors(
      R"({"cases": [{"test": "kaplan_markov", "N": "inf", "u": 1.0, "t": 0.5,
                     "params": {"g": 0.1}, "x": [0.5, 1.5], "p": 1.0},
                    {"test": "tea_leaves", "N": "inf", "u": 1.0, "t": 0.5, "params": {},
                     "x": [0.5, 0.5], "p": 1.0}]})",
      "case.json", risk_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->failed, 2);
}

}  // namespace
}  // namespace recanvass::workflow
