#include "workflow/reading.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

workflow::Setup two_of_three() {
  workflow::Setup setup;
  setup.vote_for = 2;
  setup.choices = {{"a", "Ames"}, {"b", "Bell"}, {"c", "Cole"}};
  return setup;
}

TEST(ReadingTest, IsReadAndWrittenBackInPaperOrder) {
  const workflow::Setup setup = two_of_three();
  const struct {
    base::Json written;
    base::Json again;
    const char* words;
  } rows[] = {{{"c", "a"}, {"a", "c"}, "Ames and Cole"},
              {{"b"}, {"b"}, "Bell"},
              {{"blank"}, {"blank"}, "blank"},
              {{"over"}, {"over"}, "overvoted"},
              {{"not-counted"}, {"not-counted"}, "not counted"}};
  for (const auto& row : rows) {
    ASSERT_TRUE(reading_problems(setup, row.written, "counted_as").empty()) << row.written;
    const Reading reading = reading_in(setup, row.written);
    EXPECT_EQ(to_json(reading), row.again);
    EXPECT_EQ(words_of(setup, reading), row.words);
  }
}

TEST(ReadingTest, WhatNoBallotCanBeIsRefusedByItsField) {
  for (const base::Json& written : {base::Json{"a", "b", "c"}, base::Json{"a", "a"},
                                    base::Json{"d"}, base::Json{"blank", "over"}}) {
    const auto problems = reading_problems(two_of_three(), written, "claimed_as");
    ASSERT_EQ(problems.size(), 1U) << written;
    EXPECT_EQ(problems[0].cause, "challenge.reading");
    EXPECT_EQ(problems[0].place.column, "claimed_as");
  }
}

}  // namespace
}  // namespace recanvass::workflow
