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

TEST(ScreenPage, AMapStandsInItWhereShapesWereGivenAndElseThePageSaysSo) {
  screen::Screening screening = sample_screening();
  screening.answers[0].map = screen::ResidualMap{"the fall", "education", {{"1", "Ada", 0.02}}};
  EXPECT_NE(screen_page(screening).find("no shapes were given: --shapes FILE"), std::string::npos);
  screening.shapes = screen::UnitShapes{
      "counties.json", false, {{"1", "Ada", {{{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 0.0}}}}}};
  const std::string page = screen_page(screening);
  EXPECT_NE(page.find("machines-map-wide"), std::string::npos);
  EXPECT_EQ(page.find("no shapes were given"), std::string::npos);
  for (const std::string& fault : page_faults(page)) ADD_FAILURE() << fault;
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
