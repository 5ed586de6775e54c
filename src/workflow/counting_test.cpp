#include "workflow/counting.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(CountingTest, ABatchPassesThroughItsStages) {
  BatchCount batch;
  EXPECT_EQ(batch.stage(), BatchStage::Waiting);
  batch.entries.push_back({"one", {Tally{}}});
  EXPECT_EQ(batch.stage(), BatchStage::OneEntry);
  Tally other;
  other.blank = 1;
  batch.entries.push_back({"two", {other}});
  EXPECT_EQ(batch.stage(), BatchStage::Mismatch);
  batch.entries[1].revisions.emplace_back();
  EXPECT_EQ(batch.stage(), BatchStage::Agreed);
  batch.adjudicated = other;
  EXPECT_EQ(batch.stage(), BatchStage::Adjudicated);
  EXPECT_EQ(batch.standing()->blank, 1);
  batch.is_void = true;
  EXPECT_EQ(batch.stage(), BatchStage::Void);
  EXPECT_EQ(batch.standing(), nullptr);
}

}  // namespace
}  // namespace recanvass::workflow
