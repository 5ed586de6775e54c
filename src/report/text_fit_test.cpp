#include "report/text_fit.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(TextFit, WordsBreakAtSpacesAndLongWordsAnywhere) {
  EXPECT_EQ(lines_needed("", 10), 1);
  EXPECT_EQ(lines_needed("Ada", 10), 1);
  EXPECT_EQ(lines_needed("Ada Ada Ada Ada Ada Ada", 5.2), 3);
  EXPECT_EQ(lines_needed(std::string(20, 'M'), 11.2), 2);
  EXPECT_EQ(lines_needed(std::string(21, 'M'), 11.2), 3);
}

TEST(TextFit, LettersOfSeveralBytesAreOne) {
  EXPECT_EQ(lines_needed("ñññññ", 5), 1);
  EXPECT_EQ(lines_needed("選選選選", 4.3), 1);
  EXPECT_EQ(lines_needed("選選選選選", 4.3), 2);
}

TEST(TextFit, WidthsOfLinesAndOfTheirLongestWords) {
  EXPECT_DOUBLE_EQ(line_width_of("MM M"), 3 * 1.11 + 0.35);
  EXPECT_DOUBLE_EQ(word_width_of("M MM M"), 2 * 1.11);
  EXPECT_DOUBLE_EQ(line_width_of(""), 0);
}

TEST(TextFit, WhatDoesNotFitIsCutBetweenLettersAndSaysSo) {
  EXPECT_EQ(fitted("Ada", 10, 1), "Ada");
  const std::string cut = fitted(std::string(100, 'a'), 10, 2);
  EXPECT_TRUE(cut.ends_with("…"));
  EXPECT_LE(lines_needed(cut, 10), 2);
  EXPECT_GT(cut.size(), 20U);
  EXPECT_EQ(fitted("ñññññññññññ", 4, 1), "ñññ…");
}

}  // namespace
}  // namespace recanvass::report
