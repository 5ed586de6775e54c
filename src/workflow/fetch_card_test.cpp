#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::operation_drawn;
using fixture::read_card;

base::Json about(const Operation& operation, const base::Json& members) {
  base::Json body = {{"list", "dane"}, {"card", fixture::numbers_drawn(operation).front()}};
  body.update(members);
  return body;
}

const AuditCard& first_of(const Operation& operation) {
  return operation.audits.current.cards.at({"dane", fixture::numbers_drawn(operation).front()});
}

TEST(FetchCard, ACardIsMissingWhenTwoPeopleLookedForItAndIsReadWhenItTurnsUp) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  EXPECT_EQ(act(operation, "card.fetch", "team-1", about(operation, {{"outcome", "not-found"}})),
            Causes{"card.looked-for"});
  EXPECT_EQ(act(operation, "card.fetch", "team-1",
                about(operation, {{"outcome", "not-found"}, {"looked_for_by", {"Lee", "lee"}}})),
            Causes{"card.looked-for"});
  ASSERT_EQ(act(operation, "card.fetch", "team-1",
                about(operation, {{"outcome", "not-found"}, {"looked_for_by", {"Lee", "Kim"}}})),
            Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::NotFound);
  EXPECT_TRUE(first_of(operation).is_settled());
  EXPECT_EQ(read_card(operation, "team-1", card, "a"), Causes{"reading.not-found"});
  ASSERT_EQ(act(operation, "card.fetch", "team-2", about(operation, {{"outcome", "found"}})),
            Causes{});
  EXPECT_EQ(read_card(operation, "team-1", card, "a"), Causes{});
  EXPECT_EQ(act(operation, "card.fetch", "team-1",
                about(operation, {{"outcome", "not-found"}, {"looked_for_by", {"Lee", "Kim"}}})),
            Causes{"card.read"});
}

TEST(FetchCard, ACardPulledAgainStartsAnewAndKeepsWhatWasEntered) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const base::Json again =
      about(operation, {{"reason", "wrong-card"}, {"words", "the card behind it was pulled"}});
  EXPECT_EQ(act(operation, "card.pull-again", "super", again), Causes{"card.nothing"});
  ASSERT_EQ(read_card(operation, "team-1", card, "b"), Causes{});
  ASSERT_EQ(act(operation, "card.pull-again", "super", again), Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::Waiting) << "before the sign-off one may";
  ASSERT_EQ(first_of(operation).before.size(), 1U);
  EXPECT_EQ(first_of(operation).before[0].readings[0].author, "team-1");
  EXPECT_EQ(read_card(operation, "team-1", card, "a"), Causes{});
}

TEST(FetchCard, AfterTheSignOffItTakesTwoPersonsAndTheDiscrepancySeenIsNotLost) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const base::Json recorded = fixture::dane_records().record(card)["readings"];
  const std::string other = recorded[0]["marks"][0]["choice"] == "a" ? "b" : "a";
  ASSERT_EQ(read_card(operation, "team-1", card, other), Causes{});
  ASSERT_EQ(read_card(operation, "team-2", card, other), Causes{});
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  EXPECT_EQ(fixture::shown(operation, "card-discrepancies")["discrepancies"].size(), 1U);
  const base::Json again =
      about(operation, {{"reason", "wrong-card"}, {"words", "the card behind it was pulled"}});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "card.pull-again", "super", again), Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::Agreed) << "it waits for a second person";
  EXPECT_EQ(act(operation, "approve", "super", {{"entry", position}}),
            Causes{"approve.same-person"});
  ASSERT_EQ(act(operation, "approve", "clerk", {{"entry", position}}), Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::Waiting);
  fixture::read_as_recorded(operation);
  ASSERT_EQ(act(operation, "readings.sign-off", "super", {{"list", "dane"}}), Causes{});
  const base::Json rows = fixture::shown(operation, "card-discrepancies")["discrepancies"];
  ASSERT_EQ(rows.size(), 1U) << "what was found first stays on record";
  EXPECT_EQ(rows[0]["stands"], false);
}

}  // namespace
}  // namespace recanvass::workflow
