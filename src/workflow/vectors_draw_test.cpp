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

// The golden file's own answers under shorter lengths, and false ones, which do not pass.
TEST(VectorsDraw, AnswersOfCryptorandomAreReadByTheNumbersInTheirNames) {
  std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/sampler.json");
  const base::Json golden = base::Json::parse(file).at("cases").at(0);
  const auto lines = [&](const std::string& key, const base::Json& value) {
    const base::Json one = {{"kind", "cryptorandom"}, {"seed", golden.at("seed")}, {key, value}};
    return run_draw_text(base::Json{{"cases", {one}}}.dump()).lines;
  };
  const auto first = [&](const char* key, std::ptrdiff_t many) {
    const base::Json& list = golden.at(key);
    return base::Json(std::vector<base::Json>(list.begin(), list.begin() + many));
  };
  EXPECT_TRUE(lines("random3", first("random6", 3)).empty());
  EXPECT_TRUE(lines("randint_0_10_7", first("randint_0_10_12", 7)).empty());
  EXPECT_TRUE(lines("hash_after_jump_1", golden.at("hashes").at(1)).empty());
  EXPECT_TRUE(lines("sample_by_index_50_4", first("sample_by_index_50_10", 4)).empty());
  EXPECT_TRUE(lines("fykd_sample_50_10", golden.at("fykd_sample_50_10")).empty());
  EXPECT_EQ(lines("random3", first("random6", 2)).size(), 1U) << "one too few";
  EXPECT_EQ(lines("randint_0_10_7", {99, 99, 99, 99, 99, 99, 99}).size(), 1U);
  EXPECT_EQ(lines("sample_by_index_60_10", golden.at("sample_by_index_50_10")).size(), 1U);
  EXPECT_EQ(lines("sample_by_index_repl_60_10", golden.at("sample_by_index_repl_50_10")).size(),
            1U);
  EXPECT_EQ(lines("fykd_sample_60_10", golden.at("fykd_sample_50_10")).size(), 1U);
  EXPECT_EQ(lines("random_permutation_20", golden.at("random_permutation_12")).size(), 1U);
  EXPECT_EQ(lines("hash_after_jump_500", "00").size(), 1U);
  const auto unknown = lines("random_walk_3", {1, 2, 3});
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_NE(unknown[0].find("not compared: random_walk_3"), std::string::npos) << unknown[0];
  EXPECT_EQ(lines("sample_by_index_3_9", {1}).size(), 1U) << "more than there are";
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
