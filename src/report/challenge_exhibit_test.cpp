#include "report/challenge_exhibit.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

std::string sheet_of(const ChallengeRegister& challenges) {
  return challenge_exhibit(challenges.heading, challenges.exhibits[0], {}).html;
}

TEST(ChallengeExhibit, ASheetSaysWhichBallotWhyAndWhatBecameOfIt) {
  const std::string html = sheet_of(sample::exhibits("no date"));
  for (const char* part :
       {"<h2>Exhibit 17</h2>", "<dt>Batch</dt><dd>B-001</dd>",
        "<dt>Position in the batch</dt><dd>212</dd>", "<dt>Ground</dt><dd>no date</dd>",
        "<dt>Status</dt><dd>withdrawn</dd>", "entries 52 and 90 of the ledger"}) {
    EXPECT_TRUE(sample::holds(html, part)) << part;
  }
}

TEST(ChallengeExhibit, AnOpenRulingIsALineToWriteOn) {
  EXPECT_TRUE(sample::holds(sheet_of(sample::exhibits("x")),
                            "<dt>Ruling</dt><dd><span class=\"line\"></span></dd>"));
}

TEST(ChallengeExhibit, HowItWasReadAndHowItCountsAreLinesOfTheirOwn) {
  ChallengeRegister challenges = sample::exhibits("x");
  challenges.exhibits[0].counted_as = "Ada Example";
  challenges.exhibits[0].stands_as = "blank";
  challenges.exhibits[0].signers = {"Cy Third", "board member"};
  const std::string html = sheet_of(challenges);
  EXPECT_TRUE(sample::holds(html, "<dt>Read on the spot as</dt><dd>Ada Example</dd>"));
  EXPECT_TRUE(sample::holds(html, "<dt>Counts as</dt><dd>blank</dd>"));
  EXPECT_TRUE(sample::holds(html, "<p class=\"role\">Cy Third</p>"));
  EXPECT_FALSE(sample::holds(html, "<p class=\"role\">Challenged by</p>"));
}

TEST(ChallengeExhibit, WhatThePartySaysTheBallotIsStandsOnTheSheet) {
  ChallengeRegister challenges = sample::exhibits("x");
  EXPECT_TRUE(sample::holds(sheet_of(challenges),
                            "<dt>Should count as, by the party</dt><dd>not stated</dd>"));
  challenges.exhibits[0].claimed_as = "Bo Sample";
  EXPECT_TRUE(sample::holds(sheet_of(challenges),
                            "<dt>Should count as, by the party</dt><dd>Bo Sample</dd>"));
  EXPECT_EQ(challenge_register(challenges, {}).tables[0].rows[0][12], "Bo Sample");
}

TEST(ChallengeExhibit, OneEntryIsOneEntry) {
  ChallengeRegister challenges = sample::exhibits("x");
  challenges.exhibits[0].steps.resize(1);
  EXPECT_TRUE(sample::holds(sheet_of(challenges), "depends on entry 52 of the ledger"));
  PaperStyle spanish;
  spanish.language = Language::Spanish;
  EXPECT_TRUE(
      sample::holds(challenge_exhibit(challenges.heading, challenges.exhibits[0], spanish).html,
                    "depende del asiento 52 del registro"));
}

TEST(ChallengeExhibit, PrintedLaterItIsTheSame) {
  ChallengeRegister later = sample::exhibits("x");
  later.heading.entries += 1000;
  later.heading.root = std::string(64, 'f');
  later.exhibits.push_back(later.exhibits[0]);
  EXPECT_EQ(sheet_of(later), sheet_of(sample::exhibits("x")));
}

TEST(ChallengeExhibit, TheRegisterHasARowAnExhibit) {
  const PaperDocument document = challenge_register(sample::exhibits("x"), {});
  EXPECT_EQ(document.tables[0].rows[0][0], "17");
  EXPECT_TRUE(sample::holds(document.html, "<th scope=\"row\" class=\"text\">17</th>"));
  ChallengeRegister none = sample::exhibits("x");
  none.exhibits.clear();
  EXPECT_TRUE(sample::holds(challenge_register(none, {}).html, "No ballot is challenged."));
}

TEST(ChallengeExhibit, ANumberIsMadeSafeForAFileAndStaysUnique) {
  EXPECT_EQ(file_word("17"), "17");
  EXPECT_EQ(file_word("7K3M9QXA-1.b"), "7K3M9QXA-1.b");
  EXPECT_TRUE(file_word("../x").starts_with("_._x-"));
  EXPECT_NE(file_word("a/b"), file_word("a b"));
  EXPECT_LE(file_word(std::string(500, 'a')).size(), 69U);
  EXPECT_FALSE(file_word("").empty());
}

}  // namespace
}  // namespace recanvass::report
