#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace recanvass::cli_test {
namespace {

const std::string kStrataExample = "examples/synthetic-strata/";

std::vector<std::string> strata_words(const char* command, std::vector<std::string> more) {
  std::vector<std::string> words{command, "--strata", kStrataExample + "strata.toml"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string strata_text_of(const std::string& path) {
  std::ifstream file(std::filesystem::path(RECANVASS_SOURCE_DIR) / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The example's documents, byte for byte, and the risk of both counties together.
TEST(CliStrataAudit, TheExampleGoesFromItsFilesToARisk) {
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("strata" + std::to_string(::getpid()))).string();
  std::filesystem::create_directory(folder);
  const std::string assertions = folder + "/assertions.json";
  const Ended asserted = run_recanvass(strata_words("assertions", {"-o", assertions}));
  EXPECT_EQ(asserted.exit_code, 0) << asserted.err;
  EXPECT_EQ(strata_text_of(assertions), strata_text_of(kStrataExample + "assertions.json"));
  const std::string draw = folder + "/draw.json";
  const Ended drawn = run_recanvass(
      strata_words("draw", {"--assertions", assertions, "--seed", "53417960661093690826", "-o",
                            draw, "--readings", folder + "/readings.csv"}));
  EXPECT_EQ(drawn.exit_code, 0) << drawn.err;
  EXPECT_EQ(strata_text_of(draw), strata_text_of(kStrataExample + "draw-1.json"));
  EXPECT_EQ(strata_text_of(folder + "/readings.csv").substr(0, 17), "stratum,card,cont");
  const Ended measured = run_recanvass(
      strata_words("measure", {"--assertions", assertions, "--draw", draw, "--readings",
                               kStrataExample + "readings-1.csv", "--json"}));
  EXPECT_EQ(measured.exit_code, 0) << measured.err;
  const auto json = base::parse_json(measured.out, "stdout");
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["schema"], "recanvass.strata-measure/1");
  EXPECT_EQ((*json)["verdict"], "confirmed");
  EXPECT_EQ((*json)["differences"][0]["card"], "1-1-1");
  EXPECT_EQ((*json)["assertions"][0]["strata"][1]["for"], 34);
  std::filesystem::remove_all(folder);
}

TEST(CliStrataAudit, OptionsOfOtherAuditsAndSizesOfNoStratumAreRefused) {
  const Ended records =
      run_recanvass(strata_words("assertions", {"examples/synthetic-audit/cards.csv"}));
  EXPECT_EQ(records.exit_code, 2);
  EXPECT_NE(records.err.find("none of it beside --strata"), std::string::npos) << records.err;
  const std::vector<std::string> draw{"--assertions", kStrataExample + "assertions.json", "--seed",
                                      "53417960661093690826", "--size"};
  auto sized = draw;
  sized.emplace_back("County 3=40");
  const Ended unknown = run_recanvass(strata_words("draw", sized));
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("STRATUM=N"), std::string::npos) << unknown.err;
  sized.back() = "40";
  EXPECT_EQ(run_recanvass(strata_words("draw", sized)).exit_code, 2);
}

}  // namespace
}  // namespace recanvass::cli_test
