#include "report/assess_page.h"

#include "report/assess_sample_test.h"
#include "report/page_faults.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

std::string sample_page() {
  return assessment_page(report_test::sample_election(), report_test::sample_assessment(),
                         {"r.csv:7: <b>odd</b>. Look."});
}

TEST(AssessPage, ThePageIsWellFormedAndAsksForNothingFromElsewhere) {
  const auto faults = page_faults(sample_page());
  EXPECT_TRUE(faults.empty()) << faults.front();
}

TEST(AssessPage, ItTellsWhatTheTerminalTells) {
  const std::string page = sample_page();
  for (const char* words :
       {"Yes, Jill Stein may ask: any candidate who got votes may ask",
        "Today, Fri 25 Nov 2016, 17:00", "the estimated cost, paid beforehand",
        "22,618 votes more for Hillary Clinton", "Wis. Stat. 9.01; confidence medium",
        "Difference not known on this day: us-ca, us-zz.", "press figure", "Remarks on the package",
        "r.csv:7: &lt;b&gt;odd&lt;/b&gt;. Look.",
        "<meta name=\"generator\" content=\"Recanvass assess\"/>"}) {
    EXPECT_NE(page.find(words), std::string::npos) << words;
  }
}

TEST(AssessPage, TextOfAPackageCannotBecomeMarkup) {
  recount::Assessment assessment = report_test::sample_assessment();
  assessment.places[0].jurisdiction_name = "<script>alert(1)</script>";
  const std::string page = assessment_page(report_test::sample_election(), assessment, {});
  EXPECT_EQ(page.find("Remarks on the package"), std::string::npos) << "there are none";
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::report
