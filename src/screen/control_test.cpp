#include "screen/control.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

Answered with_p(const std::string& family, double p) {
  Answered answer;
  answer.finding.family = family;
  answer.finding.p = p;
  answer.finding.remainder = Remainder::Unexplained;
  answer.finding.votes_concerned = election::VoteCount(5'000);
  return answer;
}

const Lead kLead{"A", "B", election::VoteCount(20'000)};

TEST(Control, ManyQuestionsTakeAwayWhatOneWouldHaveKept) {
  std::vector<Answered> one{with_p("digits", 0.03)};
  correct_for_many(one);
  EXPECT_EQ(one[0].finding.remainder, Remainder::Unexplained);
  EXPECT_DOUBLE_EQ(*one[0].finding.p_adjusted, 0.03);
  std::vector<Answered> many{with_p("digits", 0.03), with_p("absentee", 0.5),
                             with_p("technology", 0.6)};
  correct_for_many(many);
  EXPECT_DOUBLE_EQ(*many[0].finding.p_adjusted, 0.09);
  EXPECT_EQ(many[0].finding.remainder, Remainder::NotTold);
  EXPECT_NE(many[0].finding.remainder_words.find("no sign that it is nothing"), std::string::npos);
}

TEST(Control, AFamilyIsCorrectedInsideBeforeItStandsBesideOthers) {
  std::vector<Answered> answers{with_p("absentee", 0.001), with_p("absentee", 0.9),
                                with_p("digits", 0.5)};
  correct_for_many(answers);
  // Benjamini-Yekutieli of two: 0.001 · 2 · 1.5; Holm over two families doubles it.
  EXPECT_DOUBLE_EQ(*answers[0].finding.p_adjusted, 0.006);
  EXPECT_EQ(answers[0].finding.remainder, Remainder::Unexplained);
  EXPECT_EQ(answers[1].finding.remainder, Remainder::NotTold);
  EXPECT_FALSE(answers[0].finding.correction.empty());
}

// A board reads this number as what the screen would see: it has to know of the corrections.
TEST(Control, TheShiftThatWouldBeSeenKnowsHowMuchWasAsked) {
  const auto words_of = [](std::size_t families) {
    std::vector<Answered> answers{with_p("technology", 0.9)};
    for (std::size_t i = 1; i < families; ++i) answers.push_back(with_p(std::to_string(i), 0.9));
    answers[0].to_show = ShiftToShow{0.01, 1e6, 100'000.0, kLead};
    correct_for_many(answers);
    return answers[0].finding.votes_words;
  };
  // (1.960 + 0.842) · 0.01 · 100,000 alone; of ten families at 0.005: 2.807 + 0.842.
  EXPECT_NE(words_of(1).find("it would have to be 2,802 votes"), std::string::npos) << words_of(1);
  EXPECT_NE(words_of(10).find("it would have to be 3,649 votes"), std::string::npos)
      << words_of(10);
}

TEST(Control, WhatThereWasToHoldItAgainstIsSaid) {
  std::vector<Answered> answers{with_p("technology", 0.9)};
  EXPECT_NE(summary_words(answers, kLead).find("was run where nobody disputes anything"),
            std::string::npos);
  answers[0].finding.placebos = PlaceboRuns{20, 20, "other states"};
  EXPECT_NE(summary_words(answers, kLead).find("large enough to matter to the lead"),
            std::string::npos);
  const std::string without = summary_words(answers, {});
  EXPECT_EQ(without.find("matter to the lead"), std::string::npos) << without;
  EXPECT_NE(without.find("No lead is known"), std::string::npos);
}

TEST(Control, WhatHasNoPIsLeftAlone) {
  std::vector<Answered> answers(1);
  answers[0].finding.remainder = Remainder::Explained;
  correct_for_many(answers);
  EXPECT_FALSE(answers[0].finding.p_adjusted.has_value());
  EXPECT_EQ(answers[0].finding.remainder, Remainder::Explained);
}

TEST(Control, AHeadlineConcernsMoreThanATenthOfTheLeadAndBeatsItsPlacebos) {
  Answered answer = with_p("technology", 1e-6);
  answer.finding.p_adjusted = 1e-6;
  EXPECT_FALSE(is_headline(answer.finding, kLead));  // never run where nobody disputes anything
  answer.finding.placebos = PlaceboRuns{5, 0, "other states"};
  EXPECT_TRUE(is_headline(answer.finding, kLead));
  answer.finding.votes_concerned = election::VoteCount(2'000);  // exactly a tenth
  EXPECT_FALSE(is_headline(answer.finding, kLead));
  answer.finding.votes_concerned = election::VoteCount(2'001);
  EXPECT_TRUE(is_headline(answer.finding, kLead));
  answer.finding.placebos = PlaceboRuns{40, 5, "other states"};
  EXPECT_FALSE(is_headline(answer.finding, kLead));
  answer.finding.placebos = PlaceboRuns{40, 0, "other states"};
  EXPECT_TRUE(is_headline(answer.finding, kLead));
  answer.finding.remainder = Remainder::Explained;
  EXPECT_FALSE(is_headline(answer.finding, kLead));
}

TEST(Control, ArithmeticThatConcernsTheLeadComesFirstWithoutPlacebos) {
  std::vector<Answered> answers{with_p("digits", 0.9)};
  answers[0].finding.remainder = Remainder::NothingSeen;
  Answered rules;
  rules.finding.title = "Figures that cannot be";
  rules.finding.remainder = Remainder::Unexplained;
  rules.finding.arithmetic = true;
  rules.finding.votes_words = "190,404 votes.";
  rules.finding.votes_concerned = election::VoteCount(2'000);  // a tenth: not more
  EXPECT_FALSE(is_headline(rules.finding, kLead));
  rules.finding.votes_concerned = election::VoteCount(190'404);
  EXPECT_TRUE(is_headline(rules.finding, kLead));
  answers.push_back(rules);
  correct_for_many(answers);
  EXPECT_NE(summary_words(answers, kLead).find("First, by arithmetic and without any test"),
            std::string::npos);
  EXPECT_NE(summary_words(answers, kLead).find("190,404 votes."), std::string::npos);
  answers[1].finding.remainder = Remainder::NothingSeen;
  EXPECT_EQ(summary_words(answers, kLead).find("First, by arithmetic"), std::string::npos);
}

TEST(Control, WhatWasNotLookedAtIsNoAllClear) {
  std::vector<Answered> answers(2);
  EXPECT_EQ(summary_words(answers, kLead).find("Nothing was looked at"), 0u);
  EXPECT_EQ(summary_words(answers, kLead).find("No statistic"), std::string::npos);
  answers[0].finding.remainder = Remainder::NothingSeen;
  EXPECT_EQ(summary_words(answers, kLead).find("Nothing was looked at"), std::string::npos);
}

TEST(Control, WhatIsToldOrRefusedIsNotCountedAsUnchecked) {
  std::vector<Answered> answers(3);
  answers[0].finding.remainder = Remainder::Told;
  answers[1].finding.remainder = Remainder::Refused;
  const std::string words = summary_words(answers, kLead);
  EXPECT_NE(words.find("1 is a fact or a picture that is told and not tested. "),
            std::string::npos);
  EXPECT_NE(words.find("1 is refused, with why. "), std::string::npos);
  EXPECT_NE(words.find("1 could not be checked for want of figures. "), std::string::npos);
  EXPECT_TRUE(was_looked_at(Remainder::Refused));
  EXPECT_FALSE(is_tested(Remainder::Told));
  EXPECT_FALSE(was_looked_at(Remainder::NotChecked));
}

TEST(Control, TheSummaryCountsAndDoesNotJudge) {
  std::vector<Answered> answers{with_p("digits", 1e-9), with_p("digits", 0.9)};
  correct_for_many(answers);
  const std::string words = summary_words(answers, kLead);
  EXPECT_NE(words.find("2 questions"), std::string::npos);
  EXPECT_NE(words.find("1 unexplained"), std::string::npos);
  EXPECT_NE(words.find("paper can"), std::string::npos);
  EXPECT_EQ(accusing_word(words), "");
}

}  // namespace
}  // namespace recanvass::screen
