#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

std::string golden_text() {
  std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/recount.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

VectorReport run(const std::string& text) {
  auto report = run_vectors(text, "golden.json", all_vector_kinds());
  EXPECT_TRUE(report.ok());
  return std::move(report).value();
}

TEST(Vectors, EveryGoldenCaseOfRecountsPasses) {
  const VectorReport report = run(golden_text());
  EXPECT_EQ(report.passed, 12);
  EXPECT_EQ(report.failed, 0);
  EXPECT_TRUE(report.lines.empty()) << report.lines.front();
}

TEST(Vectors, AChangedExpectationIsOneLineThatNamesTheCase) {
  const VectorReport report =
      run(R"({"cases": [{"kind": "flip_tail", "margin": 0.0, "sd": 1.0, "nu": 3, "normal": 0.5},
                        {"kind": "flip_tail", "margin": 0.0, "sd": 1.0, "nu": 3, "normal": 0.5001}]})");
  EXPECT_EQ(report.passed, 1);
  EXPECT_EQ(report.failed, 1);
  ASSERT_EQ(report.lines.size(), 1u);
  EXPECT_NE(report.lines[0].find("golden.json: case 2 (flip_tail): normal is 0.5"),
            std::string::npos);
}

TEST(Vectors, AnUnknownKindCountsAsFailedAndIsNamed) {
  const VectorReport report = run(R"({"cases": [{"kind": "phrenology", "p": 1}, {"p": 1}]})");
  EXPECT_EQ(report.failed, 2);
  EXPECT_NE(report.lines[0].find("(phrenology)"), std::string::npos);
  EXPECT_NE(report.lines[1].find("(no kind)"), std::string::npos);
}

TEST(Vectors, AMissingInputOrACaseThatExpectsNothingFails) {
  const VectorReport report =
      run(R"({"cases": [{"kind": "flip_tail", "margin": 0.1, "nu": 3, "normal": 0.5},
                        {"kind": "flip_tail", "margin": 0.1, "sd": 1, "nu": 3},
                        {"kind": "ec_flip_one_factor", "ev": [3], "z": [1, 2], "base": 1,
                         "need": 2, "rho": 0, "p": 0.1}]})");
  EXPECT_EQ(report.passed, 0);
  EXPECT_EQ(report.failed, 3);
  EXPECT_NE(report.lines[0].find("no number \"sd\""), std::string::npos);
  EXPECT_NE(report.lines[1].find("expects nothing"), std::string::npos);
}

// Files of others hold anything; the other cases of the file are still run.
TEST(Vectors, InputsThatNoCaseCanHaveFailTheirCaseAlone) {
  const VectorReport report = run(
      R"({"cases": [{"kind": "fisher", "in_out": [[[2, -1], 0.5]]},
                    {"kind": "suite", "N_w1": 5, "N_l1": 3, "N1": 9223372036854775807, "N_w2": 3,
                     "N_l2": 1, "N2": 4, "n1": 2, "w": 1, "l": 0, "u": 0, "gamma": -1,
                     "max_pvalue": 0.5},
                    {"kind": "flip_tail", "margin": 0.0, "sd": 1.0, "nu": 3, "normal": 0.5}]})");
  EXPECT_EQ(report.passed, 1);
  EXPECT_EQ(report.failed, 2);
  ASSERT_EQ(report.lines.size(), 2u);
  EXPECT_NE(report.lines[0].find("case 1 (fisher): inputs that no such case can have"),
            std::string::npos)
      << report.lines[0];
}

TEST(Vectors, AFileWithoutCasesIsRefused) {
  EXPECT_FALSE(run_vectors("[]", "x.json", all_vector_kinds()).ok());
  EXPECT_FALSE(run_vectors("{", "x.json", all_vector_kinds()).ok());
}

}  // namespace
}  // namespace recanvass::workflow
