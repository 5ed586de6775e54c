#include "formats/total_words.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(TotalWords, WhatPeoplePutBelowATable) {
  for (const char* total :
       {"Total", "TOTALS:", " Grand Total ", "SUM", "Sub-Total", "Total cards", "County total",
        "total:", "All batches", "Combined", "TTL", "Tot.", "Sum of all", "Countywide"}) {
    EXPECT_TRUE(calls_itself_total(total)) << total;
  }
  for (const char* other : {"", "1", "Totality", "Summit", "Batch 7", "Sumner", "Overalls"}) {
    EXPECT_FALSE(calls_itself_total(other)) << other;
  }
}

}  // namespace
}  // namespace recanvass::formats
