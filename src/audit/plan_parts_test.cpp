#include "audit/plan_parts.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

TEST(PlanParts, WorkIsCountedOnlyByRatesThatAreGiven) {
  PlanQuestion question;
  question.votes = {20000, 10500, 8500};
  EXPECT_FALSE(work_of_draws(question, 100, 1.0).hours);
  question.container_cards = 200;
  question.rates.card_minutes = 3.0;
  question.rates.container_minutes = 6.0;
  question.rates.hour_dollars = 20.0;
  question.rates.round_dollars = 500.0;
  const PlanWork work = work_of_draws(question, 1, 2.0);
  EXPECT_NEAR(*work.containers, 1.0, 1e-6);
  EXPECT_NEAR(*work.hours, 0.15, 1e-6);
  EXPECT_NEAR(*work.dollars, 3.0 + 1000.0, 1e-4);
  EXPECT_FALSE(work_of_full_count(question).hours);  // no minutes for a tallied card
}

TEST(PlanParts, CardsInNoUnitAreOneMore) {
  PlanQuestion question;
  question.votes = {100, 50, 40};
  question.units = {{"A", {60, 30, 25}}, {"empty", {0, 0, 0}}};
  const auto units = units_with_rest(question);
  ASSERT_EQ(units.size(), 2u);
  EXPECT_EQ(units[1], (PairVotes{40, 20, 15}));
}

}  // namespace
}  // namespace recanvass::audit
