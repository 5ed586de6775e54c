#include "workflow/round_facts.h"

#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;

report::BundleFacts facts_of_audits(const Operation& operation) {
  report::BundleFacts facts;
  add_audit_facts(facts, operation.audits);
  return facts;
}

TEST(RoundFacts, WithoutAPlanThereIsNothing) {
  EXPECT_TRUE(facts_of_audits(fixture::operation_with_cards()).audits.empty());
  const auto planned = facts_of_audits(fixture::operation_with_plan());
  ASSERT_EQ(planned.audits.size(), 1U);
  EXPECT_FALSE(planned.audits[0].committed_at);
}

// What a reader says is given when the list is signed off and the record is shown, not before.
TEST(RoundFacts, ADifferenceIsGivenOnceItsRecordIsShown) {
  Operation operation = fixture::operation_drawn(30);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const std::string recorded = fixture::dane_records().record(card)["readings"][0]["state"];
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(fixture::read_card(operation, team, card, recorded == "blank" ? "a" : ""), Causes{});
  }
  fixture::read_as_recorded(operation);
  EXPECT_TRUE(facts_of_audits(operation).audit_differences.empty());
  ASSERT_EQ(act(operation, "readings.sign-off", "super", {{"list", "dane"}}), Causes{});
  EXPECT_TRUE(facts_of_audits(operation).audit_differences.empty());
  EXPECT_EQ(facts_of_audits(operation).audits[0].cards_signed_off, 30);
  ASSERT_EQ(fixture::reveal(operation, fixture::numbers_drawn(operation)), Causes{});
  ASSERT_EQ(act(operation, "card.cause", "super",
                {{"list", "dane"}, {"card", card}, {"cause", "wrong-ballot"}, {"words", "w"}}),
            Causes{});
  const auto facts = facts_of_audits(operation);
  ASSERT_EQ(facts.audit_differences.size(), 1U);
  EXPECT_EQ(facts.audit_differences[0].card, card);
  EXPECT_EQ(facts.audit_differences[0].contest, "president");
  EXPECT_EQ(facts.audit_differences[0].cause, "wrong-ballot");
  EXPECT_NE(facts.audit_differences[0].paper, facts.audit_differences[0].record);
}

TEST(RoundFacts, ARoundHasARowAContestWithItsFigures) {
  Operation operation = fixture::operation_drawn(30);
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  ASSERT_EQ(act(operation, "audit.round", "wec", base::Json::object()), Causes{});
  const auto facts = facts_of_audits(operation);
  ASSERT_EQ(facts.audit_rounds.size(), 1U);
  EXPECT_EQ(facts.audit_rounds[0].contest, "president");
  EXPECT_EQ(facts.audit_rounds[0].figures, (std::vector<std::int64_t>{30, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_FALSE(facts.audit_rounds[0].risk.empty());
}

}  // namespace
}  // namespace recanvass::workflow
