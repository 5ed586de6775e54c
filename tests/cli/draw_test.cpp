#include "base/json.h"
#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recanvass::cli_test {
namespace {

const std::string kDrawExample = "examples/synthetic-audit/";
constexpr const char* kExampleSeed = "53417960661093690826";

std::vector<std::string> draw_words(const std::vector<std::string>& more) {
  std::vector<std::string> words = {"draw",         kDrawExample + "cards.csv",
                                    "--assertions", kDrawExample + "assertions.json",
                                    "--manifest",   kDrawExample + "manifest.csv"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(CliDraw, TheExamplesSeedDrawsTheExamplesCards) {
  const Ended told = run_recanvass(draw_words({"--seed", kExampleSeed, "--json"}));
  ASSERT_EQ(told.exit_code, 0) << told.err;
  const auto json = base::parse_json(told.out, "draw").value();
  const auto kept = base::parse_json(text_of_file(std::filesystem::path(RECANVASS_SOURCE_DIR) /
                                                  kDrawExample / "draw-1.json"),
                                     "draw-1.json")
                        .value();
  EXPECT_EQ(json["cards"], kept["cards"]);
  EXPECT_EQ(json["cards"].size(), 93U);
}

// Those who read get a table without a mark in it, a row a card and contest.
TEST(CliDraw, TheTableToTypeInHasNoReading) {
  const ElectionFolder folder;
  const std::string list = folder.at("list.csv");
  const std::string readings = folder.at("readings.csv");
  const Ended told =
      run_recanvass(draw_words({"--seed", kExampleSeed, "--list", list, "--readings", readings}));
  ASSERT_EQ(told.exit_code, 0) << told.err;
  std::istringstream rows(text_of_file(readings));
  std::string row;
  std::getline(rows, row);
  EXPECT_EQ(row.substr(0, 4), "card");
  int lines = 0;
  while (std::getline(rows, row)) {
    EXPECT_TRUE(row.ends_with(",\r") || row.ends_with(",")) << row;
    ++lines;
  }
  EXPECT_EQ(lines, 3 * 93);
  EXPECT_NE(text_of_file(list).find("Container 1-1"), std::string::npos);
}

TEST(CliDraw, ASeedOfAnotherLengthAndAnAssertionThatWasChangedAreRefused) {
  const Ended seed = run_recanvass(draw_words({"--seed", "123"}));
  EXPECT_EQ(seed.exit_code, 2);
  EXPECT_NE(seed.err.find("twenty decimal digits"), std::string::npos) << seed.err;
  std::string text =
      text_of_file(std::filesystem::path(RECANVASS_SOURCE_DIR) / kDrawExample / "assertions.json");
  text.replace(text.find("\"41/600\""), 8, "\"42/600\"");
  const ElectionFolder folder;
  const Ended changed = run_recanvass({"draw", kDrawExample + "cards.csv", "--assertions",
                                       folder.text_file("assertions.json", text), "--manifest",
                                       kDrawExample + "manifest.csv", "--seed", kExampleSeed});
  EXPECT_EQ(changed.exit_code, 2);
  EXPECT_NE(changed.err.find("assorter_margin"), std::string::npos) << changed.err;
}

TEST(CliDraw, ALaterRoundHasTheSeedOfTheFirst) {
  const Ended refused =
      run_recanvass(draw_words({"--after", kDrawExample + "draw-1.json", "--seed", kExampleSeed}));
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("a later round goes on"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace recanvass::cli_test
