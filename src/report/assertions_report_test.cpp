#include "report/assertions_report.h"

#include "report/audit_report_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(AssertionsReport, AContestInWordsAndAsADocument) {
  const audit::AssertedContest contest = fixture::polled_contest();
  const std::string text = assertions_text(contest, {80, false});
  for (const char* words :
       {"Governor", "Ada is elected, by the rule plurality", "600 cards", "a risk-limiting audit",
        "Ada has more votes than Ben", "15.000%", "Risk limit  5%"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
  const base::Json json = assertions_json(contest);
  EXPECT_EQ(json["proves"], "outcome");
  EXPECT_EQ(json["assertions"][0]["assorter_margin"], "0.15");
  EXPECT_EQ(json["assertions"][0]["claim"]["weights"]["Ben"], "-1");
  EXPECT_EQ(json["assertions"][0]["votes"]["winner"], 330);
  EXPECT_EQ(json["cards_if_clean"], nullptr);
}

TEST(AssertionsReport, WhatProvesNothingSaysWhy) {
  audit::AssertedContest contest = fixture::polled_contest();
  contest.assertions.clear();
  contest.reach = audit::ProofReach::Nothing;
  contest.words = "choices are tied";
  contest.domain.phantoms = election::CardCount(3);
  const std::string text = assertions_text(contest, {80, false});
  EXPECT_NE(text.find("not a risk-limiting audit: choices are tied"), std::string::npos);
  EXPECT_NE(text.find("3 phantoms"), std::string::npos);
  EXPECT_EQ(assertions_json(contest)["closest"], nullptr);
}

TEST(AssertionsReport, RiskLimitsAsPeopleWriteThem) {
  EXPECT_EQ(risk_limit_text(0.05), "5%");
  EXPECT_EQ(risk_limit_text(0.025), "2.5%");
  EXPECT_EQ(risk_limit_text(0.001), "0.1%");
}

}  // namespace
}  // namespace recanvass::report
