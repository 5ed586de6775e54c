#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recanvass::cli_test {
namespace {

const char* kScreening = "examples/wisconsin-2016-screening";

TEST(CliScreen, WithoutItsFiguresTheExampleRunsAndSaysWhatIsMissing) {
  const Ended ended = run_recanvass({"screen", kScreening, "--json"});
  EXPECT_EQ(ended.exit_code, 1) << ended.err;  // nothing could be looked at
  const auto json = base::parse_json(ended.out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["schema"], "recanvass.screen/1");
  EXPECT_EQ((*json)["lead_votes"], 22617);
  EXPECT_EQ((*json)["questions"][0]["remainder"], "not checked");
  EXPECT_EQ((*json)["summary"].get<std::string>().find("Nothing was looked at"), 0u);
}

TEST(CliScreen, WhatCannotBeAskedIsRefusedWithACause) {
  EXPECT_EQ(run_recanvass({"screen", "examples/us-2016-president"}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"screen", kScreening, "--resamples", "9"}).exit_code, 2);
  const Ended both = run_recanvass({"screen", kScreening, "--by-group", "--html", "out"});
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_NE(both.err.find("--by-group"), std::string::npos) << both.err;
  const Ended map = run_recanvass({"screen", kScreening, "--shapes", "counties.json"});
  EXPECT_EQ(map.exit_code, 2);
  EXPECT_NE(map.err.find("--html DIR"), std::string::npos) << map.err;
}

// The butterfly ballot; and 9,888 votes for Harris in Volusia: the state certified 562 in all.
TEST(CliScreen, FloridaNamesPalmBeachByBuchananAndVolusiaByItsFirstCount) {
  const Ended ended = run_recanvass({"screen", "examples/us-fl-2000-president", "--json"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = base::parse_json(ended.out, "stdout");
  ASSERT_TRUE(json.ok());
  const base::Json& questions = (*json)["questions"];
  ASSERT_EQ(questions.size(), 2U);
  for (const base::Json& question : questions) {
    EXPECT_EQ(question["remainder"], "unexplained") << question["title"];
    EXPECT_LE(question["p_adjusted"].get<double>(), 0.05) << question["title"];
  }
  EXPECT_EQ(questions[0]["paper"].size(), 1U);
  EXPECT_EQ(questions[0]["paper"][0]["unit"], "Palm Beach");
  EXPECT_EQ(questions[1]["paper"][0]["unit"], "Volusia");
  EXPECT_EQ(questions[1]["paper"][1]["unit"], "Palm Beach");
}

TEST(CliScreen, APlanOfAnEarlierRunIsNotLeftInItsPlace) {
  const auto file = std::filesystem::temp_directory_path() / "recanvass_screen_stale_plan.json";
  std::ofstream(file) << "{\"contests\": [{\"name\": \"of an earlier run\"}]}";
  const Ended ended = run_recanvass({"screen", kScreening, "--plan", file.string()});
  EXPECT_NE(ended.err.find("the file holds no contest"), std::string::npos) << ended.err;
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  EXPECT_EQ(text.str().find("earlier"), std::string::npos) << text.str();
  EXPECT_TRUE(base::parse_json(text.str(), "plan")->at("contests").empty());
  const Ended planned = run_recanvass({"plan", "--contests", file.string()});
  EXPECT_EQ(planned.exit_code, 2);
  EXPECT_NE(planned.err.find("at least one contest"), std::string::npos) << planned.err;
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace recanvass::cli_test
