#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::operation_drawn;
using fixture::read_card;
using fixture::reading_of;
using fixture::says;

std::int64_t first_card(const Operation& operation) {
  return fixture::numbers_drawn(operation).front();
}

CardStage stage_of(const Operation& operation, std::int64_t card) {
  return operation.audits.current.cards.at({"dane", card}).stage();
}

// One card moves a risk across its limit: what nobody of the two read takes two who read neither.
TEST(ReadCard, AReadingThatIsNeitherOfTheTwoTakesTwoPersonsWhoReadNeither) {
  Operation operation = operation_drawn(5);
  fixture::add_county_account(operation, "board", "us-wi-dane", "board-member", 31);
  const std::int64_t card = first_card(operation);
  ASSERT_EQ(read_card(operation, "super", card, "a"), Causes{});
  ASSERT_EQ(read_card(operation, "team-2", card, "b"), Causes{});
  base::Json body = reading_of(operation, card, says(""));
  body["cause"] = "ambiguous-mark";
  body["words"] = "both were wrong";
  std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "reading.adjudicate", "board", body), Causes{});
  EXPECT_EQ(stage_of(operation, card), CardStage::Mismatch) << "it waits";
  EXPECT_EQ(act(operation, "approve", "board", {{"entry", position}}),
            Causes{"approve.same-person"});
  EXPECT_EQ(act(operation, "approve", "super", {{"entry", position}}),
            Causes{"reading.same-person"});
  fixture::add_county_account(operation, "board-2", "us-wi-dane", "board-member", 32);
  ASSERT_EQ(act(operation, "approve", "board-2", {{"entry", position}}), Causes{});
  EXPECT_EQ(stage_of(operation, card), CardStage::Adjudicated);
}

TEST(ReadCard, TwoPeopleReadACardAndAThirdHasNoTurn) {
  Operation operation = operation_drawn(5);
  const std::int64_t card = first_card(operation);
  EXPECT_EQ(stage_of(operation, card), CardStage::Waiting);
  ASSERT_EQ(read_card(operation, "team-1", card, "a"), Causes{});
  EXPECT_EQ(stage_of(operation, card), CardStage::OneReading);
  EXPECT_EQ(read_card(operation, "team-1", card, "b"), Causes{"reading.revision"});
  ASSERT_EQ(read_card(operation, "team-2", card, "a"), Causes{});
  EXPECT_EQ(stage_of(operation, card), CardStage::Agreed);
  EXPECT_EQ(read_card(operation, "team-3", card, "a"), Causes{"reading.third"});
}

TEST(ReadCard, ItIsTheCardDrawnByTheLastThreeDigitsPrintedOnIt) {
  Operation operation = operation_drawn(5);
  const std::int64_t card = first_card(operation);
  base::Json body = reading_of(operation, card, says("a"));
  const std::string digits = body["imprint"];
  ASSERT_EQ(digits.size(), 3U);
  body["imprint"] = digits == "000" ? "001" : "000";
  EXPECT_EQ(act(operation, "reading.enter", "team-1", body), Causes{"reading.imprint"});
  body.erase("imprint");
  EXPECT_EQ(act(operation, "reading.enter", "team-1", body), Causes{"reading.imprint"});
  body["imprint"] = digits;
  EXPECT_EQ(act(operation, "reading.enter", "team-1", body), Causes{});
}

TEST(ReadCard, ACardThatWasNotDrawnIsNotRead) {
  Operation operation = operation_drawn(1);
  const std::int64_t card = first_card(operation) == 1 ? 2 : 1;
  EXPECT_EQ(read_card(operation, "team-1", card, "a"), Causes{"reading.not-drawn"});
  EXPECT_EQ(act(operation, "reading.enter", "team-1",
                {{"list", "rock"}, {"card", 1}, {"readings", says("a")}}),
            Causes{"audit.list"});
}

TEST(ReadCard, TwoReadingsThatDifferAreSettledByAThirdPersonWithACause) {
  Operation operation = operation_drawn(5);
  const std::int64_t card = first_card(operation);
  ASSERT_EQ(read_card(operation, "team-1", card, "a"), Causes{});
  ASSERT_EQ(read_card(operation, "team-2", card, "b"), Causes{});
  EXPECT_EQ(stage_of(operation, card), CardStage::Mismatch);
  EXPECT_EQ(read_card(operation, "team-2", card, "a"), Causes{"reading.differs"})
      << "who revised until they agreed would have learnt the other's";
  base::Json body = reading_of(operation, card, says(""));
  body["cause"] = "ambiguous-mark";
  EXPECT_EQ(act(operation, "reading.adjudicate", "super", body), Causes{"reading.neither"});
  body["readings"] = says("b");
  ASSERT_EQ(act(operation, "reading.adjudicate", "super", body), Causes{});
  EXPECT_EQ(stage_of(operation, card), CardStage::Adjudicated);
  EXPECT_EQ(
      operation.audits.current.cards.at({"dane", card}).standing()->at("president").marks[0].choice,
      "b");
  EXPECT_EQ(act(operation, "reading.adjudicate", "super", body), Causes{"reading.nothing"});
}

TEST(ReadCard, WhoMadeOneOfTheReadingsDoesNotSettleThem) {
  Operation operation = operation_drawn(5);
  const std::int64_t card = first_card(operation);
  ASSERT_EQ(read_card(operation, "super", card, "a"), Causes{});
  ASSERT_EQ(read_card(operation, "team-2", card, "b"), Causes{});
  base::Json body = reading_of(operation, card, says("b"));
  body["cause"] = "entry-error";
  EXPECT_EQ(act(operation, "reading.adjudicate", "super", body), Causes{"reading.same-person"});
}

TEST(ReadCard, AnOwnReadingIsCorrectedByNamingItsReceiptAndBothStay) {
  Operation operation = operation_drawn(5);
  const std::int64_t card = first_card(operation);
  ASSERT_EQ(read_card(operation, "team-1", card, "a"), Causes{});
  const std::string receipt =
      operation.audits.current.cards.at({"dane", card}).readings[0].revisions[0].receipt;
  base::Json body = reading_of(operation, card, says("b"));
  body["replaces"] = receipt;
  EXPECT_EQ(act(operation, "reading.enter", "team-2", body), Causes{"reading.revision"});
  ASSERT_EQ(act(operation, "reading.enter", "team-1", body), Causes{});
  EXPECT_EQ(operation.audits.current.cards.at({"dane", card}).readings[0].revisions.size(), 2U);
}

TEST(ReadCard, TheSameReadingSentAgainIsTheFirstOne) {
  Operation operation = operation_drawn(5);
  const std::int64_t card = first_card(operation);
  const UseCase& use_case = *use_case_named("reading.enter");
  const Command command =
      fixture::command_of("reading.enter", "team-1", reading_of(operation, card, says("a")));
  EXPECT_FALSE(use_case.repeats(operation, command));
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(fixture::do_command(operation, command), Causes{});
  EXPECT_EQ(use_case.repeats(operation, command), position);
}

}  // namespace
}  // namespace recanvass::workflow
