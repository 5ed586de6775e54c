#include "formats/cell_words.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(CellWords, WhatWasNotVotedIsNoName) {
  struct Case {
    const char* cell;
    Said said;
  };
  for (const Case& each :
       {Case{"", Said::Nothing}, Case{"undervote", Said::Undervote},
        Case{"UNDER VOTE", Said::Undervote}, Case{"(blank)", Said::Undervote},
        Case{"Blank Vote", Said::Undervote}, Case{"undervote 1", Said::Undervote},
        Case{"Undervote (12)", Said::Undervote}, Case{"Over-vote", Said::Overvote},
        Case{"Overvote (2)", Said::Overvote}, Case{"overvote2", Said::Overvote},
        Case{"REDACTED", Said::Redacted}, Case{"*", Said::Redacted}, Case{"Ann", Said::Name},
        Case{"(2)", Said::Name}, Case{"2", Said::Name}, Case{"Blank, Ann", Said::Name},
        Case{"No", Said::Name}, Case{"None", Said::Name}}) {
    EXPECT_EQ(said_in(each.cell), each.said) << each.cell;
  }
}

TEST(CellWords, WrittenNamesAreThoseThatExportsCallSo) {
  for (const char* written : {"Write-in", "WRITE IN", "write-in:JOE", "Unresolved Write-In",
                              "Write-in Unresolved", "No image found", "Rejected Write-In"}) {
    EXPECT_TRUE(is_written(written)) << written;
  }
  for (const char* name : {"Ann", "Ann (Write-in)", "Image, Ann", ""}) {
    EXPECT_FALSE(is_written(name)) << name;
  }
  for (const char* rejected :
       {"Rejected Write-In", "Invalid write-in", "uncertified write in", "Write-in (Disallowed)"}) {
    EXPECT_TRUE(is_rejected_written(rejected)) << rejected;
  }
  for (const char* other : {"Write-in", "Rejected", "Unresolved Write-In", "Invalid"}) {
    EXPECT_FALSE(is_rejected_written(other)) << other;
  }
}

TEST(CellWords, AnAnswerBeginsOrEndsWithItsWord) {
  for (const char* answer : {"Yes", "NO/AGAINST", "Bonds, Yes", "None of the above", "Repealed"}) {
    EXPECT_TRUE(is_answer(answer)) << answer;
  }
  for (const char* name : {"Ann", "Noah", "Forrest", "Yeston"})
    EXPECT_FALSE(is_answer(name)) << name;
}

TEST(CellWords, AMarkIsNoName) {
  for (const char* mark : {"0", "1", "X", "TRUE", " false "})
    EXPECT_TRUE(is_bare_mark(mark)) << mark;
  for (const char* name : {"2", "10", "Yes", "No", "Xi", ""})
    EXPECT_FALSE(is_bare_mark(name)) << name;
}

}  // namespace
}  // namespace recanvass::formats
