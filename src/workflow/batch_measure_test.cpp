#include "workflow/batch_audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::batch_audit;
using fixture::batch_table;
using fixture::problem_causes;

const std::string kCountHeader = "Batch Name,Cards found,Ada,Ben\n";
const std::string kTrueCounts = kCountHeader + "B 1,100,60,30\nB 2,100,50,40\nB 3,100,70,20\n";

// The first three batches, of which the draw has each once.
class BatchMeasureExample : public testing::Test {
 protected:
  BatchAudit audit_ = batch_audit().value();
  BatchDrawn drawn_ = draw_batches(audit_, "53417960661093690826", {1, 3}).value();

  [[nodiscard]] base::Result<MeasuredBatchAudit> measured(
      const std::vector<std::string>& counts,
      const std::optional<std::string>& function = std::nullopt) const {
    std::vector<BatchTable> tables;
    for (const std::string& text : counts) tables.push_back(batch_table(text, "c.csv"));
    return measure_batch_audit(audit_, drawn_, tables, function);
  }
};

TEST_F(BatchMeasureExample, CountsThatAgreeConfirmBecauseTheLastBatchCannotUndoTheLead) {
  const auto result = measured({kTrueCounts});
  ASSERT_TRUE(result) << base::sentences(result.problems());
  EXPECT_EQ(result->batches_counted, 3);
  EXPECT_EQ(result->cards_counted, 300);
  const MeasuredBatchContest& mayor = result->contests[0].value();
  EXPECT_EQ(mayor.measured.risk, 0.0);
  EXPECT_EQ(mayor.measured.verdict, audit::Verdict::Confirmed);
  EXPECT_TRUE(mayor.differences.empty());
}

TEST_F(BatchMeasureExample, WhatDiffersIsNamedWithItsVotesAndACardThatIsMissingIsAVoteLess) {
  const auto result = measured({kCountHeader + "B 1,100,55,33\nB 2,98,50,40\nB 3,100,71,20\n"});
  ASSERT_TRUE(result) << base::sentences(result.problems());
  const MeasuredBatchContest& mayor = result->contests[0].value();
  ASSERT_EQ(mayor.differences.size(), 3U);
  EXPECT_EQ(mayor.differences[0].overstated, 8);
  EXPECT_EQ(mayor.differences[1].overstated, 2);
  EXPECT_EQ(mayor.differences[1].missing, 2);
  EXPECT_EQ(mayor.differences[2].overstated, -1);
  // Lead 91, of which 9 are gone; the last batch could hold 11 more.
  EXPECT_EQ(mayor.measured.risk, 0.0);
}

TEST_F(BatchMeasureExample, CountsThatTakeTheLeadAwayAreNeverConfirmed) {
  for (const char* function : {"default", "kaplan-markov", "macro"}) {
    // 95 of the lead of 91 are gone, and the last batch could be understated by 9.
    const auto open =
        measured({kCountHeader + "B 1,100,20,80\nB 2,100,50,40\nB 3,100,68,23\n"}, function);
    EXPECT_NE(open->contests[0]->measured.verdict, audit::Verdict::Confirmed) << function;
    EXPECT_GT(open->contests[0]->measured.risk, 0.1) << function;
    const auto lost =
        measured({kCountHeader + "B 1,100,10,90\nB 2,100,50,40\nB 3,100,70,20\n"}, function);
    EXPECT_EQ(lost->contests[0]->measured.risk, 1.0) << function;
    EXPECT_EQ(lost->contests[0]->measured.verdict, audit::Verdict::Contradicted);
    const auto missing =
        measured({kCountHeader + "B 1,98,8,90\nB 2,100,50,40\nB 3,100,70,20\n"}, function);
    EXPECT_EQ(missing->contests[0]->measured.verdict, audit::Verdict::FullHandCountNeeded)
        << "two cards that nobody found";
  }
}

TEST_F(BatchMeasureExample, RoundsMayComeInFilesOfTheirOwnAndEveryBatchCountsOnce) {
  const std::string first = kCountHeader + "B 1,100,60,30\n";
  const std::string second = kCountHeader + "B 3,100,70,20\nb 2,100,50,40\n";
  EXPECT_EQ(problem_causes(measured({first, second})), "");
  EXPECT_EQ(problem_causes(measured({first})), "counts.missing counts.missing");
  EXPECT_EQ(problem_causes(measured({first, first, second})), "counts.twice");
}

TEST_F(BatchMeasureExample, EveryReaderRefusesWhatIsNoCountOfADrawnBatch) {
  const auto causes = [&](const std::string& header, const std::string& row) {
    return problem_causes(
        measured({kCountHeader + "B 1,100,60,30\nB 2,100,50,40\n", header + row}));
  };
  EXPECT_EQ(causes(kCountHeader, "B 3,100,70,20\n"), "");
  EXPECT_EQ(causes(kCountHeader, "B 3,100,70,20\nB 4,10,5,4\n"), "counts.batch");
  EXPECT_EQ(causes(kCountHeader, "B 7,100,70,20\n"), "batches.unknown");
  EXPECT_EQ(causes(kCountHeader, "B 3,101,70,20\n"), "counts.cards");
  EXPECT_EQ(causes(kCountHeader, "B 3,89,70,20\n"), "batches.votes") << "90 votes";
  EXPECT_EQ(causes("Batch Name,Ada,Ben\n", "B 3,70,20\n"), "counts.missing") << "no cards";
  EXPECT_EQ(causes("Batch Name,Cards found,Ada\n", "B 3,100,70\n"), "counts.missing") << "no Ben";
  EXPECT_EQ(causes("Batch Name,Cards found,Ada,Bob\n", "B 3,100,70,20\n"),
            "counts.choice counts.missing");
}

TEST_F(BatchMeasureExample, AnotherFunctionThanWasFixedIsNamedAndMeasuredByItself) {
  const auto result = measured({kTrueCounts}, "macro");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->contests[0]->risk_function, "macro");
  EXPECT_EQ(problem_causes(measured({kTrueCounts}, "bravo")), "measure.function");
}

}  // namespace
}  // namespace recanvass::workflow
