#include "formats/ordered_work.h"

#include "formats/side_by_side.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recanvass::formats {
namespace {

// Squares of 1 to `last`; taking stops before `stop`, and what was fetched by then is left.
struct Squares {
  std::vector<int> taken;
  std::vector<int> left;
};

Squares squares(base::Executor& executor, int last, int stop) {
  Squares out;
  int next = 0;
  OrderedWork<int, int> work(executor);
  work.run([&](int& piece) { return ++next <= last && (piece = next, true); },
           [](int& piece, int& made) { made = piece * piece; },
           [&](int& piece, int& made) {
             if (piece == stop) return false;
             out.taken.push_back(made);
             return true;
           },
           [&](int& piece) { out.left.push_back(piece); });
  return out;
}

TEST(OrderedWork, WhatIsTakenComesInOrderOnAnyNumberOfThreads) {
  for (const int last : {0, 1, 5, 6, 7, 12, 13, 18, 19, 100}) {
    std::vector<int> wanted;
    for (int i = 1; i <= last; ++i) wanted.push_back(i * i);
    for (const unsigned threads : {1U, 2U, 5U}) {
      SideBySide executor(threads);
      const Squares found = squares(executor, last, -1);
      EXPECT_EQ(found.taken, wanted) << last << " on " << threads;
      EXPECT_TRUE(found.left.empty());
    }
  }
}

TEST(OrderedWork, WhatWasFetchedAndNotTakenIsLeftInItsOrder) {
  for (const int stop : {1, 2, 6, 7, 13, 40}) {
    SideBySide executor(3);
    const Squares found = squares(executor, 100, stop);
    EXPECT_EQ(found.taken.size(), static_cast<std::size_t>(stop - 1));
    ASSERT_FALSE(found.left.empty());
    for (std::size_t i = 0; i < found.left.size(); ++i) {
      EXPECT_EQ(found.left[i], stop + static_cast<int>(i));
    }
    EXPECT_LT(found.left.size(), 20U) << "no more is fetched";
  }
}

}  // namespace
}  // namespace recanvass::formats
