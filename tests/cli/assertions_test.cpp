#include "base/json.h"
#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

namespace recanvass::cli_test {
namespace {

constexpr const char* kExampleCards = "examples/synthetic-audit/cards.csv";
constexpr const char* kExampleAsk = "examples/synthetic-audit/audit.toml";

TEST(CliAssertions, JsonIsTheDocumentThatTheExamplePublished) {
  const Ended told =
      run_recanvass({"assertions", kExampleCards, "--contests", kExampleAsk, "--json"});
  ASSERT_EQ(told.exit_code, 0) << told.err;
  const auto json = base::parse_json(told.out, "assertions").value();
  EXPECT_EQ(json["schema"], "recanvass.assertions/1");
  ASSERT_EQ(json["contests"].size(), 3U);
  EXPECT_EQ(json["contests"][0]["assertions"].size(), 4U);
  EXPECT_EQ(json["contests"][0]["assertions"][0]["assorter_margin"], "41/600");
  EXPECT_EQ(json["contests"][0]["cards_if_clean"], 93);
  EXPECT_FALSE(json["contests"][2]["targeted"]) << "two contests are named, and this is none";
}

TEST(CliAssertions, AFileThatIsThereIsNotWrittenOver) {
  const ElectionFolder folder;
  const std::string there = folder.text_file("there.json", "{}");
  const Ended refused = run_recanvass({"assertions", kExampleCards, "-o", there});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("a file that is there already"), std::string::npos) << refused.err;
}

TEST(CliAssertions, AContestThatTheRecordsLackIsRefusedWithTheNearestName) {
  const ElectionFolder folder;
  const std::string ask = folder.text_file("ask.toml", "[[contest]]\nname = \"State contst 1\"\n");
  const Ended refused = run_recanvass({"assertions", kExampleCards, "--contests", ask});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("ask.toml:2"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("Did you mean \"State contest 1\"?"), std::string::npos);
}

TEST(CliAssertions, ReportedWinnersThatTheRecordsDoNotGiveAreRefused) {
  const ElectionFolder folder;
  const std::string ask = folder.text_file(
      "ask.toml", "[[contest]]\nname = \"State contest 1\"\nwinners = [\"Candidate 1\"]\n");
  const Ended refused = run_recanvass({"assertions", kExampleCards, "--contests", ask});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("Candidate 2"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace recanvass::cli_test
