#include "workflow/deciding_fixture.h"
#include "workflow/moved_votes.h"
#include "workflow/unit_review.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command explain(const std::string& rule, const std::string& code) {
  return command_of("unit.explain", "clerk",
                    {{"unit", "W2"}, {"rule", rule}, {"code", code}, {"words", "so it was"}});
}

Operation operation_with_difference() {
  Operation operation = fixture::operation_counted();
  RECANVASS_CHECK(
      do_command(operation, command_of("unit.figures", "clerk",
                                       {{"unit", "W2"}, {"figures", {{"voters_poll_book", 9}}}}))
          .empty());
  return operation;
}

TEST(ExplainUnitTest, OnlyWhatARuleFoundIsExplained) {
  Operation operation = operation_with_difference();
  EXPECT_EQ(do_command(operation, explain("R2", "JAM")), Causes{"explain.nothing"});
  EXPECT_EQ(decide(operation, explain("R2", "JAM"))[0].wanted, "one of: R3");
  EXPECT_EQ(do_command(operation, explain("R3", "JAMM")), Causes{"cause.unknown"});
  EXPECT_EQ(do_command(operation, explain("R11", "JAM")), Causes{"explain.rule"});
  EXPECT_EQ(do_command(operation, explain("R12", "JAM")), Causes{"explain.rule"});
  EXPECT_EQ(fixture::do_with_second(operation, explain("R3", "OTHER_UNIT"), "super"), Causes{});
  EXPECT_EQ(review_unit(operation, "W2", Sight::All).state, reconcile::PublicState::Explained);
}

reconcile::PublicState state_of_w2(const Operation& operation) {
  return review_unit(operation, "W2", Sight::All).state;
}

// Wisconsin: 10 ballots, 9 voters, and one ballot is to be drawn.
TEST(ExplainUnitTest, OnePersonDoesNotSetADrawDownAside) {
  Operation operation = operation_with_difference();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, explain("R3", "UNEXPLAINED")), Causes{});
  EXPECT_EQ(state_of_w2(operation), reconcile::PublicState::Open) << "it waits";
  EXPECT_TRUE(operation.people.waiting.contains(position));
  EXPECT_EQ(do_command(operation, command_of("approve", "clerk", {{"entry", position}})),
            Causes{"approve.same-person"});
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
  EXPECT_EQ(state_of_w2(operation), reconcile::PublicState::Explained);
}

// Wis. Stat. 9.01(1)(b): whichever rule the words name, and whatever else differs by as many.
TEST(ExplainUnitTest, MoreBallotsThanVotersAreNotExplainedByOnePersonUnderAnotherRule) {
  Operation operation = operation_with_difference();
  Command loose = explain("R8", "UNEXPLAINED");
  loose.body["ballots"] = 1;
  loose.body["minute"] = "page 2";
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, loose), Causes{});
  EXPECT_TRUE(operation.people.waiting.contains(position));
  EXPECT_EQ(state_of_w2(operation), reconcile::PublicState::Open);
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
  EXPECT_EQ(state_of_w2(operation), reconcile::PublicState::Explained);
  const auto moved = moved_sentences(operation);
  const auto is_closing = [](const std::string& words) {
    return words.starts_with("Closed as unexplained");
  };
  EXPECT_EQ(std::ranges::count_if(moved, is_closing), 1);
  // Envelopes that do not add up by one as well: I7.
  Operation other = fixture::operation_counted();
  ASSERT_EQ(do_command(other, command_of("unit.figures", "clerk",
                                         {{"unit", "W2"},
                                          {"figures",
                                           {{"voters_poll_book", 9},
                                            {"absentee_returned", 1},
                                            {"absentee_accepted", 0},
                                            {"absentee_rejected", 0},
                                            {"absentee_pending", 0}}}})),
            Causes{});
  ASSERT_EQ(do_command(other, explain("I7", "ABSENT_FOUND")), Causes{});
  EXPECT_EQ(state_of_w2(other), reconcile::PublicState::Open) << "R3 is not explained by I7";
}

TEST(ExplainUnitTest, WhereNothingIsToBeDrawnOnePersonExplains) {
  Operation fewer = fixture::operation_counted();
  ASSERT_EQ(
      do_command(fewer, command_of("unit.figures", "clerk",
                                   {{"unit", "W2"}, {"figures", {{"voters_poll_book", 11}}}})),
      Causes{});
  ASSERT_EQ(do_command(fewer, explain("R3", "UNEXPLAINED")), Causes{});
  EXPECT_EQ(state_of_w2(fewer), reconcile::PublicState::Explained) << "fewer ballots than voters";
  Operation elsewhere = operation_with_difference();
  elsewhere.setup.policy = "us-ga-2020";
  ASSERT_EQ(do_command(elsewhere, explain("R3", "UNEXPLAINED")), Causes{});
  EXPECT_EQ(state_of_w2(elsewhere), reconcile::PublicState::Explained) << "no draw-down in law";
}

TEST(ExplainUnitTest, AFindingClosedAsUnexplainedIsSaidAgainstTheLead) {
  const auto said = [](const Operation& operation) {
    std::string all;
    for (const std::string& sentence : moved_sentences(operation)) all += sentence + "\n";
    return all;
  };
  Operation operation = operation_with_difference();
  ASSERT_EQ(fixture::do_with_second(operation, explain("R3", "OTHER_UNIT"), "super"), Causes{});
  const std::string surplus =
      "More ballots than voters, and too few drawn out though the policy draws down: W2 (10 "
      "ballots, 9 voters; explained by clerk, super).\n";
  EXPECT_EQ(said(operation), surplus) << "a cause is given";
  ASSERT_EQ(fixture::do_with_second(operation, explain("R3", "UNEXPLAINED"), "super"), Causes{});
  EXPECT_EQ(said(operation),
            "Closed as unexplained: W2 R3 1; by clerk, super. In 1 unit up to 1 ballot or vote is "
            "unexplained; the lead is 34 votes.\n" +
                surplus);
  ASSERT_EQ(do_command(operation, command_of("unit.figures", "clerk",
                                             {{"unit", "W2"},
                                              {"figures", {{"voters_poll_book", 10}}},
                                              {"reason", "read again"}})),
            Causes{});
  EXPECT_EQ(said(operation), "") << "the finding is gone";
}

TEST(ExplainUnitTest, ARefusedExplanationExplainsNothingAndNobodyRulesOnTheirOwn) {
  Operation operation = operation_with_difference();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(fixture::do_with_second(operation, explain("R3", "OTHER_UNIT"), "super"), Causes{});
  Command ruling = command_of(
      "explanation.rule", "clerk",
      {{"unit", "W2"}, {"explanation", position}, {"ruling", "refused"}, {"minute", "page 2"}});
  EXPECT_EQ(do_command(operation, ruling), Causes{"ruling.same-person"});
  ruling.author = "wec";
  EXPECT_EQ(do_command(operation, ruling), Causes{});
  EXPECT_EQ(review_unit(operation, "W2", Sight::All).state, reconcile::PublicState::Open);
  EXPECT_EQ(do_command(operation, ruling), Causes{"ruling.twice"});
  ruling.body["explanation"] = position + 1;
  EXPECT_EQ(do_command(operation, ruling), Causes{"ruling.unknown"});
}

TEST(ExplainUnitTest, WhatTheBoardRefusedIsNotExplainedBySayingItAgain) {
  Operation operation = operation_with_difference();
  const auto rule = [&](std::uint64_t position, const char* how) {
    return do_command(
        operation,
        command_of(
            "explanation.rule", "wec",
            {{"unit", "W2"}, {"explanation", position}, {"ruling", how}, {"minute", "page 2"}}));
  };
  const auto state = [&] { return review_unit(operation, "W2", Sight::All).state; };
  const std::uint64_t first = operation.entries;
  ASSERT_EQ(fixture::do_with_second(operation, explain("R3", "OTHER_UNIT"), "super"), Causes{});
  EXPECT_EQ(state(), reconcile::PublicState::Explained);
  ASSERT_EQ(rule(first, "refused"), Causes{});
  const std::uint64_t second = operation.entries;
  ASSERT_EQ(fixture::do_with_second(operation, explain("R3", "JAM"), "super"), Causes{});
  EXPECT_EQ(state(), reconcile::PublicState::Open) << "the board has not ruled on it";
  ASSERT_EQ(rule(second, "accepted"), Causes{});
  EXPECT_EQ(state(), reconcile::PublicState::Explained);
  EXPECT_EQ(rule(second, "refused"), Causes{"ruling.twice"});
}

TEST(ExplainUnitTest, AUnitThatCanBeCountedAgainIsNotRuledOut) {
  Operation operation = fixture::operation_ready();
  const Command ruling =
      command_of("recountability.rule", "clerk", {{"unit", "W2"}, {"minute", "page 2"}});
  EXPECT_EQ(do_command(operation, ruling), Causes{"recountability.recountable"});
  operation.setup.policy = "us-ga-2020";
  EXPECT_EQ(do_command(operation, ruling), Causes{"recountability.policy"});
}

Command sheet_of_w2(std::int64_t issued) {
  return command_of("unit.figures", "clerk",
                    {{"unit", "W2"},
                     {"figures",
                      {{"ballots_issued", issued},
                       {"ballots_found", 10},
                       {"tape_total", 10},
                       {"canvass_ballots", issued}}},
                     {"reason", "read again"}});
}

// Michigan 2016: 11 ballots were issued, and 10 are in the box.
TEST(ExplainUnitTest, OnePersonsRulingDropsNothingThatWasCounted) {
  const Command ruling =
      command_of("recountability.rule", "clerk", {{"unit", "W2"}, {"minute", "page 2"}});
  Operation before = fixture::operation_ready();
  before.setup.policy = "us-mi-2016";
  ASSERT_EQ(do_command(before,
                       command_of("container.record", "clerk",
                                  {{"container", "C2"}, {"county", "us-wi-dane"}, {"seal", "1"}})),
            Causes{});
  ASSERT_EQ(
      do_command(before,
                 command_of("container.open", "super",
                            {{"container", "C2"}, {"seal", "1"}, {"handled_by", {"Lee", "Kim"}}})),
      Causes{});
  ASSERT_EQ(do_command(before, sheet_of_w2(11)), Causes{});
  ASSERT_EQ(do_command(before, ruling), Causes{});
  EXPECT_TRUE(is_ruled_not_recountable(before, "W2")) << "nobody had counted it";
  Operation back = before;
  ASSERT_EQ(do_command(back, sheet_of_w2(10)), Causes{});
  EXPECT_FALSE(is_ruled_not_recountable(back, "W2"));
  ASSERT_EQ(do_command(back, sheet_of_w2(11)), Causes{});
  EXPECT_FALSE(is_ruled_not_recountable(back, "W2")) << "a line does not bring a ruling back";
  ASSERT_EQ(do_command(before, fixture::tally("team-1", "B3", 10, 4, 6)), Causes{});
  EXPECT_FALSE(is_ruled_not_recountable(before, "W2")) << "counted since";
  const std::uint64_t position = before.entries;
  ASSERT_EQ(do_command(before, ruling), Causes{});
  EXPECT_FALSE(is_ruled_not_recountable(before, "W2")) << "it waits";
  ASSERT_EQ(do_command(before, command_of("approve", "wec", {{"entry", position}})), Causes{});
  EXPECT_TRUE(is_ruled_not_recountable(before, "W2"));
}

}  // namespace
}  // namespace recanvass::workflow
