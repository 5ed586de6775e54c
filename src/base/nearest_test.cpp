#include "base/nearest.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(Nearest, DistanceCountsSwapsOfNeighboursOnce) {
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("assess", "assess"), 0);
  EXPECT_EQ(edit_distance("asess", "assess"), 1);
  EXPECT_EQ(edit_distance("lwa", "law"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

TEST(Nearest, ASlipIsRecognisedAndADifferentWordIsNot) {
  const std::vector<std::string> commands = {"assess", "law", "flip", "brief", "fee"};
  EXPECT_EQ(nearest("asses", commands), "assess");
  EXPECT_EQ(nearest("lwa", commands), "law");
  EXPECT_EQ(nearest("breif", commands), "brief");
  EXPECT_EQ(nearest("nope", commands), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
}

}  // namespace
}  // namespace recanvass::base
