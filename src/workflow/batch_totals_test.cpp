#include "workflow/batch_totals.h"

#include "workflow/batch_audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using election::CardCount;
using fixture::batch_table;
using fixture::problem_causes;

base::Result<NamedBatches> named_batches(std::vector<election::ManifestBatch> batches) {
  return NamedBatches::make(election::BallotManifest::make(std::move(batches)).value(), "m.csv");
}

TEST(BatchTotals, ABatchIsKnownByItsNameOrAfterItsTabulatorWhereNamesComeTwice) {
  const auto batches = named_batches({{"Box 1", "T1", "1", "", CardCount(5)},
                                      {"Box 1", "T2", "1", "", CardCount(6)},
                                      {"Box 2", "T2", "007", "", CardCount(7)},
                                      {"Box 2", "T2", "8", "", CardCount(0)}})
                           .value();
  EXPECT_EQ(batches.names(), (std::vector<std::string>{"T1-1", "T2-1", "007"}));
  EXPECT_EQ(batches.find("t2-1"), 1U);
  EXPECT_EQ(batches.find("7"), 2U) << "a spreadsheet takes zeros away";
  EXPECT_EQ(batches.find("T2-007"), 2U);
  EXPECT_EQ(batches.find("1"), std::nullopt) << "two batches";
  EXPECT_EQ(batches.find("8"), std::nullopt) << "no cards";
}

TEST(BatchTotals, BatchesThatNoNameTellsApartAreRefusedAndSoIsAnEmptyManifest) {
  EXPECT_EQ(problem_causes(named_batches(
                {{"Box 1", "T", "1", "a", CardCount(5)}, {"Box 1", "T", "01", "b", CardCount(6)}})),
            "batches.same-name");
  EXPECT_EQ(problem_causes(named_batches({{"Box 1", "", "1", "", CardCount(0)}})), "batches.none");
}

TEST(BatchTotals, FiguresStandByBatchAndChoiceWhateverTheOrderOfTheRows) {
  const auto batches = NamedBatches::make(fixture::batch_manifest().manifest, "m.csv").value();
  const auto totals =
      totals_by_batch(batch_table("Batch Name,Clerk - Cy,Mayor - Ada,Mayor - Ben,Cards found\n"
                                  "b 3,9,70,20,99\nB 1,8,60,30,100\n")
                          .table,
                      batches, {"mayor"})
          .value();
  ASSERT_EQ(totals.contests.size(), 1U);
  EXPECT_EQ(totals.contests[0].choices, (std::vector<std::string>{"Ada", "Ben"}));
  EXPECT_EQ(totals.contests[0].votes[2][0], 70);
  EXPECT_EQ(totals.contests[0].votes[0][1], 30);
  EXPECT_EQ(totals.contests[0].votes[1][0], std::nullopt);
  EXPECT_EQ(totals.cards[2], 99);
  EXPECT_EQ(totals.rows, (std::vector<std::int64_t>{3, 0, 2, 0}));
}

TEST(BatchTotals, WhatDoesNotFitTheManifestOrTheAskIsRefusedAllAtOnce) {
  const auto batches = NamedBatches::make(fixture::batch_manifest().manifest, "m.csv").value();
  const auto causes = [&](const std::string& text, const std::vector<std::string>& contests) {
    return problem_causes(totals_by_batch(batch_table(text).table, batches, contests));
  };
  EXPECT_EQ(causes("Batch Name,Ada\nB 9,1\nB 1,1\nb-1,1\n", {"Mayor"}),
            "batches.unknown batches.unknown");
  EXPECT_EQ(causes("Batch Name,Ada\nB 1,1\nb1,1\n", {"Mayor"}), "batches.twice batches.twice");
  EXPECT_EQ(causes("Batch Name,Mayor - Ada,Mayor - Ben\nB 1,1,2\n", {"Mayor", "Clerk"}),
            "batches.contest");
}

}  // namespace
}  // namespace recanvass::workflow
