#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::workflow {
namespace {

base::Json golden_json(const std::string& file) {
  std::ifstream stream(std::string(RECANVASS_SHARED_DIR) + "/golden/" + file);
  return stream ? base::Json::parse(stream) : base::Json();
}

VectorReport run_assorters(const base::Json& golden) {
  return run_vectors(golden.dump(), "golden.json", assorter_vector_kinds()).value();
}

TEST(VectorsAssorters, EveryGoldenAssorterSamplesAndComparesAsTheReference) {
  const base::Json golden = golden_json("assorters.json");
  if (golden.is_null()) GTEST_SKIP() << "missing golden/assorters.json";
  const VectorReport report = run_assorters(golden);
  EXPECT_EQ(report.passed, 10);
  EXPECT_TRUE(report.lines.empty()) << report.lines.front();
}

TEST(VectorsAssorters, AChangedValueOfOneCardIsADifference) {
  base::Json golden = golden_json("assorters.json");
  if (golden.is_null()) GTEST_SKIP() << "missing golden/assorters.json";
  golden["cases"][1]["B_style"]["c003"] = 0.27;
  golden["cases"][8]["sizes"]["p"] = 11;
  const VectorReport report = run_assorters(golden);
  ASSERT_EQ(report.failed, 2);
  EXPECT_NE(report.lines[0].find("B_style of c003 is 0.269"), std::string::npos);
}

TEST(VectorsAssorters, CasesWithoutTheirElectionAreDifferences) {
  const VectorReport report = run_assorters(base::Json::parse(
      R"({"cases": [{"kind": "assertion", "contest": "p", "assertion": "A v B", "mean": 0.5},
                    {"kind": "consistent_sampling", "sizes": {}}]})"));
  EXPECT_EQ(report.failed, 2);
}

}  // namespace
}  // namespace recanvass::workflow
