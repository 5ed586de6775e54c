#include "report/law_text.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

law::Reply example_reply() {
  law::Reply reply;
  reply.question.jurisdiction = {"us-xx"};
  reply.question.on = base::Date::of(2016, 11, 8);
  law::RecountStatute statute;
  statute.id = "us-xx-2016";
  statute.jurisdiction_name = "Example";
  statute.citation = "Example Code 1";
  statute.in_force.from = {2016, base::Date::of(2016, 1, 1), law::DayPrecision::Exact};
  statute.in_force.to.precision = law::DayPrecision::Open;
  statute.source = "a source";
  statute.source_date = "2024";
  statute.fee.kind = "none";
  statute.partial = "n/a";
  law::Tier tier;
  tier.any_of = {{{}, {law::MarginVotes{election::VoteCount{2000}, law::Comparison::AtMost}}, {}}};
  statute.automatic.tiers = {tier};
  reply.statute = statute;
  reply.answer = law::Answer{};
  return reply;
}

TEST(LawText, ARuleIsSaidWithItsCitationItsDaysAndItsConfidence) {
  const std::string text = law_text(example_reply(), {80, false});
  EXPECT_EQ(text.substr(0, text.find("\n\n")),
            "Recount law of Example on 8 November 2016\n"
            "Example Code 1; in force from 1 Jan 2016; no end known. Confidence low.\n"
            "[us-xx-2016]");
  EXPECT_NE(text.find("Automatic      A margin of at most 2,000 votes."), std::string::npos);
  EXPECT_NE(text.find("On request     No."), std::string::npos);
  EXPECT_EQ(text.find("Automatic?"), std::string::npos) << "no figures, no answer";
}

TEST(LawText, FiguresAreAnsweredFirst) {
  law::Reply reply = example_reply();
  reply.question.facts.reported_margin = election::VoteCount{1500};
  reply.question.leader = "A";
  reply.question.runner_up = "B";
  reply.answer->automatic = law::Verdict::Yes;
  reply.answer->automatic_words = "1,500 votes; the rule says at most 2,000";
  const std::string text = law_text(reply, {80, false});
  EXPECT_LT(text.find("A leads B by 1,500 votes, the total of all votes is not given."),
            text.find("Automatic?     Yes: 1,500 votes"));
  EXPECT_LT(text.find("Automatic?"), text.find("The rule"));
}

TEST(LawText, NoKnownRuleIsUnknownNotNone) {
  law::Reply reply;
  reply.question.jurisdiction = {"us-wi"};
  reply.question.on = base::Date::of(1990, 11, 6);
  EXPECT_NE(law_text(reply, {200, false}).find("That is unknown, not none."), std::string::npos);
}

TEST(LawText, TheComparisonHasARowForEachAndMarksWhatIsNotKnown) {
  const law::RecountStatute statute = *example_reply().statute;
  const std::string text = law_comparison_text(
      base::Date::of(2016, 11, 8), {{"us-xx", statute}, {"us-yy", std::nullopt}}, {80, false});
  EXPECT_NE(text.find("XX  <=2,000"), std::string::npos) << text;
  EXPECT_NE(text.find("no rule known"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::report
