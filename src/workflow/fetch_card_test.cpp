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

// Pulled again by the clerk, and approved by a state officer.
void pull_again(Operation& operation, std::int64_t card) {
  const std::uint64_t position = operation.entries;
  RECANVASS_CHECK(act(operation, "card.pull-again", "clerk",
                      {{"list", "dane"},
                       {"card", card},
                       {"reason", "wrong-card"},
                       {"words", "the card behind it was pulled"}})
                      .empty());
  RECANVASS_CHECK(act(operation, "approve", "wec", {{"entry", position}}).empty());
}

TEST(FetchCard, ACardPulledAgainStartsAnewAndKeepsWhatWasEntered) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const base::Json again =
      about(operation, {{"reason", "wrong-card"}, {"words", "the card behind it was pulled"}});
  EXPECT_EQ(act(operation, "card.pull-again", "clerk", again), Causes{"card.nothing"});
  ASSERT_EQ(read_card(operation, "team-1", card, "b"), Causes{});
  EXPECT_EQ(act(operation, "card.pull-again", "super", again), Causes{"author.role"})
      << "a supervisor may read cards";
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "card.pull-again", "clerk", again), Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::OneReading) << "it waits for a second person";
  ASSERT_EQ(act(operation, "approve", "wec", {{"entry", position}}), Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::Waiting);
  ASSERT_EQ(first_of(operation).before.size(), 1U);
  EXPECT_EQ(first_of(operation).before[0].readings[0].author, "team-1");
  EXPECT_EQ(read_card(operation, "team-1", card, "a"), Causes{});
}

TEST(FetchCard, ACardThatNobodyFoundIsBegunAnewByOne) {
  Operation operation = operation_drawn(3);
  ASSERT_EQ(act(operation, "card.fetch", "team-1",
                about(operation, {{"outcome", "not-found"}, {"looked_for_by", {"Lee", "Kim"}}})),
            Causes{});
  ASSERT_EQ(act(operation, "card.pull-again", "clerk",
                about(operation, {{"reason", "found-later"}, {"words", "in the next box"}})),
            Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::Waiting);
}

std::string other_than(const base::Json& recorded) {
  return recorded[0]["marks"][0]["choice"] == "a" ? "b" : "a";
}

// Two readings that agree and differ from the record are seen, though the card was opened again
// before its record was.
TEST(FetchCard, WhatWasReadBeforeTheSignOffStaysAsADiscrepancyThatWasSeen) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const base::Json recorded = fixture::dane_records().record(card)["readings"];
  ASSERT_EQ(read_card(operation, "team-1", card, other_than(recorded)), Causes{});
  ASSERT_EQ(read_card(operation, "team-2", card, other_than(recorded)), Causes{});
  pull_again(operation, card);
  fixture::read_as_recorded(operation);
  EXPECT_EQ(fixture::shown(operation, "card-discrepancies")["discrepancies"], base::Json::array())
      << "its record is not shown yet";
  fixture::close_readings(operation);
  const base::Json rows = fixture::shown(operation, "card-discrepancies")["discrepancies"];
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["card"], card);
  EXPECT_EQ(rows[0]["stands"], false);
  EXPECT_EQ(rows[0]["paper"]["marks"][0]["choice"], other_than(recorded));
}

// Readers who could look up the record do not read the card once more, and two of one county do not
// let them.
TEST(FetchCard, AfterItsRecordIsShownOthersReadTheCardAndTheRoundSaysSo) {
  Operation operation = operation_drawn(3);
  fixture::add_county_account(operation, "clerk-2", "us-wi-dane", "county-officer", 33);
  const std::int64_t card = fixture::numbers_drawn(operation).front();
  const base::Json recorded = fixture::dane_records().record(card)["readings"];
  ASSERT_EQ(read_card(operation, "team-1", card, other_than(recorded)), Causes{});
  ASSERT_EQ(read_card(operation, "team-2", card, other_than(recorded)), Causes{});
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  EXPECT_EQ(fixture::shown(operation, "card-discrepancies")["discrepancies"].size(), 1U);
  const base::Json again =
      about(operation, {{"reason", "wrong-card"}, {"words", "the card behind it was pulled"}});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "card.pull-again", "clerk", again), Causes{});
  EXPECT_EQ(act(operation, "approve", "clerk", {{"entry", position}}),
            Causes{"approve.same-person"});
  EXPECT_EQ(act(operation, "approve", "clerk-2", {{"entry", position}}),
            Causes{"card.record-shown"});
  ASSERT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  EXPECT_EQ(first_of(operation).stage(), CardStage::Waiting);
  EXPECT_EQ(
      act(operation, "reading.enter", "team-1", fixture::reading_of(operation, card, recorded)),
      Causes{"reading.read-before"});
  for (const char* team : {"team-3", "super"}) {
    ASSERT_EQ(act(operation, "reading.enter", team, fixture::reading_of(operation, card, recorded)),
              Causes{});
  }
  ASSERT_EQ(act(operation, "readings.sign-off", "clerk", {{"list", "dane"}}), Causes{});
  const base::Json rows = fixture::shown(operation, "card-discrepancies")["discrepancies"];
  ASSERT_EQ(rows.size(), 1U) << "what was found first stays on record";
  EXPECT_EQ(rows[0]["stands"], false);
  ASSERT_EQ(act(operation, "audit.round", "wec", base::Json::object()), Causes{});
  EXPECT_EQ(fixture::shown(operation, "audit")["rounds"].back()["contests"][0]["read_again"], 1);
}

}  // namespace
}  // namespace recanvass::workflow
