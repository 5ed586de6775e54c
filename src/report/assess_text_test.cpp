#include "report/assess_text.h"

#include "report/assess_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

std::string shown(const recount::Assessment& assessment, Detail detail = Detail::Brief) {
  return assessment_text(report_test::sample_election(), assessment, detail, {80, false});
}

TEST(AssessText, AtEightyColumnsAnAssessmentReadsSo) {
  EXPECT_EQ(shown(report_test::sample_assessment()),
            "President 2016\n"
            "As known on Fri 25 Nov 2016. Asks: Jill Stein. Law of 8 Nov 2016.\n"
            "\n"
            "Wisconsin: Donald J. Trump leads Hillary Clinton by 22,617 votes, 0.760% of all\n"
            "votes (press figure)\n"
            "  Petition?       Yes, Jill Stein may ask: any candidate who got votes may ask\n"
            "  By when?        Today, Fri 25 Nov 2016, 17:00: 5 pm on the third business day\n"
            "                  after the last county canvass is received, Mon 21 Nov 2016;\n"
            "                  not counted: Thu 24 Nov 2016 (Thanksgiving Day)\n"
            "  At what price?  the estimated cost, paid beforehand; free up to 7,439 votes.\n"
            "                  The sum is not known on this day\n"
            "  What flips it?  22,618 votes more for Hillary Clinton, or 11,309 switched.\n"
            "                  Jill Stein is 1,373,434 behind\n"
            "  Automatic?      No: this law has no automatic recount\n"
            "  Law             Wis. Stat. 9.01; confidence medium\n"
            "\n"
            "Place  Leads      By  Of votes  Automatic  May ask  Price  Until\n"
            "us-az  trump  91,234    3.066%  no         no       -      today, 2016-11-25\n"
            "Of votes: the lead as a share of all votes for the office.\n"
            "\n"
            "Difference not known on this day (2): us-ca us-zz\n"
            "\n"
            "Not known\n"
            "- something of the law (us-wi)\n"
            "\n"
            "To be read with care\n"
            "- The figures are a press report, not an official count. (us-wi)\n"
            "\n"
            "Read the statute\n"
            "- opponent may ask for other wards within 2 days (us-wi)\n"
            "\n"
            "More of one place: --state us-wi. Everything: --json or --html DIR.\n");
}

TEST(AssessText, InFullTheMethodTheRefundAndTheSourceAreShownAndNothingIsSaidTwice) {
  recount::Assessment assessment = report_test::sample_assessment();
  assessment.places.resize(1);
  const std::string text = shown(assessment, Detail::Full);
  for (const char* words :
       {"  Method          by hand or machine", "  Refund          the outcome changes",
        "  In words only   opponent may ask", "  Figures         wi-canvass (original-canvass",
        "  Unknown         something of the law", "  Caution         The figures are a press"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  }
  EXPECT_EQ(text.find("More of one place"), std::string::npos);
}

TEST(AssessText, ATieARoundedAndAnUnknownDifferenceAreSaid) {
  recount::Assessment assessment = report_test::sample_assessment();
  assessment.places.resize(1);
  election::Standing& standing = *assessment.places[0].standing;
  standing.rounded_to = election::VoteCount(1000);
  EXPECT_NE(shown(assessment).find("(press figure, rounded)"), std::string::npos);
  EXPECT_NE(shown(assessment).find("about 22,618 votes more"), std::string::npos);
  standing.reported_margin.reset();
  assessment.places[0].needed.reset();
  EXPECT_NE(shown(assessment).find("difference not known"), std::string::npos);
  standing.tie = true;
  EXPECT_NE(shown(assessment).find("Donald J. Trump and Hillary Clinton are tied"),
            std::string::npos);
  assessment.places[0].standing.reset();
  EXPECT_NE(shown(assessment).find("who leads is not known"), std::string::npos);
}

TEST(AssessText, EachStatusOfADeadlineHasItsWord) {
  recount::Assessment assessment = report_test::sample_assessment();
  for (const auto& [status, words] :
       {std::pair{law::DeadlineStatus::Open, "Open until Fri 25 Nov 2016, 17:00"},
        std::pair{law::DeadlineStatus::Passed, "Passed on Fri 25 Nov 2016, 17:00"},
        std::pair{law::DeadlineStatus::Unknown, "By when?        Fri 25 Nov 2016, 17:00"}}) {
    assessment.places[0].answer->petition.deadline.status = status;
    EXPECT_NE(shown(assessment).find(words), std::string::npos) << words;
  }
}

TEST(AssessText, ColourIsOnlyWhereItIsWanted) {
  const auto assessment = report_test::sample_assessment();
  const std::string coloured =
      assessment_text(report_test::sample_election(), assessment, Detail::Brief, {80, true});
  EXPECT_NE(coloured.find("\x1b[32mYes, Jill Stein"), std::string::npos);
  EXPECT_EQ(shown(assessment).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace recanvass::report
