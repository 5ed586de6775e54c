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

TEST(VectorsSize, ALeadOfMoreThanAllCardsIsADifferenceAndNoFault) {
  const auto report =
      run_vectors(R"({"cases": [{"cards": 10, "margin_votes": [11], "n_at": [5]}]})", "case.json",
                  size_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->failed, 1);
}

}  // namespace
}  // namespace recanvass::workflow
