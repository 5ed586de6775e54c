#include "formats/batch_tallies.h"

#include "formats/card_import_fixture.h"
#include "formats/package_fixture.h"
#include "formats/results_summary.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

TEST(BatchTallies, ARowIsABatchAndAColumnAChoice) {
  const auto read =
      read_batch_tallies("Batch Name,Ada,Ben\nB 1,\"1,007\",2\n,,\nB 2,0,3\n", "t.csv");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(read->units.size(), 2U);
  EXPECT_EQ(read->units[0].name, "B 1");
  ASSERT_EQ(read->figures.size(), 4U);
  EXPECT_EQ(read->figures[0].votes, 1007);
  EXPECT_EQ(read->choices.name(read->figures[3].choice), choice_key("Ben", ""));
  EXPECT_EQ(read->figures[3].line, 4);
  EXPECT_EQ(read->remarks, std::vector<std::string>{"t.csv: 1 blank row passed over"});
}

TEST(BatchTallies, WhatIsNoTallyIsRefusedWithItsRow) {
  struct Case {
    const char* rows;
    const char* causes;
  };
  for (const Case& each : {
           Case{"Totals,1,2\n", "returns.total-row@2"},
           Case{"B,1,2\nB,3,4\nB,5,6\n", "returns.duplicate-unit@3 returns.duplicate-unit@4"},
           Case{"B,1,-2\n", "number.negative@2"},
           Case{"B,1.5,2\n", "number.decimal@2"},
           Case{",1,2\n", "returns.empty-cell@2"},
           Case{"B,1\n", "csv.ragged@2"},
           Case{"B,1,2,3\n", "csv.value-without-header@2"},
       }) {
    const auto read = read_batch_tallies(std::string("Batch Name,Ada,Ben,\n") + each.rows, "t.csv");
    ASSERT_FALSE(read.ok()) << each.rows;
    EXPECT_EQ(causes_of(read.problems()), each.causes) << each.rows;
  }
}

// An audit of several contests names them in its columns.
TEST(BatchTallies, SeveralContestsAreToldApartByTheirColumns) {
  struct Case {
    const char* header;
    std::vector<std::string> contests;  // of each figure of the only row
    std::vector<std::string> choices;
  };
  for (const Case& each : {
           Case{"Mayor - Ada,Mayor - Ben,Clerk - Cy,Clerk - Write-In",
                {"Mayor", "Mayor", "Clerk", "Clerk"},
                {"Ada", "Ben", "Cy", "Write-In"}},
           // nobody stands against Cy
           Case{"Mayor - Ada,Mayor - Ben,Clerk - Cy",
                {"Mayor", "Mayor", "Clerk"},
                {"Ada", "Ben", "Cy"}},
           Case{"Question 1 - Roads - Yes,Question 1 - Roads - No,Question 1 - Parks - Yes,"
                "Question 1 - Parks - No",
                {"Question 1 - Roads", "Question 1 - Roads", "Question 1 - Parks",
                 "Question 1 - Parks"},
                {"Yes", "No", "Yes", "No"}},
           // a party behind each name, and a choice without one
           Case{"Ada - North,Ben - South", {"", ""}, {"Ada - North", "Ben - South"}},
           Case{"Ada - North,Ada - South,Write-In",
                {"", "", ""},
                {"Ada - North", "Ada - South", "Write-In"}},
       }) {
    std::string row = "B 1";
    for (std::size_t i = 0; i < each.choices.size(); ++i) row += ",1";
    const auto read =
        read_batch_tallies("Batch Name," + std::string(each.header) + "\n" + row + "\n", "t.csv");
    ASSERT_TRUE(read.ok()) << each.header << base::sentences(read.problems());
    std::vector<std::string> contests;
    std::vector<std::string> choices;
    for (const auto& figure : read->figures) {
      contests.push_back(read->sections[figure.section].contest);
      choices.emplace_back(choice_name(read->choices.name(figure.choice)));
    }
    EXPECT_EQ(contests, each.contests) << each.header;
    EXPECT_EQ(choices, each.choices) << each.header;
  }
}

TEST(BatchTallies, CardsThatWereFoundAreOfEveryContest) {
  const auto one = read_batch_tallies("Batch Name,Ada,Cards found\nB 1,1,2\n", "t.csv");
  ASSERT_TRUE(one.ok()) << base::sentences(one.problems());
  EXPECT_FALSE(one->has_contest_column);
  EXPECT_EQ(one->choices.name(one->figures[1].choice), kBallots);
  EXPECT_EQ(one->sections[one->figures[1].section].contest, kEveryContest);
  const auto two = read_batch_tallies(
      "Batch Name,ballots found,Mayor - Ada,Mayor - Ben,Clerk - Cy\nB 1,9,1,2,3\n", "t.csv");
  ASSERT_TRUE(two.ok()) << base::sentences(two.problems());
  ASSERT_EQ(two->figures.size(), 4U);
  EXPECT_EQ(two->figures[0].votes, 9);
  EXPECT_EQ(two->sections[two->figures[3].section].contest, "Clerk");
}

TEST(BatchTallies, WhatWasGuardedForASpreadsheetIsReadAsItWas) {
  const auto read = read_batch_tallies("Batch Name,'-Ada,'Ben'\n'=B 1,1,2\n", "t.csv");
  ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
  EXPECT_EQ(read->units[0].name, "=B 1");
  EXPECT_EQ(choice_name(read->choices.name(read->figures[0].choice)), "-Ada");
  EXPECT_EQ(choice_name(read->choices.name(read->figures[1].choice)), "'Ben'");
}

TEST(BatchTallies, AContestThatMayBeAChoiceIsRefused) {
  // Doe stands for two parties, or "Mayor - Doe" is a contest of its own.
  const auto read = read_batch_tallies(
      "Batch Name,Mayor - Doe - North,Mayor - Doe - South,Mayor - Roe - West\nB 1,1,2,3\n",
      "t.csv");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(causes_of(read.problems()), "returns.contest-or-choice@1");
}

TEST(BatchTallies, TheHeaderTellsThemFromManifests) {
  EXPECT_TRUE(is_batch_tallies_header({"Batch Name", "Ada"}));
  EXPECT_TRUE(is_batch_tallies_header({"Batch Name", "Cards found", "Ada"}));
  EXPECT_FALSE(is_batch_tallies_header({"Batch Name", "Number of Ballots"}));
  EXPECT_FALSE(is_batch_tallies_header({"Batch Name"}));
  EXPECT_FALSE(is_batch_tallies_header({"Ada", "Batch Name"}));
}

// The files of the sample election; the sums were made by another program.
TEST(BatchTallies, ArlosSamplesGiveTheirTotals) {
  const fs::path folder = cvr_data("arlo_small_election");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  struct Case {
    const char* file;
    std::uint64_t batches;
    std::vector<std::int64_t> totals;
  };
  for (const Case& each : {
           Case{"Kendall_Park_-_Master_of_Magic", 18, {6, 2, 0, 0, 7}},
           Case{"Kendall_Park_-_Minister_of_Farming", 18, {55, 0, 1}},
           Case{"Kendall_Park_-_Secretary_of_Treasure", 18, {450, 20, 0}},
           Case{"Mount_Olive_-_Minister_of_Farming", 2, {31, 0, 0}},
           Case{"Siletz_-_Minister_of_Farming", 3, {41, 5, 0}},
           Case{"Waurika_-_Master_of_Magic", 12, {3, 197, 1, 0, 3}},
           Case{"Waurika_-_Minister_of_Farming", 12, {82, 0, 0}},
           Case{"Worthington_Hills_-_Master_of_Magic", 24, {691, 1, 0, 0, 0}},
           Case{"Worthington_Hills_-_Minister_of_Farming", 24, {191, 5, 0}},
       }) {
    const auto files =
        InputFiles::open({folder / fmt::format("{}_-_candidate_totals_by_batch.csv", each.file)});
    ASSERT_TRUE(files.ok()) << each.file;
    const auto results = read_results(*files, 0);
    ASSERT_TRUE(results.ok()) << base::sentences(results.problems());
    EXPECT_EQ(results->units, each.batches) << each.file;
    std::vector<std::int64_t> totals;
    for (const auto& [choice, votes] : results->contests[0].choices) totals.push_back(votes);
    EXPECT_EQ(totals, each.totals) << each.file;
  }
}

}  // namespace
}  // namespace recanvass::formats
