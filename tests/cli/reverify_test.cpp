#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

namespace recanvass::cli_test {
namespace {

constexpr const char* kHead =
    "contest_name,ballot_card_count,min_margin,risk_limit,audited_sample_count,"
    "two_vote_over_count,one_vote_over_count,one_vote_under_count,two_vote_under_count,gamma,"
    "optimistic_samples_to_audit\n";

TEST(CliReverify, ExitCodesSayWhetherAFigureDiffers) {
  const ElectionFolder folder;
  const std::string row = "A,1453,195,0.03,56,1,0,0,0,1.03905,";
  const std::string right = folder.text_file("right.csv", kHead + row + "106\n");
  const std::string wrong = folder.text_file("wrong.csv", kHead + row + "107\n");
  const std::string bad = folder.text_file("bad.csv", kHead + row + "1O6\n");
  EXPECT_EQ(run_recanvass({"reverify", right}).exit_code, 0);
  const Ended differs = run_recanvass({"reverify", wrong});
  EXPECT_EQ(differs.exit_code, 1);
  EXPECT_NE(differs.out.find("published 107, computed 106"), std::string::npos) << differs.out;
  const Ended refused = run_recanvass({"reverify", bad});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("bad.csv:2"), std::string::npos) << refused.err;
  const Ended nothing = run_recanvass({"reverify", folder.text_file("note.txt", "Dear sir\n")});
  EXPECT_EQ(nothing.exit_code, 2);
}

TEST(CliReverify, JsonHasEveryFigureWithItsPlace) {
  const ElectionFolder folder;
  const std::string file =
      folder.text_file("c.csv", kHead + std::string("A,1453,195,0.03,56,1,0,0,0,1.03905,106\n"));
  const Ended told = run_recanvass({"reverify", file, "--json"});
  EXPECT_EQ(told.exit_code, 0);
  for (const char* wanted :
       {"\"recanvass.reverify/1\"", "\"verdict\": \"agrees\"", "c.csv:2", "\"differ\": 0"}) {
    EXPECT_NE(told.out.find(wanted), std::string::npos) << wanted << told.out;
  }
}

}  // namespace
}  // namespace recanvass::cli_test
