#include "report/reverify_report.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

audit::PublishedAudit sample_audit() {
  audit::FigureChecks checks;
  checks.about("Mayor", "report.csv:7");
  checks.decimal("risk", "0.25", 0.25);
  checks.whole("cards needed", 12, 10);
  for (const char* contest : {"A", "B", "C", "D", "E"}) {
    checks.about(contest, "");
    checks.not_checked("margin", "7", "no totals");
  }
  checks.about("Clerk", "report.csv:9");
  checks.by_rule("risk", "0.5", 0.5, 0.125, "the publisher rounds up");
  return {"A county, 2020", "a report", {"One sentence."}, checks.take(), {"2 columns"}};
}

TEST(ReverifyReport, FiguresThatDoNotAgreeStandOneByOneAndAlikeOnesAreCounted) {
  EXPECT_EQ(reverify_text(sample_audit(), FiguresShown::ThatDoNotAgree, {100, false}),
            "A county, 2020\n"
            "  a report\n"
            "  One sentence.\n"
            "\n"
            "  Figure        agree  explained  differ  not checked\n"
            "  risk              1          1       -            -\n"
            "  cards needed      -          -       1            -\n"
            "  margin            -          -       -            5\n"
            "\n"
            "  Differs:\n"
            "    Mayor, cards needed: published 12, computed 10; published less computed: +2 "
            "(report.csv:7)\n"
            "  Published by a rule of the publisher's own:\n"
            "    Clerk, risk: published 0.5, computed 0.5; the publisher rounds up; right: 0.125 "
            "(report.csv:9)\n"
            "  Cannot be checked:\n"
            "    A, margin: published 7; no totals\n"
            "    B, margin: published 7; no totals\n"
            "    C, margin: published 7; no totals\n"
            "    2 more of the kind \"margin\": no totals.\n"
            "  Note: 2 columns\n"
            "  1 figure agrees, 1 differs, 1 is explained, 5 cannot be checked.\n");
}

TEST(ReverifyReport, EveryFigureIsInTheJson) {
  const base::Json json = reverify_json(sample_audit());
  EXPECT_EQ(json.at("figures").size(), 8U);
  EXPECT_EQ(json.at("tally"),
            (base::Json{{"agree", 1}, {"differ", 1}, {"explained", 1}, {"not_checked", 5}}));
  EXPECT_EQ(json.at("figures")[1].at("verdict"), "differs");
  EXPECT_TRUE(json.at("figures")[2].at("computed").is_null());
  EXPECT_EQ(json.at("kinds")[0].at("figure"), "risk");
}

TEST(ReverifyReport, AllFiguresAreListedWhenAsked) {
  const std::string text = reverify_text(sample_audit(), FiguresShown::All, {100, false});
  EXPECT_NE(text.find("Mayor, risk: published 0.25, computed 0.25 (report.csv:7)"),
            std::string::npos);
  EXPECT_NE(text.find("E, margin: published 7; no totals"), std::string::npos);
}

TEST(ReverifyReport, TheSentenceCounts) {
  EXPECT_EQ(verdict_sentence({7855, 2, 0, 0}),
            "7,855 figures agree, 0 differ, 2 are explained, 0 cannot be checked.");
}

}  // namespace
}  // namespace recanvass::report
