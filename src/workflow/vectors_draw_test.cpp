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

// Colorado 2024's own seed, and the first numbers that 64 bits do not hold.
TEST(VectorsDraw, ASeedOfAnyLengthIsItsDigitsAsANumberAndAsAText) {
  const std::string hashes =
      R"(["9e025e0de0a3840d219666ecc27465f2265cb82aee03374302eb410d86086b30",
          "3ed53aeee7b0be37706b4b72e52b9e723b528ae810e220b2d4780de5bb6d6cb9"])";
  const std::string above =
      R"(["d10b5576bc5f14260b85dc87cec41fc79865131dfa18393ac35125bae84cea17"])";
  const VectorReport report = run_draw_text(
      R"({"meta": [[1, {"seed": 1}], 99999999999999999999], "cases": [
          {"kind": "cryptorandom", "seed": 53417960661093690826, "hashes": )" +
      hashes + R"(},
          {"kind": "cryptorandom", "seed": "53417960661093690826", "hashes": )" +
      hashes + R"(},
          {"kind": "cryptorandom", "seed": 18446744073709551616, "hashes": )" +
      above + R"(},
          {"hashes": )" +
      above + R"(, "seed": 18446744073709551616, "kind": "cryptorandom"},
          {"kind": "stark_rivest_counter", "seed": 53417960661093690826, "N": 100, "draws": [1]},
          {"kind": "stark_rivest_counter", "seed": "53417960661093690826", "N": 100, "draws": [1]},
          {"kind": "stark_rivest_counter", "seed": 1.5, "N": 100, "draws": [1]}]})");
  EXPECT_EQ(report.passed, 4);
  ASSERT_EQ(report.lines.size(), 3u);
  const auto said = [](const std::string& line) { return line.substr(line.find("): ")); };
  EXPECT_EQ(said(report.lines[0]), said(report.lines[1]));
  EXPECT_NE(report.lines[2].find("no seed"), std::string::npos) << report.lines[2];
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
