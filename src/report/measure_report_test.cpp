#include "report/measure_report.h"

#include "report/audit_report_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

const std::vector<election::Mark> kForAda{{0}};

MeasureReport polled(std::size_t cards) {
  MeasuredContestReport one{fixture::polled_contest(), "default", {}, {}, {}};
  const std::vector<audit::MeasuredCard> read(
      cards, {"1-1-1", {}, {}, audit::Found::marking({election::MarkingState::Marked, kForAda})});
  one.cards.assign(cards, "1-1-1");
  one.measured = audit::measure_contest(one.asserted.measure(), read).value();
  MeasureReport report;
  report.contests.push_back(std::move(one));
  report.cards_drawn = static_cast<std::int64_t>(cards);
  return report;
}

TEST(MeasureReport, AConfirmedContestInWordsAndAsADocument) {
  const MeasureReport report = polled(60);
  EXPECT_TRUE(report.confirmed());
  const std::string text = measure_text(report, {80, false});
  for (const char* words :
       {"Ada is elected", "confirmed", "the limit is 5%", "60 for it, 0 against, 0 neither",
        "Every contest that was drawn for"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
  const base::Json json = measure_json(report);
  EXPECT_EQ(json["schema"], "recanvass.measure/1");
  EXPECT_EQ(json["contests"][0]["verdict"], "confirmed");
  EXPECT_EQ(json["contests"][0]["assertions"][0]["for"], 60);
  EXPECT_EQ(json["contests"][0]["tally"], nullptr);
}

// Three seats of which two were tested: their assertions hold, and the outcome is not confirmed.
TEST(MeasureReport, WhatWasTestedInPartIsNoConfirmedOutcome) {
  MeasureReport report = polled(60);
  report.contests[0].asserted.reach = audit::ProofReach::SomeWinners;
  report.contests[0].asserted.words = "a risk-limiting audit of Ada only";
  EXPECT_FALSE(report.confirmed());
  const std::string text = measure_text(report, {80, false});
  EXPECT_NE(text.find("in part only, so that the outcome is not confirmed"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("Every contest that was drawn for"), std::string::npos) << text;
  EXPECT_EQ(measure_json(report)["contests"][0]["verdict"], "in-part");
}

TEST(MeasureReport, AnOpenContestSaysWhatTheNextRoundTakes) {
  const MeasureReport report = polled(5);
  EXPECT_FALSE(report.confirmed());
  const std::string text = measure_text(report, {80, false});
  EXPECT_NE(text.find("not yet confirmed"), std::string::npos);
  EXPECT_NE(text.find("Next round"), std::string::npos);
  EXPECT_NE(text.find("1 contest that cards were drawn for is not confirmed"), std::string::npos);
  EXPECT_EQ(measure_json(report)["confirmed"], false);
}

TEST(MeasureReport, AContradictedContestSaysWhyAndHowManyDifferentCardsWereRead) {
  MeasureReport report = polled(5);
  MeasuredContestReport& one = report.contests[0];
  audit::AssertionRisk& risk = one.measured.assertions[one.measured.worst];
  one.measured.verdict = audit::Verdict::Contradicted;
  risk.exact.certainty = audit::Certainty::False;
  risk.exact.cards = 3;
  const std::string text = measure_text(report, {80, false});
  EXPECT_NE(text.find("contradicted by the paper"), std::string::npos) << text;
  EXPECT_NE(text.find("it is not true that"), std::string::npos) << text;
  EXPECT_NE(text.find("3 different of"), std::string::npos) << text;
  EXPECT_NE(text.find("in 5 draws"), std::string::npos) << text;
  EXPECT_EQ(measure_json(report)["contests"][0]["verdict"], "contradicted");
  EXPECT_EQ(measure_json(report)["contests"][0]["assertions"][0]["certain"], "false");
  one.risk_function = "kaplan-markov";
  EXPECT_EQ(measure_json(report)["contests"][0]["verdict"], "contradicted")
      << "no function is needed for it";
}

TEST(MeasureReport, ARiskIsNeverShownSmallerThanItIs) {
  EXPECT_EQ(risk_text(0.0), "0: nothing else can be true");
  EXPECT_EQ(risk_text(0.0499999999), "0.05 (1 in 20)");
  EXPECT_EQ(risk_text(0.0374140242), "0.037415 (1 in 26)");
  EXPECT_EQ(risk_text(1.0), "1");
  EXPECT_EQ(risk_text(3.21e-9), "3.3e-09 (less than 1 in a million)");
}

}  // namespace
}  // namespace recanvass::report
