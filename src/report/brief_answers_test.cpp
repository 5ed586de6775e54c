#include "report/brief_answers.h"

#include "report/brief_sample_test.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::report {
namespace {

TEST(BriefAnswers, TheSevenQuestionsStandInOrder) {
  const std::vector<std::string> ids = {"states", "questions", "money", "deadlines",
                                        "change", "flip",      "paper"};
  const std::vector<BriefAnswer> answers = answer_seven(sample_briefing());
  ASSERT_EQ(answers.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(answers[i].id, ids[i]);
}

TEST(BriefAnswers, WhatIsNotKnownIsSaidInEveryAnswer) {
  for (const BriefAnswer& answer : answer_seven(Briefing{})) {
    ASSERT_FALSE(answer.sentences.empty()) << answer.id;
    const Sentence& first = answer.sentences.front();
    EXPECT_EQ(first.marks, std::vector<Mark>{Mark::Unknown}) << answer.id;
    EXPECT_NE(first.text.find("nknown"), std::string::npos) << first.text;
  }
}

TEST(BriefAnswers, EverySentenceHasEvidenceOrSaysThatItIsUnknown) {
  for (const BriefAnswer& answer : answer_seven(sample_briefing())) {
    for (const Sentence& sentence : answer.sentences) {
      const bool unknown = std::count(sentence.marks.begin(), sentence.marks.end(), Mark::Unknown);
      const bool counts_others = sentence.topic == "Elsewhere";
      EXPECT_TRUE(!sentence.evidence.empty() || unknown || counts_others) << sentence.text;
    }
  }
}

TEST(BriefAnswers, WhatWasNotCheckedIsCounted) {
  Briefing briefing = sample_briefing();
  briefing.states[3].figure->verified = false;
  briefing.not_checked = {"The statute's rule on partial recounts is prose"};
  std::string all;
  for (const std::string& line : what_was_checked(briefing).not_done) all += line + "\n";
  expect_holds(all, "nothing here confirms a count.");
  expect_holds(all, "2 figures used are press figures, marked as such.");
  expect_holds(all, "1 figure used has one unconfirmed source");
  expect_holds(all, "2 units of 5 have no difference in votes known on this day.");
  expect_holds(all, "The recount law of 1 unit is known with less than high confidence");
  expect_holds(all, "The statute's rule on partial recounts is prose.");
}

}  // namespace
}  // namespace recanvass::report
