#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::cli_test {
namespace {

const char* const kCards =
    "Test,5.17\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1)\n,,,,,,,Ada,Ben\n"
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,\n"
    "1,10,1,1,10-1-1,P,B,1,0\n2,10,1,2,10-1-2,P,B,0,0\n3,10,1,3,10-1-3,P,B,,\n\n";

TEST(CliInspect, CardsAndManifestsAreToldByTheirContent) {
  const ElectionFolder folder;
  const std::string cards = folder.text_file("manifest.csv", kCards);
  const std::string manifest =
      folder.text_file("cvr.csv", "Box,Scanner,Batch,Number of Ballots\nA,10,1,3\nA,10,2,0\n");
  const Ended told = run_recanvass({"inspect", cards, manifest});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  for (const char* wanted :
       {"ballot manifest\n  3 cards in 2 batches, 1 of them empty\n",
        "  cards     is column \"Number of Ballots\" (by its name)\n",
        "Dominion cast vote records, CSV\n  3 cards of 3 ballots in 1 batch, 1 contest\n",
        "  Mayor (vote for 1, 2 choices)\n    2 cards: 1 marked, 1 blank\n",
        "  ignored: 1 empty rows\n"}) {
    EXPECT_NE(told.out.find(wanted), std::string::npos) << told.out;
  }
  const Ended json = run_recanvass({"inspect", cards, manifest, "--json"});
  EXPECT_EQ(json.exit_code, 0);
  EXPECT_NE(json.out.find("\"recanvass.inspect/1\""), std::string::npos);
  EXPECT_NE(json.out.find("\"empty_batches\": 1"), std::string::npos) << json.out;
}

TEST(CliInspect, AColumnMayBeGivenByHand) {
  const ElectionFolder folder;
  const std::string manifest =
      folder.text_file("m.csv", "Batch,Scanner,Location,Sheets A,Sheets B\n1,2,x,3,4\n");
  EXPECT_EQ(run_recanvass({"inspect", manifest}).exit_code, 2);
  const Ended given = run_recanvass({"inspect", manifest, "--column", "cards=Sheets B"});
  EXPECT_EQ(given.exit_code, 0) << given.err;
  EXPECT_NE(given.out.find("4 cards in 1 batch"), std::string::npos) << given.out;
  EXPECT_EQ(run_recanvass({"inspect", manifest, "--column", "ballots=Sheets B"}).exit_code, 2);
}

TEST(CliInspect, WhatIsWrongIsSaidWithItsPlace) {
  const ElectionFolder folder;
  const std::string cards =
      folder.text_file("cvr.csv", std::string(kCards) + "4,10,1,2,10-1-4,P,B,1,0\n");
  const Ended refused = run_recanvass({"inspect", cards});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("position 2 of batch \"1\" of tabulator \"10\""), std::string::npos)
      << refused.err;
  EXPECT_EQ(run_recanvass({"inspect", folder.at("missing.csv")}).exit_code, 2);
}

}  // namespace
}  // namespace recanvass::cli_test
