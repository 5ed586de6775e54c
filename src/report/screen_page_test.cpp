#include "report/screen_page.h"

#include "report/page_faults.h"
#include "report/screen_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ScreenPage, EveryQuestionIsASectionWithItsPictureAndNothingIsUnescaped) {
  const std::string page = screen_page(sample_screening());
  for (const char* words :
       {"<section id=\"machines\"", "<section id=\"rejected\"", "machines-curve-wide",
        "rejected-funnel-wide", "recount-recounted-narrow", "What to rule out first",
        "bought by &lt;small&gt; towns", "content=\"Recanvass screen\"", "Paper to look at first",
        "Ward 34"}) {
    EXPECT_NE(page.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(page.find("<small>"), std::string::npos);
}

TEST(ScreenPage, ItIsWellFormedSelfContainedAndUsableWithoutSeeing) {
  for (const std::string& fault : page_faults(screen_page(sample_screening()))) {
    ADD_FAILURE() << fault;
  }
}

TEST(ScreenPage, TheSameScreeningGivesTheSameBytes) {
  EXPECT_EQ(screen_page(sample_screening()), screen_page(sample_screening()));
}

}  // namespace
}  // namespace recanvass::report
