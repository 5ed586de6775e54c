#include "workflow/screen_cards_plan.h"

#include "screen/card_screen_fixture.h"
#include "workflow/audit_contests.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using screen::fixture::kBlankVote;
using screen::fixture::ThrownCard;
using screen::fixture::ThrownShape;

CardsPlan cards_plan_for(const std::vector<ThrownCard>& cards) {
  const auto store = screen::fixture::store_of(cards, ThrownShape{}.choices);
  base::SerialExecutor executor;
  return plan_of_cards(store, screen::screen_cards(store, {}, executor));
}

TEST(ScreenCardsPlan, OrdinaryCardsLeaveAPlanWithoutAContest) {
  const CardsPlan plan = cards_plan_for(screen::fixture::thrown_cards({}));
  EXPECT_TRUE(plan.file.at("contests").empty());
  EXPECT_EQ(plan.batches, 0u);
  EXPECT_EQ(plan.not_sampled, 0u);
}

// One tabulator never reads a choice: a few of its batches are to be read, each with what was
// recorded there, and for as many votes as are missing of it.
TEST(ScreenCardsPlan, TheBatchesOfAColumnThatWasNotReadAreHandedOnWithWhatWasRecorded) {
  std::vector<ThrownCard> cards = screen::fixture::thrown_cards({});
  for (ThrownCard& card : cards) {
    if (card.tabulator == 0 && card.votes[1] == 1) card.votes[1] = kBlankVote;
  }
  const CardsPlan plan = cards_plan_for(cards);
  ASSERT_GE(plan.batches, 3u);
  const base::Json& first = plan.file.at("contests").at(0);
  EXPECT_NE(first.at("name").get<std::string>().find(", Contest 2"), std::string::npos);
  const base::Json& assertion = first.at("assertions").at(0);
  EXPECT_EQ(assertion.at("recorded").at("cards"), 50);
  EXPECT_EQ(assertion.at("recorded").at("loser"), 0);  // of the choice that was not read
  EXPECT_NEAR(assertion.at("off_by").get<double>(), 22.0, 8.0);  // some 130 in six batches
  const auto asked = read_audit_contests(base::pretty_json(plan.file), "plan.json", {});
  EXPECT_TRUE(asked.ok()) << base::sentences(asked.problems());
}

TEST(ScreenCardsPlan, NumbersThatComeTwiceAreCountedAndNotSampled) {
  std::vector<ThrownCard> cards = screen::fixture::thrown_cards({});
  cards[4].position = cards[3].position;
  const CardsPlan plan = cards_plan_for(cards);
  EXPECT_EQ(plan.batches, 0u);
  EXPECT_GE(plan.not_sampled, 1u);
}

}  // namespace
}  // namespace recanvass::workflow
