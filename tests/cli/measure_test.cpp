#include "base/json.h"
#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recanvass::cli_test {
namespace {

const std::string kMeasureExample = "examples/synthetic-audit/";

Ended measured(const std::string& draw, const std::vector<std::string>& readings,
               const std::vector<std::string>& more = {"--json"}) {
  std::vector<std::string> words = {"measure",      kMeasureExample + "cards.csv",
                                    "--assertions", kMeasureExample + "assertions.json",
                                    "--manifest",   kMeasureExample + "manifest.csv",
                                    "--draw",       kMeasureExample + draw};
  for (const std::string& file : readings) words.insert(words.end(), {"--readings", file});
  words.insert(words.end(), more.begin(), more.end());
  return run_recanvass(words);
}

// The first readings, each line passed through `change`; lines that become empty are left out.
template <class Change>
std::string first_readings(Change change) {
  std::ifstream file(std::filesystem::path(RECANVASS_SOURCE_DIR) / kMeasureExample /
                     "readings-1.csv");
  std::stringstream text;
  for (std::string line; std::getline(file, line);) {
    const std::string changed = change(line);
    if (!changed.empty()) text << changed << '\n';
  }
  return text.str();
}

TEST(CliMeasure, ExitCodesSayWhetherEveryContestIsConfirmed) {
  const std::string first = kMeasureExample + "readings-1.csv";
  const std::string second = kMeasureExample + "readings-2.csv";
  EXPECT_EQ(measured("draw-1.json", {first}).exit_code, 1);
  EXPECT_EQ(measured("draw-2.json", {first, second}).exit_code, 0);
  EXPECT_EQ(measured("draw-2.json", {first}).exit_code, 2) << "the second round is missing";
}

TEST(CliMeasure, JsonNamesTheCardThatDiffersAndForWhat) {
  const Ended told = measured("draw-1.json", {kMeasureExample + "readings-1.csv"});
  const auto json = base::parse_json(told.out, "measure").value();
  EXPECT_EQ(json["schema"], "recanvass.measure/1");
  EXPECT_FALSE(json["confirmed"]);
  ASSERT_EQ(json["contests"][0]["discrepancies"].size(), 1U);
  EXPECT_EQ(json["contests"][0]["discrepancies"][0]["card"], "1-2-17");
  EXPECT_EQ(json["contests"][0]["discrepancies"][0]["overstatement"], "0.5");
}

// Files cannot show what was chosen before the seed: a hash that was published then can.
TEST(CliMeasure, WhatWasPublishedBeforeTheSeedIsNamedByItsHash) {
  const std::string first = kMeasureExample + "readings-1.csv";
  const auto bare = base::parse_json(measured("draw-1.json", {first}).out, "measure").value();
  EXPECT_EQ(bare["committed"], false);
  const std::string hash = bare["assertions_sha256"];
  EXPECT_NE(measured("draw-1.json", {first}, {}).out.find("Not shown:"), std::string::npos);
  const Ended named = measured("draw-1.json", {first}, {"--json", "--committed", hash});
  EXPECT_EQ(named.exit_code, 1) << named.err;
  EXPECT_EQ(base::parse_json(named.out, "measure").value()["committed"], true);
  const Ended other = measured("draw-1.json", {first}, {"--committed", std::string(63, '0') + "1"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find(hash), std::string::npos) << other.err;
}

// Two votes, whatever its record says: a card that is lost is never better than one that is read.
TEST(CliMeasure, ACardThatNobodyFindsCountsTwoVotesOver) {
  const ElectionFolder folder;
  const std::string lost =
      folder.text_file("lost.csv", first_readings([](std::string line) {
                         if (!line.starts_with("1-1-37,")) return line;
                         if (line.find("State contest 1") == std::string::npos)
                           return std::string();
                         return line.substr(0, line.rfind(',') + 1) + "(not found)";
                       }));
  const Ended told = measured("draw-1.json", {lost});
  ASSERT_EQ(told.exit_code, 1) << told.err;
  const auto json = base::parse_json(told.out, "measure").value();
  EXPECT_EQ(json["contests"][0]["tally"]["o2"], 1);
  EXPECT_EQ(json["contests"][0]["tally"]["not_found"], 1);
}

TEST(CliMeasure, ReadingsThatAreMissingOfOtherCardsOrOfOtherChoicesAreRefusedTogether) {
  const ElectionFolder folder;
  const std::string bad =
      folder.text_file("bad.csv", first_readings([](std::string line) {
                         if (line.starts_with("1-1-23,")) return std::string();
                         if (line.starts_with("1-1-29,")) line.replace(0, 6, "9-9-99");
                         if (line.starts_with("1-1-37,"))
                           return line.substr(0, line.rfind(',') + 1) + "Nobody";
                         return line;
                       }));
  const Ended refused = measured("draw-1.json", {bad}, {});
  EXPECT_EQ(refused.exit_code, 2);
  for (const char* words : {"card 1-1-23: found no reading", "9-9-99", "Nobody"}) {
    EXPECT_NE(refused.err.find(words), std::string::npos) << words << "\n" << refused.err;
  }
}

}  // namespace
}  // namespace recanvass::cli_test
