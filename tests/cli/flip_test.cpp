#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

namespace recanvass::cli_test {
namespace {

base::Json flip_json(std::vector<std::string> more) {
  std::vector<std::string> words = {"flip", "examples/us-2016-president", "--json"};
  words.insert(words.end(), more.begin(), more.end());
  const Ended ended = run_recanvass(words);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = base::parse_json(ended.out, "stdout");
  return json ? *json : base::Json();
}

TEST(CliFlip, OnThe13thOfNovember2016OnlyMichiganWasUndecided) {
  const base::Json college = flip_json({"--as-of", "2016-11-13"})["college"];
  EXPECT_EQ(college["pledged"]["trump"], 290);
  EXPECT_EQ(college["pledged"]["clinton"], 232);
  EXPECT_EQ(college["undecided"], base::Json::array({"us-mi"}));
  EXPECT_EQ(flip_json({})["college"]["pledged"]["trump"], 306);
}

TEST(CliFlip, ErrorsByUnitAreSimulatedFromTheDayThatWisconsinsRecountWasPublished) {
  for (const auto& [day, is_simulated] :
       {std::pair{"2016-12-11", false}, std::pair{"2016-12-12", true}}) {
    bool simulated = false;
    const base::Json answer = flip_json({"--as-of", day, "--draws", "1000"});
    for (const base::Json& unit : answer["units"]) {
      simulated = simulated || !unit["probability"]["mechanism"].is_null();
    }
    EXPECT_EQ(simulated, is_simulated) << day;
  }
}

}  // namespace
}  // namespace recanvass::cli_test
