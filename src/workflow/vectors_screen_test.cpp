#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

VectorReport run_screen_cases(const std::string& text) {
  return run_vectors(text, "forensics.json", all_vector_kinds()).value();
}

TEST(VectorsScreen, EveryGoldenCaseOfScreensPasses) {
  std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/forensics.json");
  std::stringstream text;
  text << file.rdbuf();
  const VectorReport report = run_screen_cases(text.str());
  EXPECT_EQ(report.passed, 9);
  EXPECT_TRUE(report.lines.empty()) << report.lines.front();
}

TEST(VectorsScreen, InputsThatNoStatisticTakesDifferAndDoNotStopTheRun) {
  const VectorReport report = run_screen_cases(R"({"cases": [
    {"kind": "digits", "counts": [120, -3], "last_chi2": 1},
    {"kind": "digits", "counts": [120.5], "last_chi2": 1},
    {"kind": "regression", "weighted": false, "y": [1, 2], "X": [[1]], "beta": [1.5]},
    {"kind": "regression", "weighted": false, "y": [1, 2], "X": [[1, 2], [1, 2]], "beta": [1, 1]},
    {"kind": "multiple_testing", "p": [1.5], "holm": [1]},
    {"kind": "two_sample", "a": [1], "b": [1, 2], "ks": [1, 1]}]})");
  EXPECT_EQ(report.passed, 0);
  EXPECT_EQ(report.failed, 6);
}

}  // namespace
}  // namespace recanvass::workflow
