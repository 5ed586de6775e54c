#include "report/brief_sample_test.h"
#include "report/brief_sentences.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(BriefOutlook, WhatWouldHaveToChangeIsVotesAndAMultipleOfPastShifts) {
  const std::string text = text_of(sample_briefing(), "change");
  expect_holds(text,
               "11,089 votes would have to be switched from one to the other, or 22,178 be "
               "added on one side only: 0.373% of all votes switched.");
  expect_holds(text, "7.9 times the largest share");
  expect_holds(text, "Vermont auditor 2006: 239 votes, 0.095%. It changed the winner.");
}

TEST(BriefOutlook, ALateCanvassIsNotTheLargestShift) {
  Briefing briefing = sample_briefing();
  expect_lacks(text_of(briefing, "change"), "Pennsylvania court 2021:");
  for (BriefRecount& recount : briefing.past_recounts) recount.late_canvass = false;
  expect_holds(text_of(briefing, "change"), "Pennsylvania court 2021: 5,550 votes, 0.214%");
}

TEST(BriefOutlook, TheCheapestSetTheTiesAndTheUnknownUnitsAreToldApart) {
  const std::string text = text_of(sample_briefing(), "flip");
  expect_holds(text, "has 306 electors and Hillary Clinton has 232; 270 are needed.");
  expect_holds(text, "For 2 units it is unknown how many votes would have to change");
  expect_holds(text,
               "Michigan, Wisconsin and Pennsylvania (77,744 votes of difference, 38,875 "
               "switched, 278 electors after).");
  expect_holds(text, "no candidate would have a majority");
  expect_holds(text, "269 electors after). {unverified}");
}

}  // namespace
}  // namespace recanvass::report
