#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::dane_records;
using fixture::numbers_drawn;
using fixture::operation_drawn;

Causes signed_off(Operation& operation) {
  return act(operation, "readings.sign-off", "super", {{"list", "dane"}});
}

TEST(SignOffReadings, EveryCardIsSettledBeforeAndNothingChangesAfter) {
  Operation operation = operation_drawn(3);
  EXPECT_EQ(signed_off(operation), (Causes{"reading.open", "reading.open", "reading.open"}));
  fixture::read_as_recorded(operation);
  ASSERT_EQ(signed_off(operation), Causes{});
  EXPECT_EQ(signed_off(operation), Causes{"reading.signed-off"});
  const std::int64_t card = numbers_drawn(operation).front();
  EXPECT_EQ(fixture::read_card(operation, "team-3", card, "a"), Causes{"reading.signed-off"});
  EXPECT_EQ(act(operation, "card.fetch", "team-1",
                {{"list", "dane"}, {"card", card}, {"outcome", "found"}}),
            Causes{"card.signed-off"});
}

TEST(SignOffReadings, AListOfWhichNothingWasDrawnHasNothingToSign) {
  Operation operation = fixture::operation_seeded();
  EXPECT_EQ(signed_off(operation), Causes{"reading.signed-off"});
}

TEST(RevealCards, NoRecordIsShownBeforeTheReadingsAreSignedOff) {
  Operation operation = operation_drawn(3);
  const std::int64_t card = numbers_drawn(operation).front();
  EXPECT_EQ(fixture::reveal(operation, {card}), Causes{"card.not-signed-off"});
  fixture::read_as_recorded(operation);
  EXPECT_EQ(fixture::reveal(operation, {card}), Causes{"card.not-signed-off"});
  ASSERT_EQ(signed_off(operation), Causes{});
  EXPECT_EQ(fixture::reveal(operation, {card}), Causes{});
  EXPECT_EQ(fixture::reveal(operation, {card}), Causes{"card.shown"});
  const std::int64_t undrawn = card == 1 ? 2 : 1;
  if (operation.audits.current.cards.count({"dane", undrawn}) == 0) {
    EXPECT_EQ(fixture::reveal(operation, {undrawn}), Causes{"card.not-signed-off"});
  }
}

TEST(RevealCards, AnotherRecordThanTheOneCommittedToIsRefused) {
  Operation operation = operation_drawn(3);
  fixture::read_as_recorded(operation);
  ASSERT_EQ(signed_off(operation), Causes{});
  const std::int64_t card = numbers_drawn(operation).front();
  base::Json record = dane_records().record(card);
  const std::string said = record["readings"][0]["marks"][0]["choice"];
  record["readings"][0]["marks"][0]["choice"] = said == "a" ? "b" : "a";
  const auto shown = [&](const base::Json& each) {
    return act(operation, "card.reveal", "clerk", {{"list", "dane"}, {"records", {each}}});
  };
  EXPECT_EQ(shown(record), Causes{"card.record"});
  record = dane_records().record(card);
  record["salt"] = std::string(64, '0');
  EXPECT_EQ(shown(record), Causes{"card.record"});
  record.erase("salt");
  EXPECT_EQ(shown(record), Causes{"card.record"});
  EXPECT_EQ(fixture::reveal(operation, {card, card}), Causes{"card.shown"});
}

TEST(CardCause, IsOfACardThatDiffersAndStandsInTheTable) {
  Operation operation = operation_drawn(4);
  const std::vector<std::int64_t> cards = numbers_drawn(operation);
  const std::string said = dane_records().record(cards[0])["readings"][0]["marks"][0]["choice"];
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(fixture::read_card(operation, team, cards[0], said == "a" ? "b" : "a"), Causes{});
  }
  fixture::read_as_recorded(operation);
  fixture::close_readings(operation);
  const auto cause = [&](std::int64_t card) {
    return act(operation, "card.cause", "super",
               {{"list", "dane"},
                {"card", card},
                {"cause", "wrong-ballot"},
                {"words", "the card behind it was pulled"}});
  };
  EXPECT_EQ(cause(cards[1]), Causes{"card.no-difference"});
  EXPECT_EQ(cause(cards[0]), Causes{});
  const base::Json table = fixture::shown(operation, "card-discrepancies");
  EXPECT_EQ(table["causes"], (base::Json{{"wrong-ballot", 1}}));
  EXPECT_EQ(table["discrepancies"][0]["contest"], "president");
  EXPECT_EQ(table["discrepancies"][0]["stands"], true);
}

}  // namespace
}  // namespace recanvass::workflow
