#include "report/screen_text.h"

#include "report/screen_sample_test.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::report {
namespace {

TEST(ScreenText, EveryLineFitsEightyColumns) {
  std::istringstream lines(screen_text(sample_screening(), {}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 80) << line;
}

TEST(ScreenText, AFindingHasItsAnswersAndWhatWasSaid) {
  // Words, wherever lines were broken.
  std::istringstream stream(screen_text(sample_screening(), {}));
  std::string text;
  for (std::string word; stream >> word;) text += word + " ";
  for (const char* words :
       {"Counties with machines: explained", "holds. In 72 counties", "Education accounts for it.",
        "p = 0.600", "2 families by Holm", "3 of 4 placebo runs", "0.10 times the lead", "Ward 34",
        "254", "The outcome: the fall of the share.", "Fewer votes where machines counted",
        "-0.0496", "17,681", "Ann Ash leads Bo Birch by 1,000 votes"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  }
}

}  // namespace
}  // namespace recanvass::report
