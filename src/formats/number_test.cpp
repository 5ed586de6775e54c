#include "formats/number.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(NumberTest, ReadsDigitsAndGroupsOfThree) {
  struct Case {
    const char* text;
    std::int64_t number;
  };
  for (const Case& row :
       {Case{"0", 0}, Case{"7", 7}, Case{"1007", 1007}, Case{"1,007", 1007}, Case{"32,990", 32990},
        Case{"2,975,753", 2975753}, Case{" 12 ", 12}, Case{"007", 7},
        Case{"9999999999", kFigureMax}, Case{"9,999,999,999", kFigureMax}}) {
    std::int64_t number = -1;
    EXPECT_EQ(read_figure(row.text, number), NumberFault::None) << row.text;
    EXPECT_EQ(number, row.number) << row.text;
  }
}

TEST(NumberTest, EverythingElseIsRefusedWithItsReason) {
  struct Case {
    const char* text;
    NumberFault fault;
  };
  for (const Case& row :
       {Case{"", NumberFault::Empty},
        Case{"  ", NumberFault::Empty},
        Case{"-1", NumberFault::Negative},
        Case{"-1,007", NumberFault::Negative},
        Case{"(12)", NumberFault::Negative},
        Case{"12.0", NumberFault::Decimal},
        Case{"1.007", NumberFault::Decimal},
        Case{"1.2E+3", NumberFault::Exponent},
        Case{"1.23457E+15", NumberFault::Exponent},
        Case{"1e3", NumberFault::Exponent},
        Case{"1,07", NumberFault::Punctuation},
        Case{"1007,000", NumberFault::Punctuation},
        Case{",007", NumberFault::Punctuation},
        Case{"1,007,", NumberFault::Punctuation},
        Case{"1 007", NumberFault::Punctuation},
        Case{"1'007", NumberFault::Punctuation},
        Case{"+5", NumberFault::Punctuation},
        Case{"=\"1002\"", NumberFault::Punctuation},
        Case{"=1+1", NumberFault::Punctuation},
        Case{"12%", NumberFault::Punctuation},
        Case{"12O", NumberFault::NotDigits},
        Case{"n/a", NumberFault::NotDigits},
        Case{"\xEF\xBC\x91\xEF\xBC\x92", NumberFault::NotDigits},  // full-width 12
        Case{"1\xC2\xA0"
             "007",
             NumberFault::NotDigits},            // a no-break space
        Case{"10000000000", NumberFault::TooLarge},
        Case{"10,000,000,000", NumberFault::TooLarge},
        Case{"1000000000000000000", NumberFault::TooLarge},
        Case{"99999999999999999999999999", NumberFault::TooLarge}}) {
    std::int64_t number = 0;
    EXPECT_EQ(read_figure(row.text, number), row.fault) << row.text;
    if (row.fault == NumberFault::None) continue;
    const auto problem = figure_problem(row.fault, row.text, {"r.csv", 3, "column votes"});
    EXPECT_FALSE(problem.mend.empty()) << row.text;
    EXPECT_EQ(problem.place.row, 3);
  }
}

}  // namespace
}  // namespace recanvass::formats
