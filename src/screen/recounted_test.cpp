#include "screen/recounted.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

// `clusters` municipalities of 3 wards, of which the first of every fourth was misread by 20.
std::vector<RecountedUnit> wards(const std::string& label, int clusters, std::int64_t net) {
  std::vector<RecountedUnit> units;
  for (int i = 0; i < clusters * 3; ++i) {
    const bool wrong = i % 12 == 0;
    units.push_back({label + std::to_string(i), label, label + std::to_string(i / 3), 500,
                     wrong ? 20 : 0, wrong ? 12 : 0, wrong ? net : 0});
  }
  return units;
}

TEST(Recounted, GroupsAddUpToAllAndStandByTheirVotes) {
  auto units = wards("Eagle", 8, 4);
  const auto more = wards("M100", 20, -4);
  units.insert(units.end(), more.begin(), more.end());
  base::SerialExecutor executor;
  const auto groups = recounted_by_label(units, 400, {1, 1}, executor);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].label, "all");
  EXPECT_EQ(groups[1].label, "M100");
  EXPECT_EQ(groups[0].moved, groups[1].moved + groups[2].moved);
  EXPECT_EQ(groups[2].moved, 40);
  EXPECT_EQ(groups[2].changed, 2);
  EXPECT_EQ(groups[2].clusters, 8);
  EXPECT_EQ(groups[2].net, 8);
  EXPECT_DOUBLE_EQ(groups[2].share, 40.0 / 12'000.0);
  EXPECT_DOUBLE_EQ(groups[2].named_share, 24.0 / 12'000.0);
  for (const RecountedGroup& group : groups) {
    EXPECT_LE(group.share_low, group.share);
    EXPECT_GE(group.share_high, group.share);
    EXPECT_LE(group.net_low, static_cast<double>(group.net));
    EXPECT_GE(group.net_high, static_cast<double>(group.net));
  }
}

TEST(Recounted, AnIntervalIsWiderWhereErrorsStandTogether) {
  auto together = wards("a", 40, 1);
  auto apart = together;
  for (std::size_t i = 0; i < apart.size(); ++i) apart[i].cluster = std::to_string(i);
  for (std::size_t i = 0; i < together.size(); ++i) {
    together[i].cluster = std::to_string(i / 24);  // two errors in each of five places
  }
  together[0].moved = together[12].moved = 200;
  apart[0].moved = apart[12].moved = 200;
  base::SerialExecutor executor;
  const auto wide = recounted_by_label(together, 2'000, {1, 1}, executor).at(0);
  const auto narrow = recounted_by_label(apart, 2'000, {1, 1}, executor).at(0);
  EXPECT_GT(wide.share_high - wide.share_low, narrow.share_high - narrow.share_low);
}

TEST(Recounted, NetChangesOfOneSideInOneLabelAreFoundAndOthersAreNot) {
  base::SerialExecutor executor;
  auto units = wards("Eagle", 40, 15);
  const auto more = wards("M100", 40, -15);
  units.insert(units.end(), more.begin(), more.end());
  EXPECT_LT(net_by_label_p(units, 999, {2, 2}, executor), 0.01);
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i].net = units[i].net == 0 ? 0 : (i / 12 % 2 == 0 ? 15 : -15);
  }
  EXPECT_GT(net_by_label_p(units, 999, {2, 2}, executor), 0.2);
}

TEST(Recounted, NoUnitsGiveTheEmptySum) {
  base::SerialExecutor executor;
  const auto groups = recounted_by_label({}, 10, {1, 1}, executor);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].votes, 0);
}

}  // namespace
}  // namespace recanvass::screen
