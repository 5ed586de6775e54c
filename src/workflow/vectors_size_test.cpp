#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

TEST(VectorsSize, EveryGoldenCasePasses) {
  struct Row {
    const char* name;
    std::int64_t cases;
  };
  for (const Row& row : std::vector<Row>{{"samplesize", 27}, {"stylish", 13}, {"exact_laws", 23}}) {
    std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/" + row.name + ".json");
    std::stringstream text;
    text << file.rdbuf();
    const auto report = run_vectors(text.str(), row.name, size_vector_kinds());
    ASSERT_TRUE(report.ok()) << row.name;
    EXPECT_EQ(report->passed, row.cases) << row.name;
    EXPECT_TRUE(report->lines.empty()) << report->lines.front();
  }
}

// A margin of 3.1 votes of a hundred: a size of 86, and of 3 votes 87.
TEST(VectorsSize, AMarginNeedNotBeAWholeNumberOfVotes) {
  const auto passed = [](double diluted_margin, int size, double alpha = 0.05,
                         double erring = 0.0) {
    const base::Json one = {{"N", 100},
                            {"margin", diluted_margin},
                            {"alpha", alpha},
                            {"rate_1", erring},
                            {"rate_2", 0},
                            {"assumed_p2", 0.0001},
                            {"n", size},
                            {"errors", "systematic"},
                            {"test", "alpha_mart/optimal_comparison"}};
    return run_vectors(base::Json{{"cases", {one}}}.dump(), "case.json", size_vector_kinds())
        ->passed;
  };
  EXPECT_EQ(passed(0.031, 86), 1);
  EXPECT_EQ(passed(0.031, 87), 0);
  EXPECT_EQ(passed(0.03, 87), 1);
  EXPECT_EQ(passed(0.013, 100), 1);
  EXPECT_EQ(passed(0.031, 100, 0.01, 0.001), 1) << "99 alone refute it: the package sees it later";
  EXPECT_EQ(passed(0.031, 99, 0.01, 0.001), 0);
}

TEST(VectorsSize, ALeadOfMoreThanAllCardsIsADifferenceAndNoFault) {
  const auto report =
      run_vectors(R"({"cases": [{"cards": 10, "margin_votes": [11], "n_at": [5]}]})", "case.json",
                  size_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->failed, 1);
}

}  // namespace
}  // namespace recanvass::workflow
