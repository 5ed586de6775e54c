#include "workflow/unit_record.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using election::BallotCount;
using election::VoteCount;

TEST(UnitRecordTest, TheSecondCountStandsBesideTheReturnsAsHistory) {
  const Operation operation = fixture::operation_counted();
  const reconcile::UnitRecord record = unit_record(operation, "W1", Sight::All);
  ASSERT_EQ(record.contests.size(), 1U);
  EXPECT_EQ(record.contests[0].choices[0].votes, VoteCount(91));
  EXPECT_EQ(record.contests[0].blank_votes, VoteCount(4));
  ASSERT_EQ(record.earlier.size(), 1U);
  EXPECT_EQ(record.earlier[0].label, "returns");
  EXPECT_EQ(record.earlier[0].contests[0].choices[0].votes, VoteCount(90));
  EXPECT_EQ(record.figures.ballots_found, BallotCount(150));
  EXPECT_TRUE(record.revision_cause.empty());
}

TEST(UnitRecordTest, BeforeTheCountTheReturnsAreTheFiguresInQuestion) {
  const Operation operation = fixture::operation_ready();
  const reconcile::UnitRecord record = unit_record(operation, "W1", Sight::All);
  EXPECT_EQ(record.contests[0].choices[0].votes, VoteCount(90));
  EXPECT_TRUE(record.earlier.empty());
  EXPECT_FALSE(record.figures.ballots_found.has_value());
  EXPECT_EQ(record.batches.size(), 2U);
  EXPECT_EQ(record.batches[0].manifest, BallotCount(100));
  EXPECT_FALSE(record.batches[0].counted.has_value());
}

TEST(UnitRecordTest, ALineOfTheWorksheetGoesBeforeWhatTalliesAddUpTo) {
  Operation operation = fixture::operation_counted();
  operation.reconciling.worksheets["W1"].figures = {{"ballots_found", 149}};
  EXPECT_EQ(unit_record(operation, "W1", Sight::Blind).figures.ballots_found, BallotCount(149));
}

}  // namespace
}  // namespace recanvass::workflow
