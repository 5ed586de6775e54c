#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

VectorReport run_draw_file(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return run_vectors(text.str(), path, draw_vector_kinds()).value();
}

VectorReport run_draw_text(const std::string& text) {
  return run_vectors(text, "golden.json", draw_vector_kinds()).value();
}

TEST(VectorsDraw, EveryGoldenDrawPasses) {
  const VectorReport report =
      run_draw_file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/sampler.json");
  EXPECT_EQ(report.passed, 10);
  EXPECT_TRUE(report.lines.empty()) << report.lines.front();
}

TEST(VectorsDraw, DrawsOfBatchesAreArlos) {
  const std::string path = std::string(RECANVASS_SHARED_DIR) + "/golden/arlo_math.json";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << "missing " << path;
  base::Json golden = base::Json::parse(file);
  base::Json draws = base::Json::array();
  for (const base::Json& one : golden.at("cases")) {
    if (one.at("kind") == "macro") draws.push_back(one);
  }
  const VectorReport report = run_draw_text(base::Json{{"cases", draws}}.dump());
  EXPECT_EQ(report.passed, 3);
  EXPECT_TRUE(report.lines.empty()) << report.lines.front();
}

TEST(VectorsDraw, ADrawOfAnotherCardIsADifference) {
  const VectorReport report = run_draw_text(
      R"({"cases": [{"kind": "stark_rivest_counter", "seed": "4189", "N": 120000,
                     "draws": [105339, 49257]},
                    {"kind": "stark_rivest_counter", "seed": "4189", "N": 120000,
                     "draws": [105339, 49258]}]})");
  EXPECT_EQ(report.passed, 1);
  ASSERT_EQ(report.lines.size(), 1u);
  EXPECT_NE(report.lines[0].find("draws is [105339,49257], expected [105339,49258]"),
            std::string::npos);
}

TEST(VectorsDraw, InputsThatCannotBeUsedAreDifferencesAndNotFaults) {
  const VectorReport report = run_draw_text(
      R"({"cases": [{"kind": "stark_rivest_counter", "seed": "1", "N": 0, "draws": [1]},
                    {"kind": "stark_rivest_counter", "N": 3, "draws": [1]},
                    {"kind": "cryptorandom", "seed": 1, "getrandbits": {"k": [0], "out": ["0"]}},
                    {"kind": "cryptorandom", "seed": 1, "randbelow": {"n": ["x"], "out": ["0"]}},
                    {"kind": "consistent_sampler", "seed": "1", "ids": "AB"},
                    {"kind": "consistent_sampler", "seed": "1", "ids": ["a"],
                     "next_fraction": {"9": "0.1"}},
                    {"kind": "consistent_sampler", "seed": "1", "ids": ["a"],
                     "without_replacement_2": [1, 2]},
                    {"kind": "arlo_draw_sample", "seed": "1", "manifest": []}]})");
  EXPECT_EQ(report.failed, 8);
  EXPECT_EQ(report.passed, 0);
}

}  // namespace
}  // namespace recanvass::workflow
