#include "election/ballot_manifest.h"

#include "base/check.h"

#include <gtest/gtest.h>

#include <limits>

namespace recanvass::election {
namespace {

ManifestBatch stack(const char* tabulator, const char* name, std::int64_t cards,
                    const char* container = "") {
  return {container, tabulator, name, "", CardCount(cards)};
}

TEST(BallotManifest, CardsAreCountedThroughTheBatches) {
  const auto manifest =
      BallotManifest::make({stack("1", "a", 2), stack("1", "b", 0), stack("2", "a", 3)});
  ASSERT_TRUE(manifest);
  EXPECT_EQ(manifest->cards(), CardCount(5));
  EXPECT_EQ(manifest->empty_batches(), 1U);
  EXPECT_EQ(manifest->place_of(1), (ManifestPlace{0, 1}));
  EXPECT_EQ(manifest->place_of(2), (ManifestPlace{0, 2}));
  EXPECT_EQ(manifest->place_of(3), (ManifestPlace{2, 1}));  // never in the batch of none
  EXPECT_EQ(manifest->place_of(5), (ManifestPlace{2, 3}));
  EXPECT_THROW((void)manifest->place_of(6), base::BrokenProgram);
  EXPECT_THROW((void)manifest->place_of(0), base::BrokenProgram);
}

TEST(BallotManifest, OnePlaceIsOneBatch) {
  const std::vector<ManifestBatch> twice = {stack("1", "a", 2), stack("1", "b", 2),
                                            stack("1", "a", 3), stack("1", "a", 4)};
  EXPECT_FALSE(BallotManifest::make(twice));
  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
  EXPECT_EQ(BallotManifest::same_places(twice), (Pairs{{0, 2}, {0, 3}}));
  const auto manifest = BallotManifest::make(
      {stack("1", "a", 2, "mail"), stack("1", "a", 3, "in person"), stack("2", "a", 3)});
  ASSERT_TRUE(manifest);
  EXPECT_EQ(manifest->find("1", "a"), std::nullopt);  // which of the two is not said
  EXPECT_EQ(manifest->find("2", "a"), 2U);
  EXPECT_EQ(manifest->find("3", "a"), std::nullopt);
}

TEST(BallotManifest, NumbersThatCannotBeAreRefused) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(BallotManifest::make({stack("1", "a", -1)}));
  EXPECT_TRUE(BallotManifest::make({stack("1", "a", kMost)}));
  EXPECT_FALSE(BallotManifest::make({stack("1", "a", kMost), stack("1", "b", 1)}));
  EXPECT_EQ(BallotManifest::make({})->cards(), CardCount(0));
}

}  // namespace
}  // namespace recanvass::election
