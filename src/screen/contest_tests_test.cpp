#include "screen/contest_tests.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::screen {
namespace {

struct Tested {
  election::CardStore store;
  ContestTests tests;
  std::vector<CardTest> adjudication;
};

Tested tested(const std::vector<fixture::ThrownCard>& cards, const std::vector<int>& choices,
              std::uint32_t contest) {
  Tested found{fixture::store_of(cards, choices), {}, {}};
  const CardCells cells(found.store);
  base::SerialExecutor executor;
  const CardStrata strata = all_strata(cells, executor);
  found.tests = test_contest(cells, strata, count_events(cells, contest), 1.0);
  found.adjudication = test_adjudication(cells, strata, 1.0);
  return found;
}

double smallest_p(const std::vector<CardTest>& tests, CardCheck check, std::uint32_t unit) {
  double p = 1.0;
  for (const CardTest& test : tests) {
    if (test.check == check && test.unit == unit) p = std::min(p, test.p);
  }
  return p;
}

TEST(ContestTests, ATabulatorThatMissesMarksStandsOutInBlanksOnly) {
  fixture::ThrownShape shape;
  shape.batches = 20;
  auto cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); i += 6) {
    if (cards[i].tabulator == 3) cards[i].votes[1] = fixture::kBlankVote;
  }
  const Tested found = tested(cards, shape.choices, 1);
  EXPECT_LT(smallest_p(found.tests.tests, CardCheck::ResidualVotes, 4), 1e-9);
  EXPECT_GT(smallest_p(found.tests.tests, CardCheck::ResidualVotes, 2), 1e-4);
  EXPECT_EQ(smallest_p(found.tests.tests, CardCheck::Overvotes, 4), 1.0);
  for (const CardTest& test : found.tests.tests) {
    if (test.check == CardCheck::ResidualVotes) {
      EXPECT_TRUE(test.spread);
    }
  }
}

TEST(ContestTests, ATabulatorThatGivesVotesToAnotherStandsOutInChoices) {
  fixture::ThrownShape shape;
  shape.batches = 20;
  auto cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); i += 5) {
    if (cards[i].tabulator == 0 && cards[i].votes[0] == 0) cards[i].votes[0] = 1;
  }
  const Tested found = tested(cards, shape.choices, 0);
  EXPECT_LT(smallest_p(found.tests.tests, CardCheck::TabulatorChoice, 1), 1e-6);
  EXPECT_GT(smallest_p(found.tests.tests, CardCheck::TabulatorChoice, 3), 1e-3);
  EXPECT_EQ(found.tests.leading[0] + found.tests.leading[1], 1U);
}

TEST(ContestTests, BatchesOfDifferentVotersMakeTheSameDifferenceLessRemarkable) {
  fixture::ThrownShape shape;
  shape.batches = 20;
  shape.seed = 3;
  shape.batch_lean = 0.25;
  auto cards = fixture::thrown_cards(shape);
  for (std::size_t i = 0; i < cards.size(); i += 5) {
    if (cards[i].tabulator == 0 && cards[i].votes[0] == 0) cards[i].votes[0] = 1;
  }
  const Tested found = tested(cards, shape.choices, 0);
  EXPECT_GT(smallest_p(found.tests.tests, CardCheck::TabulatorChoice, 1), 1e-5);
  const auto test =
      std::ranges::find(found.tests.tests, CardCheck::TabulatorChoice, &CardTest::check);
  ASSERT_NE(test, found.tests.tests.end());
  EXPECT_GT(test->spread.value_or(0.0), 2.0);
}

TEST(ContestTests, CardsThatPeopleChangedAreComparedOverTabulators) {
  fixture::ThrownShape shape;
  shape.batches = 20;
  auto cards = fixture::thrown_cards(shape);
  EXPECT_TRUE(tested(cards, shape.choices, 0).adjudication.empty());
  for (std::size_t i = 0; i < cards.size(); i += 40) cards[i].adjudicated = true;
  for (std::size_t i = 1; i < cards.size(); i += 9) {
    if (cards[i].tabulator == 2) cards[i].adjudicated = true;
  }
  const Tested found = tested(cards, shape.choices, 0);
  EXPECT_LT(smallest_p(found.adjudication, CardCheck::Adjudication, 3), 1e-9);
}

TEST(ContestTests, OneTabulatorIsComparedWithNothing) {
  fixture::ThrownShape shape;
  shape.tabulators = 1;
  const Tested found = tested(fixture::thrown_cards(shape), shape.choices, 0);
  for (const CardTest& test : found.tests.tests) {
    EXPECT_TRUE(test.check == CardCheck::DriftAlongBatch ||
                test.check == CardCheck::DriftOverBatches);
  }
}

}  // namespace
}  // namespace recanvass::screen
