// examples/wisconsin-2016-recount as its README tells it, with the built program.
#include "tests/cli/run_program.h"
#include "tests/scenarios/story.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::story {
namespace {

const std::string kExample = "examples/wisconsin-2016-recount/";

class WisconsinExample : public testing::Test {
 protected:
  std::string run(std::vector<std::string> arguments) {
    const auto ended = cli_test::run_recanvass(arguments, {"RECANVASS_KEYS=" + story_.keys()});
    EXPECT_EQ(ended.exit_code, 0) << arguments[0] << "\n" << ended.err << ended.out;
    return ended.out;
  }

  void make_keys() {
    std::ifstream people(std::string(RECANVASS_SOURCE_DIR) + "/" + kExample + "people.txt");
    std::vector<std::string> arguments = {"key", "new"};
    for (std::string name; std::getline(people, name);) arguments.push_back(name);
    ASSERT_EQ(arguments.size(), 2U + 4U + 3U * 72U);
    run(arguments);
  }

  Story story_{"state"};
};

TEST_F(WisconsinExample, RunsFromThePetitionToTheCertificate) {
  make_keys();
  const std::string election = story_.election();
  for (const char* file : {"1-opening", "2-inputs", "3-publish"}) {
    run({"submit", election, kExample + file + ".jsonl"});
  }
  run({"witness", election, "--name", "press.example", "--by", "state"});
  EXPECT_EQ(story_.show("flip")["reported_margin"], 22'617);
  run({"submit", election, kExample + "4-team-1.jsonl", kExample + "4-team-2.jsonl"});
  run({"submit", election, kExample + "5-close.jsonl"});
  EXPECT_TRUE(story_.show("results")["certificates"].empty());
  run({"submit", election, kExample + "6-certificate.jsonl"});
  EXPECT_EQ(story_.show("results")["certificates"].size(), 1U);
  const base::Json changes = story_.show("changes");
  EXPECT_EQ(changes["total_before"], 2'975'753);
  EXPECT_EQ(changes["total_after"], 2'976'150);
  EXPECT_EQ(changes["margin_after"], 22'748);
  const base::Json fees = story_.show("fees");
  EXPECT_EQ(fees["announcements"][0]["lines_sum_cents"], 389'834'000);
  EXPECT_EQ(fees["announcements"][0]["differs_by_cents"], 39'865'100);
  EXPECT_EQ(fees["actual_cents"], 200'560'300);
}

TEST_F(WisconsinExample, NobodyButTheStateSeesTheFirstCountBeforeSignOff) {
  make_keys();
  for (const char* file : {"1-opening", "2-inputs", "3-publish"}) {
    run({"submit", story_.election(), kExample + file + ".jsonl"});
  }
  const std::string dane = "217526";  // Clinton in Dane County, as first counted
  EXPECT_EQ(story_.show("changes", "dane-team-1").dump().find(dane), std::string::npos);
  EXPECT_EQ(story_.show("reconciliation", "dane-team-1").dump().find(dane), std::string::npos);
  EXPECT_EQ(story_.show("inputs", "dane-team-1").dump().find(dane), std::string::npos);
}

}  // namespace
}  // namespace recanvass::story
