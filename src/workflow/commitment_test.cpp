#include "workflow/commitment.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(CommitmentTest, EveryInputIsInTheHash) {
  Commitment commitment;
  commitment.batches["B1"] = {"c", "box", "W1", 10, false};
  commitment.units["W1"] = {"c", "Ward 1", {{"a", 6}}, 10, 12};
  commitment.reported_outcome = {{"a", 6}};
  commitment.choice_names = {{"A. Baca", "a"}};
  const std::string hash = committed_sha256(commitment);
  Commitment changed = commitment;
  changed.batches["B1"].ballots = 11;
  EXPECT_NE(committed_sha256(changed), hash);
  changed = commitment;
  changed.units["W1"].votes["a"] = 7;
  EXPECT_NE(committed_sha256(changed), hash);
  changed = commitment;
  changed.units["W1"].registered = 13;
  EXPECT_NE(committed_sha256(changed), hash);
  changed = commitment;
  changed.reported_outcome["a"] = 7;
  EXPECT_NE(committed_sha256(changed), hash);
  changed = commitment;
  changed.choice_names["Baca"] = "a";
  EXPECT_NE(committed_sha256(changed), hash);
  EXPECT_EQ(committed_sha256(commitment), hash);
}

}  // namespace
}  // namespace recanvass::workflow
