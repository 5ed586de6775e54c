#include "report/brief_sample_test.h"
#include "report/brief_sentences.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

using base::Date;

TEST(BriefRequests, TheLawsConfidenceIsShownWhereAnAnswerRestsOnIt) {
  expect_holds(text_of(sample_briefing(), "money"),
               "Michigan: Whether anybody may ask for a recount is unknown: whether the petitioner "
               "is aggrieved is contested. {law-medium} {unknown}");
  expect_holds(text_of(sample_briefing(), "money"),
               "Wisconsin: Jill Stein may ask for a recount: any candidate");
  expect_holds(text_of(sample_briefing(), "money"),
               "Pennsylvania: No recount law is on record for it here, so it is unknown who may "
               "ask, by when and at what price. {unknown}");
}

TEST(BriefRequests, TheLatestReportOfAFundIsHeldAgainstItsGoal) {
  const std::string text = text_of(sample_briefing(), "money");
  expect_holds(text,
               "about $6,300,000 raised by 28 November 2016, 90% of the stated goal of "
               "$7,000,000.");
  expect_lacks(text, "$4,500,000");
  Briefing without = sample_briefing();
  without.funds.clear();
  expect_holds(text_of(without, "money"), "How much has been raised is unknown");
}

TEST(BriefRequests, DeadlinesAreNextUnknownOrPassed) {
  Briefing briefing = sample_briefing();
  const std::string text = text_of(briefing, "deadlines");
  expect_holds(text, "Next: 13 December 2016 (in 14 days): safe harbor.");
  expect_holds(text, "Unknown: Michigan, last moment to ask for a recount: unknown.");
  expect_holds(text, "Passed: 25 November 2016, 17:00 (passed): Wisconsin, last moment to ask");
  EXPECT_LT(text.find("Next:"), text.find("Unknown:"));
  EXPECT_LT(text.find("Unknown:"), text.find("Passed:"));
  briefing.as_of = base::LocalTime{Date::of(2016, 11, 25), base::TimeOfDay(0)};
  expect_holds(text_of(briefing, "deadlines"), "Next: 25 November 2016, 17:00 (today): Wisconsin");
  briefing.as_of.reset();
  expect_holds(text_of(briefing, "deadlines"), "All dates: 25 November 2016, 17:00: Wisconsin");
}

}  // namespace
}  // namespace recanvass::report
