#include "screen/card_words.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

class CardWordsTest : public testing::Test {
 protected:
  CardWordsTest() : store_(fixture::store_of(shape_)), cells_(store_), words_(cells_, ask_) {}

  fixture::ThrownShape shape_;
  election::CardStore store_;
  CardCells cells_;
  CardScreenAsk ask_;
  CardWords words_;
};

TEST_F(CardWordsTest, ANumberTwiceIsToldWithItsBatchAndPaper) {
  const CardFinding found = words_.numbers_twice({2, 50, 1, 49, 0, 1});
  EXPECT_EQ(found.finding.fact_words,
            "Batch 1-3: 1 ballot has a number that another ballot of the batch has (50 cards "
            "numbered, 1 to 49).");
  EXPECT_EQ(found.finding.id, "cards/number-twice/1-3");
  EXPECT_FALSE(found.finding.p_adjusted);
  ASSERT_EQ(found.finding.paper.size(), 1U);
  EXPECT_EQ(found.finding.paper[0].unit, "batch 1-3");
  EXPECT_EQ(found.finding.paper[0].ballots.value(), 50);
}

TEST_F(CardWordsTest, GapsNameTheBatchesWithTheMost) {
  const CardFinding found = words_.numbers_missing(
      {{0, 49, 1, 50, 1, 0}, {1, 40, 1, 50, 10, 0}, {2, 45, 1, 50, 5, 0}, {3, 48, 1, 50, 2, 0}});
  EXPECT_EQ(found.finding.fact_words,
            "18 numbers of 4 batches belong to no card between the first and the highest; the "
            "batches have 182 numbered cards.");
  ASSERT_EQ(found.finding.paper.size(), 3U);
  EXPECT_EQ(found.finding.paper[0].unit, "batch 1-2");
  EXPECT_EQ(found.finding.paper[0].why, "10 numbers missing");
  EXPECT_EQ(found.finding.votes_concerned->value(), 18);
}

TEST_F(CardWordsTest, ARateIsToldWithWhatWasToBeExpected) {
  CardTest test;
  test.check = CardCheck::ResidualVotes;
  test.contest = 1;
  test.unit = 2;
  test.kind = ContestEvents::kResidual;
  test.events = {300, 60, 24.0, 20.0};
  test.spread = 1.5;
  const ContestLead lead{"Contest 2", election::VoteCount(100)};
  const CardFinding found = words_.test(test, {1e-9, 2e-8}, &lead);
  EXPECT_EQ(found.finding.fact_words,
            "tabulator 2: 60 of 300 cards with \"Contest 2\" are blank or overvoted (20.00 %); "
            "dealt by chance among all cards of the same style and counting group they would be "
            "24.0 (8.00 %). Tabulators vary 1.5 times as much as by chance, which is taken into "
            "account.");
  EXPECT_EQ(found.finding.votes_words, "36 votes at most, where the records have a lead of 100.");
  EXPECT_EQ(found.finding.p_adjusted, 2e-8);
  EXPECT_EQ(found.finding.paper.size(), 3U);
  EXPECT_NE(found.finding.paper[0].why.find("were to be expected"), std::string::npos);
  for (const PaperTarget& target : found.finding.paper) {
    EXPECT_EQ(target.unit.substr(0, 8), "batch 2-");
  }
}

TEST_F(CardWordsTest, WithoutAMeasuredSpreadItSaysSo) {
  CardTest test;
  test.check = CardCheck::TabulatorChoice;
  test.unit = 1;
  test.kind = ContestEvents::kChoices + 1;
  test.compared = Comparison::TabulatorsByBallot;
  test.events = {300, 60, 24.0, 20.0};
  const CardFinding found = words_.test(test, {1e-9, 2e-8}, nullptr);
  EXPECT_NE(found.finding.fact_words.find("have a vote for \"Choice 1-2\""), std::string::npos);
  EXPECT_NE(found.finding.fact_words.find("same precinct, style"), std::string::npos);
  EXPECT_NE(found.finding.fact_words.find("could not be measured here"), std::string::npos);
}

TEST_F(CardWordsTest, AnotherOrderNamesTheChoicesThatWouldMove) {
  CardTest test;
  test.check = CardCheck::ChoiceOrder;
  test.unit = 1;
  test.defined_by = DefinedBy::Precinct;
  test.order = {1, {1, 0, 2}, 200, 150, 12.0, 1e-5};
  const CardFinding found = words_.test(test, {1e-5, 1e-4}, nullptr);
  EXPECT_NE(found.finding.fact_words.find(
                "the 200 votes in \"Contest 1\" would be like all other places' if one read the "
                "votes of \"Choice 1-1\" with those of \"Choice 1-2\", \"Choice 1-2\" with those "
                "of \"Choice 1-1\"."),
            std::string::npos)
      << found.finding.fact_words;
  EXPECT_EQ(found.finding.votes_concerned->value(), 150);
}

TEST(SmallNumber, IsShortAndNeverZero) {
  EXPECT_EQ(small_number(0.04567), "0.046");
  EXPECT_EQ(small_number(2.345e-12), "2.3e-12");
  EXPECT_EQ(small_number(0.0), "less than 1e-300");
}

}  // namespace
}  // namespace recanvass::screen
