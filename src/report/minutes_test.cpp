#include "report/minutes.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(Minutes, AMotionHasItsVotesByName) {
  const std::string html = minutes_document(sample::minutes("Al First"), {}).html;
  EXPECT_TRUE(
      sample::holds(html,
                    "To draw down one ballot. Moved by Al First. Seconded by Bo Second. Ayes 2: Al "
                    "First and Cy Third. Noes 1: Bo Second. Outcome: carried."))
      << html;
}

TEST(Minutes, AMotionInSpanish) {
  const PaperStyle spanish{Language::Spanish, PaperSize::Letter, PrintSize::Normal};
  const std::string html = minutes_document(sample::minutes("Inés"), spanish).html;
  EXPECT_TRUE(sample::holds(
      html, "A favor 2: Inés y Cy Third. En contra 1: Bo Second. Resultado: aprobada."));
  EXPECT_TRUE(sample::holds(html, "1 de diciembre de 2016, 09:00<"));
}

TEST(Minutes, WhatHappenedHasItsOwnTimeElseThatOfTheEntry) {
  const std::string html = minutes_document(sample::minutes("x"), {}).html;
  EXPECT_TRUE(sample::holds(html, "1 December 2016, 09:00<"));
  EXPECT_TRUE(sample::holds(html, "1 December 2016, 15:20 UTC<"));
}

TEST(Minutes, WithoutEntriesItSaysSo) {
  Minutes empty = sample::minutes("x");
  empty.entries.clear();
  EXPECT_TRUE(sample::holds(minutes_document(empty, {}).html, "Nothing is minuted."));
}

TEST(Minutes, TheTableHasARowAnEntry) {
  const auto tables = minutes_document(sample::minutes("Al First"), {}).tables;
  EXPECT_EQ(tables[0].rows[1][8], "Al First; Cy Third");
  EXPECT_EQ(tables[0].rows[0][2], "2016-12-01T09:00");
}

}  // namespace
}  // namespace recanvass::report
