#include "formats/seen_ids.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace recanvass::formats {
namespace {

// Against a set of texts, which is the plain way.
TEST(SeenIds, AnIdIsSeenTheSecondTimeAndNeverTheFirst) {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    SeenIds seen;
    std::set<std::string> plain;
    for (int i = 0; i < 400; ++i) {
      std::string id = std::to_string(random() % 300);
      if (random() % 10 == 0) id = "0" + id;
      if (random() % 10 == 0) id += "-1";
      ASSERT_EQ(seen.add(id), plain.insert(id).second) << id;
    }
  }
}

TEST(SeenIds, NumbersAtTheEndsOfRunsAndBeyondAllNumbers) {
  SeenIds seen;
  for (const char* id :
       {"5", "7", "6", "4", "0", "00", "", "18446744073709551616", "999999999999999999", "x"}) {
    EXPECT_TRUE(seen.add(id)) << id;
    EXPECT_FALSE(seen.add(id)) << id;
  }
}

}  // namespace
}  // namespace recanvass::formats
