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

TEST(CliInspect, BatchesThatDifferAreShownAndEndWithOne) {
  const ElectionFolder folder;
  const std::string cards = folder.text_file("cvr.csv", kCards);
  const std::string manifest =
      folder.text_file("m.csv", "Tabulator,Batch,Ballots\n10,1,6\n10,2,1\n");
  const Ended told = run_recanvass({"inspect", cards, manifest});
  EXPECT_EQ(told.exit_code, 1) << told.err;
  for (const char* wanted :
       {"manifest and cards, batch by batch\n  7 cards in the manifest, 3 recorded\n  0 batches "
        "agree, 2 differ\n",
        "m.csv:2: found 6 cards in batch \"1\" of tabulator \"10\"; wanted 3, as were recorded "
        "from ",
        "cvr.csv:5 on. One is exactly twice the other",
        "m.csv:3: found batch \"2\" of tabulator \"10\" with 1 card; wanted cards"}) {
    EXPECT_NE(told.out.find(wanted), std::string::npos) << told.out;
  }
  const Ended json = run_recanvass({"inspect", cards, manifest, "--json"});
  EXPECT_EQ(json.exit_code, 1);
  for (const char* wanted : {"\"in_manifest\": 6", "\"recorded\": null",
                             "\"cause\": \"batches.not-recorded\"", "\"cards_recorded\": 3"}) {
    EXPECT_NE(json.out.find(wanted), std::string::npos) << json.out;
  }
}

TEST(CliInspect, ColumnsGivenByHandAreRemembered) {
  const ElectionFolder folder;
  const std::string first =
      folder.text_file("first.csv", "Batch,Scanner,Location,Sheets A,Sheets B\n1,2,x,3,4\n");
  const std::string second =
      folder.text_file("second.csv", "Batch,Scanner,Location,Sheets A,Sheets B\n1,2,x,5,6\n");
  const std::string columns = folder.at("columns.json");
  EXPECT_EQ(run_recanvass({"inspect", first, "--columns", columns}).exit_code, 2);
  const Ended given =
      run_recanvass({"inspect", first, "--columns", columns, "--column", "cards=Sheets B"});
  EXPECT_EQ(given.exit_code, 0) << given.err;
  EXPECT_NE(given.out.find("kept in " + columns + ": cards=\"Sheets B\""), std::string::npos)
      << given.out;
  const Ended again = run_recanvass({"inspect", second, "--columns", columns});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_NE(again.out.find("6 cards in 1 batch"), std::string::npos) << again.out;
  EXPECT_NE(again.out.find("\"Sheets B\" (remembered)"), std::string::npos) << again.out;
  const Ended other =
      run_recanvass({"inspect", second, "--columns", columns, "--column", "cards=Sheets A"});
  EXPECT_NE(other.out.find("5 cards in 1 batch"), std::string::npos) << other.out;
  // What is wrong is not remembered.
  const std::string wrong = folder.at("wrong.json");
  EXPECT_EQ(
      run_recanvass({"inspect", first, "--columns", wrong, "--column", "cards=Location"}).exit_code,
      2);
  EXPECT_FALSE(std::filesystem::exists(wrong));
}

TEST(CliInspect, ResultsAreAddedUp) {
  const ElectionFolder folder;
  const std::string tallies = folder.text_file("t.csv", "Batch Name,Ada,Ben\nB1,3,1004\nB2,4,5\n");
  const Ended told = run_recanvass({"inspect", tallies});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  EXPECT_NE(told.out.find("results, totals by batch\n  1 contest in 2 units\n"), std::string::npos)
      << told.out;
  EXPECT_NE(told.out.find("1,009  Ben\n"), std::string::npos) << told.out;
}

TEST(CliInspect, LimitsOfTheReaderAreTold) {
  const ElectionFolder folder;
  const std::string cards = folder.text_file("cvr.csv", kCards);
  const Ended tight = run_recanvass({"inspect", cards, "--memory-mib", "1"});
  EXPECT_EQ(tight.exit_code, 2);
  EXPECT_NE(tight.err.find("more memory than 1 MiB"), std::string::npos) << tight.err;
  for (const char* number : {"0", "-1", "x", "1.5", "99999999999"}) {
    EXPECT_EQ(run_recanvass({"inspect", cards, "--seconds", number}).exit_code, 2) << number;
  }
  EXPECT_EQ(run_recanvass({"inspect", "/dev/zero"}).exit_code, 2);
}

}  // namespace
}  // namespace recanvass::cli_test
