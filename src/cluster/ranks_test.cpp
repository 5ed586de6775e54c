#include "cluster/ranks.h"

#include <gtest/gtest.h>

namespace recanvass::cluster {
namespace {

// Several processes: tests/cli/plan_test.cpp, under mpirun.
TEST(Ranks, WithoutMpirunThereIsOne) {
  for (const auto& ranks : {alone(), join_ranks()}) {
    EXPECT_EQ(ranks->rank(), 0);
    EXPECT_EQ(ranks->size(), 1);
    EXPECT_FALSE(ranks->poll());
  }
}

}  // namespace
}  // namespace recanvass::cluster
